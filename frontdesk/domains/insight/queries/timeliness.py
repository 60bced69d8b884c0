"""How often requests were dealt with by their due date."""

from collections.abc import Collection

from django.db import connection

from frontdesk.domains.insight.queries import cuts
from frontdesk.domains.insight.queries.late import LATE
from frontdesk.domains.insight.types import Cut, Period, Share
from frontdesk.kernel import clock

_SUMS = f"""
    SELECT coalesce(sum(kept), 0), coalesce(sum(decided), 0)
    FROM (SELECT sum(kept) AS kept, sum(decided) AS decided FROM insight_requestday d {cuts.WHERE}
          UNION ALL
          SELECT 0, count(*) FROM requests_facts
          WHERE council = %(council)s AND local_day BETWEEN %(since)s AND %(until)s AND {LATE}
            AND (%(service)s = '' OR service = %(service)s) AND (%(channel)s = '' OR channel = %(channel)s)
            AND {cuts.TOLD.format(of="")}) counted
"""


def timeliness(council: int, period: Period, cut: Cut | None = None, hidden: Collection[str] = ()) -> Share:
    """Requests of the period dealt with in time, over those closed or already late. Open ones in time are left out.

    Services of `hidden` count as in `take_up`.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SUMS, cuts.asked(council, period, cut or Cut(), hidden) | {"now": clock.now()})
        kept, decided = cursor.fetchone()
        return Share(int(kept), int(decided))
