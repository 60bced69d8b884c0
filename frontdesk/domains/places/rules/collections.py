"""When bins are collected: a round has a weekday, recycling comes every other week."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from frontdesk.domains.places.types import RoundRow


@dataclass(frozen=True, slots=True)
class BinDay:
    """One collection: the date the crew comes, what it takes, and the usual date if it is moved."""

    day: date
    streams: tuple[str, ...]
    instead_of: date | None = None


def bin_days(row: RoundRow, start: date, days: int, bank_holidays: Collection[date] = ()) -> tuple[BinDay, ...]:
    """Return the collections from ``start`` (included) over so many days, in order.

    Refuse and food come every week; recycling every other week counted from the round's first date. In a week with
    a bank holiday from Monday to Friday, that day's round and each later one of the week come one day later
    for each holiday before or on their day (the usual local practice).
    """
    found = []
    usual = start - timedelta(days=7)
    usual += timedelta(days=(row.weekday - usual.isoweekday()) % 7)
    while usual <= start + timedelta(days=days):
        moved = _moved(usual, bank_holidays)
        if start <= moved <= start + timedelta(days=days):
            streams = ("refuse", "food", "recycling") if _recycling(row, usual) else ("refuse", "food")
            found.append(BinDay(moved, streams, usual if moved != usual else None))
        usual += timedelta(days=7)
    return tuple(found)


def last_bin_day(row: RoundRow, on: date, bank_holidays: Collection[date] = ()) -> BinDay:
    """Return the latest collection on or before a date: the one that a missed-bin report is about."""
    return bin_days(row, on - timedelta(days=13), 13, bank_holidays)[-1]


def _moved(usual: date, bank_holidays: Collection[date]) -> date:
    monday = usual - timedelta(days=usual.isoweekday() - 1)
    working_week = {monday + timedelta(days=n) for n in range(min(usual.isoweekday(), 5))}
    return usual + timedelta(days=len(working_week & set(bank_holidays)))


def _recycling(row: RoundRow, usual: date) -> bool:
    return (usual - row.recycling_from).days % 14 == 0
