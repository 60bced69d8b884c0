"""A whole and its cuts by month, channel and service, from one reading of the day counts.

A statement makes a table `cell` with the columns month, channel and service, and ends with these parts.
"""

from collections.abc import Callable, Collection, Iterable
from typing import Any, NamedTuple, TypeVar

from django.db import connection

from frontdesk.domains.insight.rules.whole_months import FEWEST, whole_months
from frontdesk.domains.insight.types import OTHER_SERVICES, Cut, Period
from frontdesk.kernel import clock

Line = TypeVar("Line")

CODE = "grouping(month, channel, service), coalesce(month, channel, service, '')"
SETS = "FROM cell GROUP BY GROUPING SETS ((), (month), (channel), (service)) ORDER BY 1, 2"
# Services that the reader may not know of count only in the months in which they may be told, and on no channel.
TOLD = "({of}service <> ALL(%(hidden)s::text[]) OR to_char({of}local_day, 'YYYY-MM') = ANY(%(told)s::text[]))"
CHANNEL = "CASE WHEN d.service = ANY(%(hidden)s::text[]) THEN %(others)s ELSE d.channel END"
WHERE = f"""
    WHERE d.council_id = %(council)s AND d.local_day BETWEEN %(since)s AND %(until)s
      AND (%(service)s = '' OR d.service = %(service)s) AND (%(channel)s = '' OR d.channel = %(channel)s)
      AND {TOLD.format(of="d.")}
"""
_MONTHS = """
    SELECT to_char(local_day, 'YYYY-MM') FROM {days}
    WHERE council_id = %s AND local_day BETWEEN %s AND %s AND service = ANY(%s)
    GROUP BY 1 HAVING sum({number}) >= %s
"""
_PLACES = {0b111: "whole", 0b011: "month", 0b101: "channel", 0b110: "service"}


class Cuts(NamedTuple):
    """Lines of the whole (one) and of each cut, by code."""

    whole: list[Any]
    month: list[Any]
    channel: list[Any]
    service: list[Any]


def asked(
    council: int,
    period: Period,
    cut: Cut,
    hidden: Collection[str] = (),
    *,
    counted: tuple[str, str] = ("insight_requestday", "received"),
) -> dict[str, Any]:
    """The values of `WHERE` and `CHANNEL`. Services of `hidden` are told of as far as their number of `counted` (day
    counts and a column) lets them: in a whole month that is over, together, and where nothing else narrows it.
    """
    narrowed = not hidden or cut.channel or cut.service
    months = [] if narrowed else whole_months(period, clock.today())
    return {
        "council": council, "since": period.since, "until": period.until, "service": cut.service,
        "channel": cut.channel, "hidden": sorted(hidden), "others": OTHER_SERVICES,
        "told": _told(council, period, hidden, months, counted) if months else [],
    }  # fmt: skip


def _told(
    council: int, period: Period, hidden: Collection[str], months: list[str], counted: tuple[str, str]
) -> list[str]:
    days, number = counted
    with connection.cursor() as cursor:
        values: list[Any] = [council, period.since, period.until, sorted(hidden), FEWEST]
        cursor.execute(_MONTHS.format(days=days, number=number), values)
        return [month for (month,) in cursor.fetchall() if month in months]


def sort_out(rows: Iterable[tuple[Any, ...]], line: Callable[..., Line]) -> Cuts:
    """The lines made of (code, numbers) of each row of a statement that ends so."""
    found = Cuts([], [], [], [])
    for place, code, *numbers in rows:
        getattr(found, _PLACES[place]).append(line(code, *numbers))
    return found
