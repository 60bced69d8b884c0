"""What a request's page shows beside its answers: where it is, and what the customer was last told."""

import re
from dataclasses import dataclass
from datetime import datetime

from frontdesk.domains.notifications import queries as notifications
from frontdesk.domains.places import queries as places
from frontdesk.domains.places.rules.grid import to_grid
from frontdesk.domains.places.rules.pictures import around
from frontdesk.domains.places.types import LatLon, MapImage
from frontdesk.domains.requests.types import REQUEST, TO_STAFF, Item, Whole
from frontdesk.kernel.actor import Actor
from frontdesk.sites.desk.names import ward_names

ACROSS, WIDTH = 400.0, 300
"""Metres shown around the place, and units of width: what fits on a phone of 320."""
_LINK = re.compile(r"\S*://\S+")
_STATES = {"sent": "Sent", "failed": "Could not be delivered"}


@dataclass(frozen=True, slots=True)
class Where:
    """A place in words, and on a map where one can be drawn. The words say everything that the map does."""

    words: str
    image: MapImage | None


def where(actor: Actor, found: Whole) -> Where | None:
    """Where the request is; None where it is nowhere, or where it could tell who a hidden customer is."""
    if found.place is None or found.item.hidden:
        return None
    council = actor.council
    point = to_grid(LatLon(found.place["lat"], found.place["lon"]))
    ward = ward_names(actor).get(found.item.ward, "")
    near = places.near_words(council, point) or "A place on the map"
    image = places.map_image(council, around(point, ACROSS, WIDTH), point)
    return Where(f"{near}, {ward}" if ward else near, image)


@dataclass(frozen=True, slots=True)
class Told:
    """The last message to the customer. Links in it are theirs alone and are left out."""

    subject: str
    body: str
    state: str
    at: datetime


def last_told(council: int, item: Item) -> Told | None:
    """What the customer was told last about the request, without its words where who they are is hidden.

    None when nothing was sent.
    """
    # A warning to the owner is no message to the customer.
    found = [each for each in notifications.messages_about(council, (REQUEST, item.id)) if each.topic not in TO_STAFF]
    if not found:
        return None
    last = found[-1]
    body = "" if item.hidden else _LINK.sub("(their own link)", last.body)
    return Told(last.subject, body, _STATES.get(last.state, "On its way"), last.sent_at or last.made_at)
