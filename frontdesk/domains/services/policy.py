"""Who may publish, and who may see a service in lists."""

from collections.abc import Iterable

from frontdesk.domains.services.types import Listing
from frontdesk.kernel.actor import Actor


def may_publish(actor: Actor) -> bool:
    """Designers and administrators publish services; the installation loads packs."""
    return actor.is_system or actor.has("designer", "administrator")


def may_see(actor: Actor, listing: Listing) -> bool:
    """Restricted services are known to staff only: customers tell us, staff enter them."""
    return not listing.restricted or actor.is_staff or actor.is_system


def visible(actor: Actor, listings: Iterable[Listing]) -> list[Listing]:
    """The listings that the actor may see."""
    return [listing for listing in listings if may_see(actor, listing)]
