"""Cost by the rate cards in force, summed in the database."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

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


def _row(code: str, number: Decimal, pence: Decimal, unpriced: Decimal) -> CostRow:
    priced = number - unpriced
    return CostRow(
        code,
        round(Decimal(number), 1),
        round(pence),
        round(Decimal(unpriced), 1),
        round(pence / priced) if priced else None,
    )


COST = cuts.Figure(
    columns="d.{tally} * rate.pence AS pence, CASE WHEN rate.pence IS NULL THEN d.{tally} END AS unpriced",
    sums=("sum(tally)", "sum(pence)", "sum(unpriced)"),
    line=_row,
    joined="LEFT JOIN rate ON rate.channel = d.channel AND d.local_day >= rate.begun AND d.local_day < rate.ended",
    first="""
    rate AS (
        SELECT * FROM unnest(%(begun)s::date[], %(ended)s::date[], %(channels)s::text[], %(pence)s::int[])
            AS rate (begun, ended, channel, pence)
    )""",
)


class Priced(NamedTuple):
    """By what a period is priced: the basis, what a rate is the price of, its cards, and values of the statement."""

    basis: Basis
    thing: str
    cards: list[RateCard]
    breaks: set[date]
    values: dict[str, Any]


def priced(council: int, period: Period, basis: Basis | None) -> Priced:
    """By what the period is priced; without `basis` by the cost to serve, where that has a card."""
    every = standards.rate_cards(council)
    basis = basis or basis_of(every, period.until)
    cards = [card for card in every if card.basis is basis]
    by = rates(cards)
    values = {
        "begun": [rate.since for rate in by], "ended": [rate.until for rate in by],
        "channels": [rate.channel for rate in by], "pence": [rate.pence for rate in by],
    }  # fmt: skip
    return Priced(basis, _PRICED[basis], cards, {rate.since for rate in by}, values)


def card_on(council: int, day: date) -> RateCard | None:
    """The rates in force on a day, on the basis that a cost is on when nobody asks; None where there are none."""
    cards = [each for each in standards.rate_cards(council) if each.valid_from <= day]
    basis = basis_of(cards, day)
    return max((each for each in cards if each.basis is basis), key=lambda each: each.valid_from, default=None)


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
    by = priced(council, period, basis)
    values = cuts.asked(council, period, cut or Cut(), hidden, thing=by.thing, breaks=by.breaks) | by.values
    (found,) = cuts.read(by.thing, values, COST)
    return as_cost(found, period, by, hidden)


def as_cost(found: cuts.Cuts, period: Period, by: Priced, hidden: Collection[str]) -> Cost:
    """Cost out of what was read of it."""
    return Cost(
        period,
        by.basis,
        [card for card in by.cards if card.valid_from <= period.until],
        found.whole,
        found.by
        | {
            "service": fold_costs(sorted(found.by["service"], key=_dearest), hidden),
            "channel": sorted(found.by["channel"], key=_dearest),
        },
    )


def _dearest(row: CostRow) -> tuple[int, str]:
    return -row.pence, row.code
