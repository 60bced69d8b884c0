"""Which rate counts on which day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from frontdesk.domains.standards.types import Basis, RateCard

BASES = (Basis.SERVE, Basis.CONTACT, Basis.TRANSACTION)
"""Which basis a cost is on when nobody asks for one: the first that has a card."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Pence for one contact (or transaction) of `channel` from `since` until the day before `until`."""

    since: date
    until: date
    channel: str
    pence: int


def basis_of(cards: Iterable[RateCard], by: date) -> Basis:
    """The first basis, of those with a card begun by a day; a cost is never summed from two bases."""
    begun = {card.basis for card in cards if card.valid_from <= by}
    return next((basis for basis in BASES if basis in begun), BASES[0])


def rates(cards: Sequence[RateCard]) -> list[Rate]:
    """The rates of cards of one basis, each in force until the next card begins, whatever channels that one names."""
    ordered = sorted(cards, key=lambda card: card.valid_from)
    ends = [later.valid_from for _, later in pairwise(ordered)] + [date.max]
    return [
        Rate(card.valid_from, until, channel, pence)
        for card, until in zip(ordered, ends, strict=False)
        for channel, pence in card.pence.items()
    ]
