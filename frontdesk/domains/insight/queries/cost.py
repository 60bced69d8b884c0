"""Cost to serve by the rate cards in force."""

from fractions import Fraction

from django.db import connection

from frontdesk.domains.insight.rules.cost import Cell, cost_by
from frontdesk.domains.insight.types import Cost, CostRow, Cut, Period
from frontdesk.domains.standards import queries as standards
from frontdesk.domains.standards.types import Basis


def cost(council: int, period: Period, cut: Cut | None = None) -> Cost:
    """What the contacts of the period cost, whole and by service, channel and month."""
    cells = _cells(council, period, cut or Cut())
    cards = [card for card in standards.rate_cards(council) if card.basis is not Basis.TRANSACTION]
    whole = cost_by(cells, cards, "whole")
    return Cost(
        period,
        [card for card in cards if card.valid_from <= period.until],
        whole[0] if whole else CostRow("", 0, 0),
        by_service=cost_by(cells, cards, "service"),
        by_channel=cost_by(cells, cards, "channel"),
        by_month=cost_by(cells, cards, "month"),
    )


def _cells(council: int, period: Period, cut: Cut) -> list[Cell]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT local_day, service, channel, contacts, share FROM insight_contactday WHERE council_id = %s"
            " AND local_day BETWEEN %s AND %s AND (%s = '' OR service = %s) AND (%s = '' OR channel = %s)",
            [council, period.since, period.until, cut.service, cut.service, cut.channel, cut.channel],
        )
        return [
            Cell(day, service, channel, contacts, Fraction(share))
            for day, service, channel, contacts, share in cursor.fetchall()
        ]
