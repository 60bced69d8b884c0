"""Both take-up ratios of K3, from the day counts."""

from collections.abc import Collection
from decimal import Decimal

from django.db import connection

from frontdesk.domains.insight.queries import cuts
from frontdesk.domains.insight.rules.folding import fold_counts
from frontdesk.domains.insight.types import Counts, Cut, Period, Row, TakeUp

_SUMS = f"""
    WITH cell AS (
        SELECT to_char(local_day, 'YYYY-MM') AS month, service, {cuts.CHANNEL} AS channel, digital, assisted,
               sum(received) AS received, sum(completed) AS completed, sum(neither) AS neither
        FROM insight_requestday d {cuts.WHERE}
        GROUP BY 1, 2, 3, 4, 5
    )
    SELECT {cuts.CODE},
           coalesce(sum(received), 0), coalesce(sum(completed), 0), coalesce(sum(neither), 0),
           coalesce(sum(received - neither) FILTER (WHERE digital), 0),
           coalesce(sum(completed) FILTER (WHERE digital), 0),
           coalesce(sum(received - neither) FILTER (WHERE digital AND assisted), 0),
           coalesce(sum(completed) FILTER (WHERE digital AND assisted), 0)
    {cuts.SETS}
"""


def take_up(council: int, period: Period, cut: Cut | None = None, hidden: Collection[str] = ()) -> TakeUp:
    """Take-up of the council in the period, whole and by service, channel and month.

    Services of `hidden`, which the reader may not know of, stand together in one row of the tables by service and by
    channel, and are counted in whole months that are over and have enough of them (`rules.whole_months`), else not.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SUMS, cuts.asked(council, period, cut or Cut(), hidden))
        found = cuts.sort_out(cursor.fetchall(), _row)
    services = fold_counts(found.service, hidden)
    return TakeUp(period, found.whole[0].counts, by_service=services, by_channel=found.channel, by_month=found.month)


def _row(code: str, *numbers: Decimal) -> Row:
    received, completed, neither, digital, done, helped, helped_done = map(int, numbers)
    return Row(
        code,
        Counts(
            received=received, completed=completed, neither=neither, open=received - completed - neither,
            digital=digital, digital_completed=done, assisted=helped, assisted_completed=helped_done,
        ),
    )  # fmt: skip
