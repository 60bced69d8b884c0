"""In which order a customer sees offers. It says nothing of which offers they see: that is by card and entitlement."""

from collections.abc import Iterable

from frontdesk.domains.cards.types import Offer
from frontdesk.domains.segments.types import Place

SEGMENT, AREA = "segment:", "area:"


def in_order(offers: Iterable[Offer], of: Place) -> list[Offer]:
    """All of these offers: first those for the customer's kind or area, each part in the order that it came in."""
    mine = {f"{SEGMENT}{of.segment}"} if of.segment else set()
    mine |= {f"{AREA}{of.profile}"} if of.profile else set()
    return sorted(offers, key=lambda offer: mine.isdisjoint(offer.first_for))
