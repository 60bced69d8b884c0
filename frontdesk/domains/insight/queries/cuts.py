"""A whole and its cuts by each of `BY`, from one reading of the counts by day and month.

A statement makes a table `cell` with `COLUMNS` and numbers of its own, and ends with `CODE` and `SETS`. The database
adds up by day, channel, service and ward; months, localities and teams are put together from these.
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
Numbers = tuple[Any, ...]

REQUESTS, CONTACTS = "request", "contact"
_COLUMNS: Mapping[str, str] = MappingProxyType({
    REQUESTS: "service, promise, channel, digital, assisted, ward, received, completed, neither, kept, decided",
    CONTACTS: "service, channel, ward, contacts, share, matters, noted, failure",
})  # fmt: skip

_READ = ("local_day", "channel", "service", "ward")
_ALL = ", ".join(_READ)
CODE = f"grouping({_ALL}), coalesce(local_day::text, channel, service, ward, '')"
SETS = f"FROM cell GROUP BY GROUPING SETS ((), {', '.join(f'({name})' for name in _READ)})"
_BITS = (1 << len(_READ)) - 1
_PLACES = {_BITS: ""} | {_BITS ^ (1 << place): name for place, name in enumerate(reversed(_READ))}

# Services that the reader may not know of count only in the months in which they may be told, on no channel and in no
# ward.
TOLD = "({of}service <> ALL(%(hidden)s::text[]) OR to_char({of}local_day, 'YYYY-MM') = ANY(%(told)s::text[]))"
AREA = "(({of}ward = ANY(%(wards)s::text[])) <> %(outside)s)"
_UNNAMED = "CASE WHEN d.service = ANY(%(hidden)s::text[]) THEN %(others)s {column} END"
COLUMNS = ", ".join([
    "d.local_day",
    f"{_UNNAMED.format(column='ELSE d.channel')} AS channel",
    "d.service",
    f"{_UNNAMED.format(column='ELSE d.ward')} AS ward",
])  # fmt: skip
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
        "others": OTHER_SERVICES, "months": months,
        "days": days,
        "told": _told(council, period, tuple(sorted(hidden)), tuple(told_months), thing, number),
    }  # fmt: skip


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


def sort_out(council: int, rows: Iterable[tuple[Any, ...]], line: Callable[..., Line]) -> Cuts:
    """The lines made of (code, numbers) of each row of a statement that ends so."""
    read: dict[str, list[tuple[str, Numbers]]] = {name: [] for name in ("", *_READ)}
    for place, code, *numbers in rows:
        read[_PLACES[place]].append((code, tuple(numbers)))
    days, wards = read["local_day"], read["ward"]
    localities = {ward: each.code for each in organisations.localities(council) for ward in each.wards}
    teams = {ward: each.code for each in organisations.area_teams(council) for ward in each.wards}
    put = {
        "month": _added((day[:7], numbers) for day, numbers in days),
        "channel": read["channel"], "service": read["service"], "ward": wards,
        "locality": _added((_of(ward, localities), numbers) for ward, numbers in wards),
        "team": _added((_of(ward, teams), numbers) for ward, numbers in wards),
    }  # fmt: skip
    ((_, whole),) = read[""]
    return Cuts(line("", *whole), {name: [line(code, *numbers) for code, numbers in sorted(put[name])] for name in BY})


def _of(ward: str, groups: Mapping[str, str]) -> str:
    """The group of a ward; what is of no ward stays so."""
    return ward if ward in ("", OTHER_SERVICES) else groups.get(ward, ELSEWHERE)


def _added(lines: Iterable[tuple[str, Numbers]]) -> list[tuple[str, Numbers]]:
    """Lines of the same code added up."""
    found: dict[str, Numbers] = {}
    for code, numbers in lines:
        known = found.get(code)
        found[code] = tuple(map(sum, zip(known, numbers, strict=True))) if known else numbers
    return list(found.items())
