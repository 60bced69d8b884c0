"""Several periods at once from the counts of requests: whole months where there are some, else days."""

from collections.abc import Sequence
from typing import Any

from frontdesk.domains.insight.rules.spans import spans
from frontdesk.domains.insight.types import Period

_COLUMNS = "service, promise, digital, ward, received, completed, neither, kept, decided"


def counts_in_periods() -> str:
    """What stands in FROM: the counts, each with the place of its period."""
    return f"""(
        SELECT span.place, {_COLUMNS}
        FROM unnest(%(day_place)s::int[], %(day_since)s::date[], %(day_until)s::date[]) AS span (place, since, until)
        JOIN insight_requestday ON council_id = %(council)s AND local_day BETWEEN span.since AND span.until
        UNION ALL
        SELECT span.place, {_COLUMNS} FROM unnest(%(month_place)s::int[], %(months)s::date[]) AS span (place, month)
        JOIN insight_requestmonth ON council_id = %(council)s AND local_day = span.month
    )"""


def period_values(periods: Sequence[Period]) -> dict[str, Any]:
    """The values that this names."""
    parts = [spans(period) for period in periods]
    days = [(place, *span) for place, part in enumerate(parts) for span in part.days]
    months = [(place, month) for place, part in enumerate(parts) for month in part.months]
    return {
        "day_place": [place for place, _, _ in days], "day_since": [first for _, first, _ in days],
        "day_until": [last for _, _, last in days],
        "month_place": [place for place, _ in months], "months": [month for _, month in months],
    }  # fmt: skip
