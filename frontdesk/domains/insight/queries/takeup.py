"""Both take-up ratios of K3, from the day counts."""

from django.db import connection

from frontdesk.domains.insight.types import Counts, Cut, Period, Row, TakeUp

_CUTS = {"service": "service", "channel": "channel", "month": "to_char(local_day, 'YYYY-MM')"}
_SUMS = """
    coalesce(sum(received), 0), coalesce(sum(completed), 0), coalesce(sum(neither), 0),
    coalesce(sum(received - neither) FILTER (WHERE digital), 0), coalesce(sum(completed) FILTER (WHERE digital), 0),
    coalesce(sum(received - neither) FILTER (WHERE digital AND assisted), 0),
    coalesce(sum(completed) FILTER (WHERE digital AND assisted), 0)
"""


def take_up(council: int, period: Period, cut: Cut | None = None) -> TakeUp:
    """Take-up of the council in the period, whole and by service, channel and month."""
    cut = cut or Cut()
    whole = _rows(council, period, cut, "''")
    return TakeUp(
        period,
        whole[0].counts if whole else Counts(),
        by_service=_rows(council, period, cut, _CUTS["service"]),
        by_channel=_rows(council, period, cut, _CUTS["channel"]),
        by_month=_rows(council, period, cut, _CUTS["month"]),
    )


def _rows(council: int, period: Period, cut: Cut, label: str) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {label} AS code, {_SUMS} FROM insight_requestday WHERE council_id = %s"
            " AND local_day BETWEEN %s AND %s AND (%s = '' OR service = %s) AND (%s = '' OR channel = %s)"
            " GROUP BY 1 ORDER BY 1",
            [council, period.since, period.until, cut.service, cut.service, cut.channel, cut.channel],
        )
        return [Row(row[0], _counts(*row[1:])) for row in cursor.fetchall()]


def _counts(
    received: int, completed: int, neither: int, digital: int, done: int, helped: int, helped_done: int
) -> Counts:
    return Counts(
        received=received, completed=completed, neither=neither, open=received - completed - neither,
        digital=digital, digital_completed=done, assisted=helped, assisted_completed=helped_done,
    )  # fmt: skip
