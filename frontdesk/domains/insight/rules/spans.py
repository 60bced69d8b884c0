"""Which parts of a period are read from months, and which from days."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from frontdesk.domains.insight.types import Period

_MONTH = timedelta(days=31)


class Spans(NamedTuple):
    """A period taken apart: single days, and the first days of whole months."""

    days: list[date]
    months: list[date]


def spans(period: Period, breaks: Collection[date] = ()) -> Spans:
    """The whole months of a period, and the days that are left over.

    A month in which something begins anew (`breaks`, as a rate does) after its first day is left to its days.
    """
    broken = {day.replace(day=1) for day in breaks if day.day != 1}
    days: list[date] = []
    months = []
    for first, last in _by_month(period):
        if first.day == 1 and (last + timedelta(days=1)).day == 1 and first not in broken:
            months.append(first)
        else:
            days += [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return Spans(days, months)


def _by_month(period: Period) -> Iterator[tuple[date, date]]:
    """The period cut at the ends of months."""
    first = period.since
    while first <= period.until:
        last = (first.replace(day=1) + _MONTH).replace(day=1) - timedelta(days=1)
        yield first, min(last, period.until)
        first = last + timedelta(days=1)
