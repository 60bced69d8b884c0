"""What a request's page shows beside its answers: where it is, and what the customer was last told."""

import re
from dataclasses import dataclass
from datetime import datetime

from frontdesk.domains.notifications import queries as notifications
from frontdesk.domains.notifications.types import HELD
from frontdesk.domains.people.types.needs import Help
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
_STATES = {"sent": "Sent", "arrived": "Sent", "failed": "Could not be delivered", HELD: "Held, because of a death"}
_DEAD = (
    "Our question does not go to them: we are told that they have died, so what we write is held. Check that first, on "
    "their page. If it is so, go on without an answer."
)
_HIDES = (
    "Their record was restricted after we asked: the link that we sent opens nothing any more. Ask them again in a way "
    "that is safe for them."
)


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
    """A message to the customer. Links in it are theirs alone and are left out."""

    subject: str
    body: str
    state: str
    at: datetime


def held_question(found: Whole, help: Help) -> str:
    """Why the question that is open cannot be answered as it was sent; '' where it can, and of a hidden customer."""
    asked, since = found.question, help.links_since
    if asked is None or found.item.hidden:
        return ""
    if help.died:
        return _DEAD
    return _HIDES if since is not None and asked.at < since else ""


def told(council: int, item: Item) -> dict[int, Told]:
    """What the customer was told about the request, oldest first, by the number of the message.

    Without the words where who they are is hidden. A warning to the owner is no message to the customer.
    """
    return {
        each.id: Told(
            each.subject,
            "" if item.hidden else _LINK.sub("(their own link)", each.body),
            _STATES.get(each.state, "On its way"),
            each.sent_at or each.made_at,
        )
        for each in notifications.messages_about(council, (REQUEST, item.id))
        if each.topic not in TO_STAFF
    }
