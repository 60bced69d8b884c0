"""How often requests were dealt with by their due date."""

from collections.abc import Collection
from decimal import Decimal

from frontdesk.domains.insight.queries import counts, cuts
from frontdesk.domains.insight.queries.late import LATE
from frontdesk.domains.insight.rules.folding import fold
from frontdesk.domains.insight.types import Cut, Period, Share, Timeliness
from frontdesk.kernel import clock

# The open work that is late stands beside the counts. It is read once for all cuts.
_OPEN = f"""
    late AS MATERIALIZED (
        SELECT local_day, service, channel, ward, count(*) AS decided FROM requests_facts
        WHERE council = %(council)s AND local_day BETWEEN %(since)s AND %(until)s AND {LATE} GROUP BY 1, 2, 3, 4
    )
"""


def _row(code: str, kept: Decimal, decided: Decimal) -> tuple[str, Share]:
    return code, Share(int(kept), int(decided))


TIMELINESS = cuts.Figure(
    columns="kept, decided",
    sums=("sum(kept)", "sum(decided)"),
    line=_row,
    first=_OPEN,
    beside=" UNION ALL SELECT local_day, service, '', channel, false, false, ward, 0, 0, 0, 0, decided FROM late",
)


def timeliness(council: int, period: Period, cut: Cut | None = None, hidden: Collection[str] = ()) -> Timeliness:
    """Requests of the period dealt with in time, over those closed or already late. Open ones in time are left out.

    Whole and by each of `BY`; services of `hidden` count as in `take_up`.
    """
    values = cuts.asked(council, period, cut or Cut(), hidden) | now()
    (found,) = cuts.read(counts.REQUESTS, values, TIMELINESS)
    return as_timeliness(found, hidden)


def now() -> dict[str, object]:
    """The values that the figure names beside those of all."""
    return {"now": clock.now()}


def as_timeliness(found: cuts.Cuts, hidden: Collection[str]) -> Timeliness:
    """Timeliness out of what was read of it."""
    return Timeliness(found.whole[1], found.by | {"service": fold(found.by["service"], hidden)})
