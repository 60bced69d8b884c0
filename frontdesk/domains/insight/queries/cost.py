"""Cost by the rate cards in force, summed in the database."""

from collections.abc import Collection
from decimal import Decimal

from frontdesk.domains.insight.queries import counts, cuts
from frontdesk.domains.insight.rules.cost import basis_of, rates
from frontdesk.domains.insight.rules.folding import fold_costs
from frontdesk.domains.insight.types import Cost, CostRow, Cut, Period
from frontdesk.domains.standards import queries as standards
from frontdesk.domains.standards.types import Basis, RateCard

# What a rate of each basis is the price of.
_PRICED = {
    Basis.CONTACT: counts.CONTACTS,
    Basis.SERVE: counts.CONTACTS,
    Basis.TRANSACTION: counts.REQUESTS,
}
_SUMS = f"""
    WITH rate AS (
        SELECT * FROM unnest(%(begun)s::date[], %(ended)s::date[], %(channels)s::text[], %(pence)s::int[])
            AS rate (begun, ended, channel, pence)
    ), cell AS (
        SELECT {cuts.COLUMNS}, d.{{tally}} * rate.pence AS pence,
               CASE WHEN rate.pence IS NULL THEN d.{{tally}} END AS unpriced
        FROM {{counts}} LEFT JOIN rate
          ON rate.channel = d.channel AND d.local_day >= rate.begun AND d.local_day < rate.ended
        {cuts.WHERE}
    )
    SELECT {{code}}, coalesce(sum(tally), 0), coalesce(sum(pence), 0), coalesce(sum(unpriced), 0) {{sets}}
"""


def cost(
    council: int,
    period: Period,
    cut: Cut | None = None,
    basis: Basis | None = None,
    hidden: Collection[str] = (),
) -> Cost:
    """What the contacts (on the basis per transaction: the transactions) of the period cost, whole and by each of `BY`.

    Each day's are priced by the card of the basis in force that day; pence are rounded once, in each row. Without
    `basis` it is the cost to serve where that has a card. Services of `hidden` count as in `take_up`.
    """
    every = standards.rate_cards(council)
    basis = basis or basis_of(every, period.until)
    cards = [card for card in every if card.basis is basis]
    found = _cuts(council, period, cut or Cut(), cards, basis, hidden)
    return Cost(
        period,
        basis,
        [card for card in cards if card.valid_from <= period.until],
        found.whole,
        found.by
        | {
            "service": fold_costs(sorted(found.by["service"], key=_dearest), hidden),
            "channel": sorted(found.by["channel"], key=_dearest),
        },
    )


def _cuts(
    council: int, period: Period, cut: Cut, cards: list[RateCard], basis: Basis, hidden: Collection[str]
) -> cuts.Cuts:
    thing = _PRICED[basis]
    priced_by = rates(cards)
    begun = {rate.since for rate in priced_by}
    values = cuts.asked(council, period, cut, hidden, thing=thing, breaks=begun) | {
        "begun": [rate.since for rate in priced_by], "ended": [rate.until for rate in priced_by],
        "channels": [rate.channel for rate in priced_by], "pence": [rate.pence for rate in priced_by],
    }  # fmt: skip
    return cuts.read(_SUMS, thing, values, _row)


def _row(code: str, number: Decimal, pence: Decimal, unpriced: Decimal) -> CostRow:
    priced = number - unpriced
    return CostRow(
        code,
        round(Decimal(number), 1),
        round(pence),
        round(Decimal(unpriced), 1),
        round(pence / priced) if priced else None,
    )


def _dearest(row: CostRow) -> tuple[int, str]:
    return -row.pence, row.code
