"""A whole and its cuts by each of `BY`, from one reading of the counts by day and month.

A statement makes a table `cell` with `COLUMNS` and numbers of its own, and ends with `CODE` and `SETS`.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from django.db import connection

from frontdesk.domains.insight.rules.spans import spans
from frontdesk.domains.insight.rules.whole_months import FEWEST, whole_months
from frontdesk.domains.insight.types import BY, ELSEWHERE, OTHER_SERVICES, Cut, Period
from frontdesk.domains.organisations import queries as organisations
from frontdesk.kernel import clock
from frontdesk.kernel.reading import once_a_page

Line = TypeVar("Line")

REQUESTS, CONTACTS = "request", "contact"
_COLUMNS: Mapping[str, str] = MappingProxyType({
    REQUESTS: "service, promise, channel, digital, assisted, ward, received, completed, neither, kept, decided",
    CONTACTS: "service, channel, ward, contacts, share, matters, noted, failure",
})  # fmt: skip

_ALL = ", ".join(BY)
CODE = f"grouping({_ALL}), coalesce({_ALL}, '')"
SETS = f"FROM cell GROUP BY GROUPING SETS ((), {', '.join(f'({name})' for name in BY)}) ORDER BY 1, 2"
_BITS = (1 << len(BY)) - 1
_PLACES = {_BITS: ""} | {_BITS ^ (1 << place): name for place, name in enumerate(reversed(BY))}

# Services that the reader may not know of count only in the months in which they may be told, on no channel and in no
# ward.
TOLD = "({of}service <> ALL(%(hidden)s::text[]) OR to_char({of}local_day, 'YYYY-MM') = ANY(%(told)s::text[]))"
AREA = "(({of}ward = ANY(%(wards)s::text[])) <> %(outside)s)"
_UNNAMED = "CASE WHEN d.service = ANY(%(hidden)s::text[]) THEN %(others)s {column} END"
_GROUP = "WHEN d.ward = '' THEN '' ELSE coalesce(patch.{name}, %(elsewhere)s)"
COLUMNS = ", ".join([
    "to_char(d.local_day, 'YYYY-MM') AS month",
    f"{_UNNAMED.format(column='ELSE d.channel')} AS channel",
    "d.service",
    f"{_UNNAMED.format(column='ELSE d.ward')} AS ward",
    f"{_UNNAMED.format(column=_GROUP.format(name='locality'))} AS locality",
    f"{_UNNAMED.format(column=_GROUP.format(name='team'))} AS team",
])  # fmt: skip
PATCHES = """
    LEFT JOIN unnest(%(of_ward)s::text[], %(of_locality)s::text[], %(of_team)s::text[])
        AS patch (of_ward, locality, team) ON patch.of_ward = d.ward
"""
WHERE = f"""
    WHERE (%(service)s = '' OR d.service = %(service)s) AND (%(channel)s = '' OR d.channel = %(channel)s)
      AND {AREA.format(of="d.")} AND {TOLD.format(of="d.")}
"""
_MONTHS = """
    SELECT to_char(local_day, 'YYYY-MM') FROM insight_{thing}month
    WHERE council_id = %s AND local_day BETWEEN %s AND %s AND service = ANY(%s)
    GROUP BY 1 HAVING sum({number}) >= %s
"""


def counts_of(thing: str) -> str:
    """What stands in FROM for the counts of a period, as `d`: months where they are whole, and days."""
    columns = _COLUMNS[thing]
    return f"""(
        SELECT local_day, {columns} FROM insight_{thing}day
        WHERE council_id = %(council)s AND local_day = ANY(%(days)s::date[])
        UNION ALL
        SELECT local_day, {columns} FROM insight_{thing}month
        WHERE council_id = %(council)s AND local_day = ANY(%(months)s::date[])
    ) d"""


class Cuts(NamedTuple):
    """The line of the whole, and lines by each of `BY`."""

    whole: Any
    by: dict[str, list[Any]]


def asked(
    council: int,
    period: Period,
    cut: Cut,
    hidden: Collection[str] = (),
    *,
    thing: str = REQUESTS,
    number: str = "received",
    breaks: Collection[date] = (),
) -> dict[str, Any]:
    """The values that these parts name. Services of `hidden` are told of as far as their `number` of the thing lets
    them: in a whole month that is over, together, and where nothing else narrows it. `breaks` as for `spans`.
    """
    days, months = spans(period, breaks)
    told_months = [] if not hidden or cut.narrows else whole_months(period, clock.today())
    return {
        "council": council, "since": period.since, "until": period.until, "service": cut.service,
        "channel": cut.channel, "wards": list(cut.area.wards), "outside": cut.area.outside, "hidden": sorted(hidden),
        "others": OTHER_SERVICES, "elsewhere": ELSEWHERE, "months": months,
        "days": days, **_patches(council),
        "told": _told(council, period, tuple(sorted(hidden)), tuple(told_months), thing, number),
    }  # fmt: skip


def _patches(council: int) -> dict[str, list[str | None]]:
    """The locality and the area team of each ward that has one."""
    localities = {ward: each.code for each in organisations.localities(council) for ward in each.wards}
    teams = {ward: each.code for each in organisations.area_teams(council) for ward in each.wards}
    wards = sorted({*localities, *teams})
    return {
        "of_ward": list(wards),
        "of_locality": [localities.get(ward) for ward in wards],
        "of_team": [teams.get(ward) for ward in wards],
    }


@once_a_page
def _told(
    council: int, period: Period, hidden: tuple[str, ...], months: tuple[str, ...], thing: str, number: str
) -> list[str]:  # fmt: skip
    if not months:
        return []
    with connection.cursor() as cursor:
        values: list[Any] = [council, period.since, period.until, list(hidden), FEWEST]
        cursor.execute(_MONTHS.format(thing=thing, number=number), values)
        return [month for (month,) in cursor.fetchall() if month in months]


def sort_out(rows: Iterable[tuple[Any, ...]], line: Callable[..., Line]) -> Cuts:
    """The lines made of (code, numbers) of each row of a statement that ends so."""
    found: dict[str, list[Any]] = {name: [] for name in ("", *BY)}
    for place, code, *numbers in rows:
        found[_PLACES[place]].append(line(code, *numbers))
    (whole,) = found.pop("")
    return Cuts(whole, found)
