"""A whole and its cuts by month, channel and service, from one reading of the day counts.

A statement makes a table `cell` with the columns month, channel and service, and ends with these parts.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeVar

from frontdesk.domains.insight.types import Cut, Period

Line = TypeVar("Line")

CODE = "grouping(month, channel, service), coalesce(month, channel, service, '')"
SETS = "FROM cell GROUP BY GROUPING SETS ((), (month), (channel), (service)) ORDER BY 1, 2"
WHERE = """
    WHERE d.council_id = %(council)s AND d.local_day BETWEEN %(since)s AND %(until)s
      AND (%(service)s = '' OR d.service = %(service)s) AND (%(channel)s = '' OR d.channel = %(channel)s)
"""
_PLACES = {0b111: "whole", 0b011: "month", 0b101: "channel", 0b110: "service"}


class Cuts(NamedTuple):
    """Lines of the whole (one) and of each cut, by code."""

    whole: list[Any]
    month: list[Any]
    channel: list[Any]
    service: list[Any]


def asked(council: int, period: Period, cut: Cut) -> dict[str, Any]:
    """The values of `WHERE`."""
    return {"council": council, "since": period.since, "until": period.until, "service": cut.service,
            "channel": cut.channel}  # fmt: skip


def sort_out(rows: Iterable[tuple[Any, ...]], line: Callable[..., Line]) -> Cuts:
    """The lines made of (code, numbers) of each row of a statement that ends so."""
    found = Cuts([], [], [], [])
    for place, code, *numbers in rows:
        getattr(found, _PLACES[place]).append(line(code, *numbers))
    return found
