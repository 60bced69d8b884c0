"""Both take-up ratios of K3, from the counts by day and month."""

from collections.abc import Collection
from decimal import Decimal

from frontdesk.domains.insight.queries import counts, cuts
from frontdesk.domains.insight.rules.folding import fold_counts
from frontdesk.domains.insight.types import Counts, Cut, Period, Row, TakeUp


def _row(code: str, *numbers: Decimal) -> Row:
    received, completed, neither, digital, done, helped, helped_done = map(int, numbers)
    return Row(
        code,
        Counts(
            received=received, completed=completed, neither=neither, open=received - completed - neither,
            digital=digital, digital_completed=done, assisted=helped, assisted_completed=helped_done,
        ),
    )  # fmt: skip


TAKE_UP = cuts.Figure(
    columns="digital, assisted, received, completed, neither",
    sums=(
        "sum(received)", "sum(completed)", "sum(neither)",
        "sum(received - neither) FILTER (WHERE digital)", "sum(completed) FILTER (WHERE digital)",
        "sum(received - neither) FILTER (WHERE digital AND assisted)",
        "sum(completed) FILTER (WHERE digital AND assisted)",
    ),
    line=_row,
)  # fmt: skip


def take_up(council: int, period: Period, cut: Cut | None = None, hidden: Collection[str] = ()) -> TakeUp:
    """Take-up of the council in the period, whole and by each of `BY`.

    Services of `hidden`, which the reader may not know of, stand together in one row of the tables but those by month,
    and are counted in whole months that are over and have enough of them (`rules.whole_months`), else not.
    """
    (found,) = cuts.read(counts.REQUESTS, cuts.asked(council, period, cut or Cut(), hidden), TAKE_UP)
    return as_take_up(found, period, hidden)


def as_take_up(found: cuts.Cuts, period: Period, hidden: Collection[str]) -> TakeUp:
    """Take-up out of what was read of it."""
    by = found.by | {"service": fold_counts(found.by["service"], hidden)}
    return TakeUp(period, found.whole.counts, by)
