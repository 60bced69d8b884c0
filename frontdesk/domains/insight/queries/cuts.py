"""A whole and its cuts by each of `BY`, from two readings of the counts by day and month: by service and by ward.

Figures of one thing are read together, in one statement. Months, localities and teams are put together from days and
wards.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from frontdesk.domains.insight.queries.counts import REQUESTS, TALLY, by_service, by_ward
from frontdesk.domains.insight.rules.spans import spans
from frontdesk.domains.insight.rules.whole_months import FEWEST, whole_months
from frontdesk.domains.insight.types import BY, ELSEWHERE, OTHER_SERVICES, TOGETHER, WARD, Cut, Period
from frontdesk.domains.organisations import queries as organisations
from frontdesk.kernel import clock
from frontdesk.kernel.reading import once_a_page

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


class Figure(NamedTuple):
    """What a figure takes of each count (`columns` of `d`, where `joined` may stand beside it), sums up (`sums`), and
    makes of a code and its sums (`line`). `beside` are counts that stand in no table, made as `first` says in WITH.
    """

    columns: str
    sums: tuple[str, ...]
    line: Callable[..., Any]
    joined: str = ""
    first: str = ""
    beside: str = ""


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


def read(thing: str, values: Mapping[str, Any], *figures: Figure) -> list[Cuts]:
    """What each of these figures of one thing comes to; `values` are those of `asked` and of the figures."""
    beside = "".join(each.beside for each in figures)
    services = _statement(by_service(thing, beside), thing, figures, **_SERVICES)
    wards = _statement(by_ward(thing, beside), thing, figures, **_WARDS)
    first = ", ".join(filter(None, (each.first for each in figures)))
    with connection.cursor() as cursor:
        cursor.execute(f"{'WITH' if first else ''} {first} ({services}) UNION ALL ({wards})", values)
        put = _sort_out(values["council"], cursor.fetchall())
    begin, found = 0, []
    for each in figures:
        found.append(_cuts(put, each, slice(begin, begin + len(each.sums))))
        begin += len(each.sums)
    return found


def _statement(counts: str, thing: str, figures: Sequence[Figure], *, code: str, sets: str) -> str:
    columns = ", ".join([COLUMNS, *(each.columns for each in figures)]).format(tally=TALLY[thing])
    sums = ", ".join(f"coalesce({each}, 0)" for figure in figures for each in figure.sums)
    joined = " ".join(each.joined for each in figures)
    return f"WITH cell AS (SELECT {columns} FROM {counts} {joined} {WHERE}) SELECT {code}, {sums} {sets}"


def _cuts(put: Mapping[str, list[tuple[str, Numbers]]], figure: Figure, mine: slice) -> Cuts:
    ((_, whole),) = put[""]
    by = {name: [figure.line(code, *numbers[mine]) for code, numbers in put[name]] for name in BY}
    return Cuts(figure.line("", *whole[mine]), by)


def _sort_out(council: int, rows: Iterable[tuple[Any, ...]]) -> dict[str, list[tuple[str, Numbers]]]:
    """The sums of the whole ('') and by each of `BY`, with their codes in order."""
    read: dict[str, list[tuple[str, Numbers]]] = {name: [] for name in ("", *_READ, WARD)}
    for place, code, *numbers in rows:
        read[_PLACES[place]].append((code, tuple(numbers)))
    days, wards = read["local_day"], read[WARD]
    localities = {ward: each.code for each in organisations.localities(council) for ward in each.wards}
    teams = {ward: each.code for each in organisations.area_teams(council) for ward in each.wards}
    put = {
        "": read[""],
        "month": _added((day[:7], numbers) for day, numbers in days),
        "channel": read["channel"], "service": read["service"], WARD: wards,
        "locality": _added((_of(ward, localities), numbers) for ward, numbers in wards),
        "team": _added((_of(ward, teams), numbers) for ward, numbers in wards),
    }  # fmt: skip
    return {name: sorted(lines) for name, lines in put.items()}


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
