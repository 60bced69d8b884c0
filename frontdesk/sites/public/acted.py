"""Forms that a customer begins for somebody for whom they act: whose it is stands on each page."""

from typing import Any

from django.urls import reverse

from frontdesk.domains.forms.types import Draft
from frontdesk.domains.people import queries as people
from frontdesk.domains.requests import queries as requests
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound
from frontdesk.kernel.words import row_number


def asked_for(actor: Actor, value: str | None, service: str) -> dict[str, Any] | None:
    """For whom the service is to be begun; None: for oneself. NotFound where one may not act for them here."""
    person = row_number(value)
    if person is None or person == actor.person:
        return None
    if people.acts_for(actor, person, service=service) is None:
        raise NotFound("You do not act for this person here, or not any more.")
    return {"person": person, "name": people.mail_of(actor.council, person).name}


def is_acted(actor: Actor, draft: Draft) -> bool:
    """Whether the form was begun for somebody else by whoever has it open."""
    return draft.acted_by is not None and actor.person is not None and draft.person != actor.person


def more(actor: Actor, draft: Draft) -> dict[str, Any]:
    """What its pages show besides: for whom it is. It stands in the account, so no link to it is sent."""
    if not is_acted(actor, draft):
        return {}
    return {"acted_for": people.mail_of(actor.council, draft.person or 0).name, "can_save": False}


def follow(actor: Actor, draft: Draft, request: int, link: str) -> str:
    """Where it is followed: in the account, where the right to see it is asked each time; a link would outlive that."""
    if not is_acted(actor, draft):
        return link
    home = reverse("site_public:home").rstrip("/")
    return home + requests.acted_path(draft.person or 0, request)
