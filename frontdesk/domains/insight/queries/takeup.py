"""Both take-up ratios of K3, from the counts by day and month."""

from collections.abc import Collection
from decimal import Decimal

from frontdesk.domains.insight.queries import counts, cuts
from frontdesk.domains.insight.rules.folding import fold_counts
from frontdesk.domains.insight.types import Counts, Cut, Period, Row, TakeUp

_SUMS = f"""
    WITH cell AS (
        SELECT {cuts.COLUMNS}, digital, assisted, received, completed, neither
        FROM {{counts}} {cuts.WHERE}
    )
    SELECT {{code}},
           coalesce(sum(received), 0), coalesce(sum(completed), 0), coalesce(sum(neither), 0),
           coalesce(sum(received - neither) FILTER (WHERE digital), 0),
           coalesce(sum(completed) FILTER (WHERE digital), 0),
           coalesce(sum(received - neither) FILTER (WHERE digital AND assisted), 0),
           coalesce(sum(completed) FILTER (WHERE digital AND assisted), 0)
    {{sets}}
"""


def take_up(council: int, period: Period, cut: Cut | None = None, hidden: Collection[str] = ()) -> TakeUp:
    """Take-up of the council in the period, whole and by each of `BY`.

    Services of `hidden`, which the reader may not know of, stand together in one row of the tables but those by month,
    and are counted in whole months that are over and have enough of them (`rules.whole_months`), else not.
    """
    found = cuts.read(_SUMS, counts.REQUESTS, cuts.asked(council, period, cut or Cut(), hidden), _row)
    by = found.by | {"service": fold_counts(found.by["service"], hidden)}
    return TakeUp(period, found.whole.counts, by)


def _row(code: str, *numbers: Decimal) -> Row:
    received, completed, neither, digital, done, helped, helped_done = map(int, numbers)
    return Row(
        code,
        Counts(
            received=received, completed=completed, neither=neither, open=received - completed - neither,
            digital=digital, digital_completed=done, assisted=helped, assisted_completed=helped_done,
        ),
    )  # fmt: skip
