"""A whole and its cuts by each of `BY`, from two readings of the counts by day and month: by service and by ward.

A statement makes a table `cell` of `{counts}` with `COLUMNS` and numbers of its own, and ends with `{code}`, the sums
and `{sets}`. Months, localities and teams are put together from days and wards.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple, TypeVar

from django.db import connection

from frontdesk.domains.insight.queries.counts import REQUESTS, TALLY, by_service, by_ward
from frontdesk.domains.insight.rules.spans import spans
from frontdesk.domains.insight.rules.whole_months import FEWEST, whole_months
from frontdesk.domains.insight.types import BY, ELSEWHERE, OTHER_SERVICES, TOGETHER, WARD, Cut, Period
from frontdesk.domains.organisations import queries as organisations
from frontdesk.kernel import clock
from frontdesk.kernel.reading import once_a_page

Line = TypeVar("Line")
Numbers = tuple[Any, ...]

_READ = ("local_day", "channel", "service")
_ALL = ", ".join(_READ)
_BITS = (1 << len(_READ)) - 1
_PLACES = {_BITS: "", -1: WARD} | {_BITS ^ (1 << place): name for place, name in enumerate(reversed(_READ))}
_SERVICES = {
    "code": f"grouping({_ALL}), coalesce(local_day::text, channel, service, '')",
    "sets": f"FROM cell GROUP BY GROUPING SETS ((), {', '.join(f'({name})' for name in _READ)})",
}
# A ward in which there is nothing but what is hidden comes to nothing.
_WARDS = {"code": "-1, ward", "sets": "FROM cell GROUP BY ward HAVING sum(tally) <> 0"}

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
    "d.{tally} AS tally",
])  # fmt: skip
WHERE = f"""
    WHERE (%(service)s = '' OR d.service = %(service)s) AND (%(channel)s = '' OR d.channel = %(channel)s)
      AND {AREA.format(of="d.")} AND {TOLD.format(of="d.")}
"""
_MONTHS = """
    SELECT to_char(local_day, 'YYYY-MM') FROM insight_{thing}month
    WHERE council_id = %s AND local_day BETWEEN %s AND %s AND service = ANY(%s) AND ward = '{together}'
    GROUP BY 1 HAVING sum({tally}) >= %s
"""


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
    breaks: Collection[date] = (),
) -> dict[str, Any]:
    """The values that these parts name. Services of `hidden` are told of as far as their number in the counts of
    the thing lets them: in a whole month that is over, together, and where nothing else narrows it. `breaks` as for
    `spans`.
    """
    days, months = spans(period, breaks)
    told_months = [] if not hidden or cut.narrows else whole_months(period, clock.today())
    return {
        "council": council, "since": period.since, "until": period.until, "days": days, "months": months,
        "service": cut.service, "every_service": not cut.service, "channel": cut.channel,
        "everywhere": not cut.area.kind, "wards": list(cut.area.wards), "outside": cut.area.outside,
        "hidden": sorted(hidden), "others": OTHER_SERVICES,
        "told": _told(council, period, tuple(sorted(hidden)), tuple(told_months), thing),
    }  # fmt: skip


@once_a_page
def _told(council: int, period: Period, hidden: tuple[str, ...], months: tuple[str, ...], thing: str) -> list[str]:
    if not months:
        return []
    with connection.cursor() as cursor:
        values: list[Any] = [council, period.since, period.until, list(hidden), FEWEST]
        cursor.execute(_MONTHS.format(thing=thing, tally=TALLY[thing], together=TOGETHER), values)
        return [month for (month,) in cursor.fetchall() if month in months]


def read(
    statement: str, thing: str, values: Mapping[str, Any], line: Callable[..., Line], *, first: str = ""
) -> Cuts:  # fmt: skip
    """The lines made of (code, numbers) of each row of a statement about the counts of a thing. What it reads beside
    them is named in `first`, as in WITH.
    """
    services = statement.format(counts=by_service(thing), tally=TALLY[thing], **_SERVICES)
    wards = statement.format(counts=by_ward(thing), tally=TALLY[thing], **_WARDS)
    with connection.cursor() as cursor:
        cursor.execute(f"{'WITH' if first else ''} {first} ({services}) UNION ALL ({wards})", values)
        return _sort_out(values["council"], cursor.fetchall(), line)


def _sort_out(council: int, rows: Iterable[tuple[Any, ...]], line: Callable[..., Line]) -> Cuts:
    read: dict[str, list[tuple[str, Numbers]]] = {name: [] for name in ("", *_READ, WARD)}
    for place, code, *numbers in rows:
        read[_PLACES[place]].append((code, tuple(numbers)))
    days, wards = read["local_day"], read[WARD]
    localities = {ward: each.code for each in organisations.localities(council) for ward in each.wards}
    teams = {ward: each.code for each in organisations.area_teams(council) for ward in each.wards}
    put = {
        "month": _added((day[:7], numbers) for day, numbers in days),
        "channel": read["channel"], "service": read["service"], WARD: wards,
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
