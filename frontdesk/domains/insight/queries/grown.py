"""Contacts of a year, for promises that more come by some channels than in the year before.

A strategy that states no figure to grow from means the year before: it is counted, where records go back so far.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from typing import Any

from django.db import connection

from frontdesk.domains.insight.queries.counts import CONTACTS, by_service
from frontdesk.domains.insight.queries.cuts import AREA
from frontdesk.domains.insight.rules.spans import spans
from frontdesk.domains.insight.types import Area, Period
from frontdesk.domains.standards.types import Kind, StandardVersion

CAME = frozenset({"take-up", "web-chosen"})
"""Measures that count contacts by their channel."""
YEAR_DAYS = 365
_YEAR = timedelta(days=YEAR_DAYS)
_BY_CHANNEL = f"""
    SELECT d.channel, sum(d.contacts) FROM {by_service(CONTACTS)}
    WHERE {AREA.format(of="d.")} AND d.service <> ALL(%(hidden)s::text[])
      AND (SELECT min(local_day) FROM insight_contactday WHERE council_id = %(council)s) <= %(since)s
    GROUP BY 1
"""


def is_year(period: Period) -> bool:
    """Whether it is as long as growth on a year is told of."""
    return period.until - period.since + timedelta(days=1) == _YEAR


def came(council: int, period: Period, area: Area, hidden: Collection[str]) -> dict[str, int]:
    """Contacts of a period by channel; none where records begin later than it does."""
    days, months = spans(period)
    values: dict[str, Any] = {
        "council": council, "since": period.since, "days": days, "months": months, "everywhere": not area.kind,
        "wards": list(area.wards), "outside": area.outside, "hidden": sorted(hidden),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_BY_CHANNEL, values)
        return {channel: int(number) for channel, number in cursor.fetchall()}


def by_channels(standard: StandardVersion, found: dict[str, int]) -> Fraction:
    """Those of a standard's channels; of all where it names none."""
    return Fraction(sum(number for code, number in found.items() if code in (standard.channels or found)))


def against_the_year_before(
    council: int, found: Sequence[StandardVersion], periods: Sequence[Period], area: Area, hidden: Collection[str]
) -> list[StandardVersion]:
    """The same standards, those that grow from no stated figure with that of the year before one of the periods."""
    year = next((each for each in periods if is_year(each)), None)
    if year is None or not any(_grows_from_nothing(each) for each in found):
        return list(found)
    before = came(council, Period(year.since - _YEAR, year.until - _YEAR), area, hidden)
    return [
        replace(each, baseline=number, baseline_words="contacts in the year before")
        if _grows_from_nothing(each) and (number := by_channels(each, before))
        else each
        for each in found
    ]


def _grows_from_nothing(standard: StandardVersion) -> bool:
    return standard.measure in CAME and standard.kind is Kind.GROWTH and not standard.baseline
