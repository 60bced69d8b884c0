"""Several periods at once from the counts of requests: whole months where there are some, else days."""

from collections.abc import Sequence
from typing import Any

from frontdesk.domains.insight.queries.counts import BY_SERVICE
from frontdesk.domains.insight.rules.spans import spans
from frontdesk.domains.insight.types import Period

_COLUMNS = "service, promise, digital, ward, received, completed, neither, kept, decided"


def counts_in_periods() -> str:
    """What stands in FROM: the counts of each service, with the place of their period.

    The index is asked once for all days: day by day (what `+ 0` forbids) it would look through all of them each time.
    """
    return f"""(
        SELECT span.place, {_COLUMNS}
        FROM unnest(%(day_place)s::int[], %(days)s::date[]) AS span (place, day)
        JOIN insight_requestday ON council_id = %(council)s AND local_day + 0 = span.day AND {BY_SERVICE}
         AND local_day = ANY(%(days)s::date[])
        UNION ALL
        SELECT span.place, {_COLUMNS} FROM unnest(%(month_place)s::int[], %(months)s::date[]) AS span (place, month)
        JOIN insight_requestmonth ON council_id = %(council)s AND local_day + 0 = span.month AND {BY_SERVICE}
         AND local_day = ANY(%(months)s::date[])
    )"""


def period_values(periods: Sequence[Period]) -> dict[str, Any]:
    """The values that this names."""
    parts = [spans(period) for period in periods]
    days = [(place, day) for place, part in enumerate(parts) for day in part.days]
    months = [(place, month) for place, part in enumerate(parts) for month in part.months]
    return {
        "day_place": [place for place, _ in days], "days": [day for _, day in days],
        "month_place": [place for place, _ in months], "months": [month for _, month in months],
    }  # fmt: skip
