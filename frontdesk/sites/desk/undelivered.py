"""Messages that reached nobody: sent again, or taken from the list when the customer was reached another way."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.urls import reverse

from frontdesk.domains.notifications import actions, queries
from frontdesk.domains.notifications.types import FAILED, Message
from frontdesk.domains.people import queries as people
from frontdesk.domains.people.types import RESTRICTED_NAME
from frontdesk.domains.requests import queries as requests
from frontdesk.domains.requests.types import REQUEST, Item
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound
from frontdesk.sites.desk.asking import tried
from frontdesk.sites.desk.furniture import page
from frontdesk.sites.desk.gate import Request, staff

_ABOUT = {
    "draft": "A saved form",
    "user": "Getting into an account",
    "person": "Their account",
    "help-offer": "Help with something unfinished",
    "membership": "An invitation to work here",
    "authority": "Who may act for whom",
}
_STEPS: Mapping[str, tuple[Callable[..., None], str]] = {
    "again": (actions.send_again, "It is being sent again."),
    "settle": (actions.settle, "It is off the list."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A message as the list shows it: never its words, which may hold a code or what a customer wrote."""

    id: int
    about: str
    request: int | None
    address: str
    made_at: datetime
    given_up: bool


@staff("manager")
def undelivered(request: Request) -> HttpResponse:
    """What was given up, and what is still being tried after an hour."""
    return page(request, "undelivered", found=_lines(request.actor))


@staff("manager")
def repair(request: Request, message: int, step: str) -> HttpResponse:
    """Send a message again (`again`), or take it from the list (`settle`)."""
    if request.method != "POST" or step not in _STEPS:
        raise NotFound("We could not find that page.")
    verb, said = _STEPS[step]
    return tried(request, lambda: verb(request.actor, message=message), said, reverse("site_desk:undelivered"))


def _lines(actor: Actor) -> list[Line]:
    found = queries.undelivered(actor)
    seen = requests.items_by_id(actor, [each.about[1] for each in found if each.about[0] == REQUEST])
    # A request that this manager does not see is not on the list either: its team has the digest.
    hidden = _hidden(actor, found)
    return [_line(each, seen, hidden) for each in found if each.about[0] != REQUEST or each.about[1] in seen]


def _hidden(actor: Actor, found: Iterable[Message]) -> set[int]:
    """Messages to customers whose records are restricted and do not name the actor."""
    to = {each.id: each.person for each in found if each.person is not None}
    called = people.called(actor, to.values())
    return {message for message, person in to.items() if person in called and called[person].hidden}


def _line(each: Message, seen: Mapping[int, Item], hidden: Collection[int]) -> Line:
    item = seen.get(each.about[1]) if each.about[0] == REQUEST else None
    about = f"{item.reference}, {item.name}" if item else _ABOUT.get(each.about[0], "A note to staff")
    address = RESTRICTED_NAME if each.id in hidden else each.address
    return Line(each.id, about, item.id if item else None, address, each.made_at, each.state == FAILED)
