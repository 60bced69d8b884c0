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
_SUMS = f"""
    WITH cell AS (
        SELECT {cuts.COLUMNS}, kept, decided
        FROM (SELECT local_day, service, channel, ward, received, kept, decided FROM {{counts}}
              UNION ALL
              SELECT local_day, service, channel, ward, decided, 0, decided FROM late) d
        {cuts.WHERE}
    )
    SELECT {{code}}, coalesce(sum(kept), 0), coalesce(sum(decided), 0) {{sets}}
"""


def timeliness(council: int, period: Period, cut: Cut | None = None, hidden: Collection[str] = ()) -> Timeliness:
    """Requests of the period dealt with in time, over those closed or already late. Open ones in time are left out.

    Whole and by each of `BY`; services of `hidden` count as in `take_up`.
    """
    values = cuts.asked(council, period, cut or Cut(), hidden) | {"now": clock.now()}
    found = cuts.read(_SUMS, counts.REQUESTS, values, _row, first=_OPEN)
    return Timeliness(found.whole[1], found.by | {"service": fold(found.by["service"], hidden)})


def _row(code: str, kept: Decimal, decided: Decimal) -> tuple[str, Share]:
    return code, Share(int(kept), int(decided))
