"""The one definition of which services can be finished online, and of those that could be."""

from frontdesk.domains.insight.types import Share
from frontdesk.domains.services import queries as services
from frontdesk.domains.services.types import Listing
from frontdesk.kernel.actor import Actor

NEVER = 4
"""The tier of services that are never online."""


def could_be_online(listing: Listing) -> bool:
    """All but tier 4. A service that has no form here yet could be, and is not."""
    return listing.tier != NEVER


def possible_online(council: int) -> Share:
    """Services that can be finished online here, over those that could be; restricted ones are among them."""
    possible = [each for each in services.catalogue(Actor.system(council)) if could_be_online(each)]
    return Share(sum(each.online for each in possible), len(possible))
