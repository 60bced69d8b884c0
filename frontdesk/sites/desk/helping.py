"""How to help a customer, as pages of the desk show it where the work happens: instructions, and what to ask."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from frontdesk.domains.contacts.types import OUTBOUND, Contact
from frontdesk.domains.forms import queries as forms
from frontdesk.domains.people import queries
from frontdesk.domains.people.types.needs import Help
from frontdesk.sites.desk.gate import Request
from frontdesk.sites.desk.names import service_names
from frontdesk.ui import words


def helping(
    request: Request, person: int | None, *, service: str | None = None, caller: int | None = None
) -> dict[str, Any]:
    """How to help one customer where the work happens; with `service`, what holds for it.

    `caller` is whoever one speaks with: where that is somebody else, what they need stands there too, by their name.
    """
    found = queries.help_for(request.actor, person)
    told = lines(request, found, person, service=service)
    if caller is not None and caller != person and not _same(request, caller, person):
        told += _of_caller(request, caller, service)
    return {"help": found, "help_lines": told}


def ringing(request: Request, hand: Contact | None) -> list[str | dict[str, str]]:
    """Whom to ring, in a call to somebody who asked for help with what they began, and what to do if nobody answers."""
    if hand is None or hand.direction != OUTBOUND or hand.ended_at is not None or hand.handler != request.actor.user:
        return []
    found = forms.ringing(request.actor, hand.id)
    if found is None:
        return []
    href = reverse("site_desk:not_reached", kwargs={"asking": found.id})
    return [
        f"Ring them on {words.phone(found.phone)}",
        {"text": "Nobody answers: put them back on the list", "href": href},
    ]


def _same(request: Request, caller: int, person: int | None) -> bool:
    council = request.actor.council
    return person is not None and queries.head(council, caller) == queries.head(council, person)


def _of_caller(request: Request, caller: int, service: str | None) -> list[str | dict[str, str]]:
    told = lines(request, queries.help_for(request.actor, caller), caller, service=service)
    name = queries.name_for(request.actor, caller) if told else ""
    return [
        f"{name}: {each}" if isinstance(each, str) else {**each, "text": f"{name}: {each['text']}"} for each in told
    ]


def lines(
    request: Request,
    help: Help,
    person: int | None,
    *,
    names: Mapping[str, str] | None = None,
    service: str | None = None,
) -> list[str | dict[str, str]]:
    """What to do, each a sentence; the last one leads to what is restricted, or says whom to ask."""
    mine = [each for each in help.needs if service is None or each.service in ("", service)]
    if names is None:
        names = service_names(request.actor) if any(each.service for each in mine) else {}
    told: list[str | dict[str, str]] = [
        f"{each.instruction} ({names.get(each.service, each.service)})" if each.service else each.instruction
        for each in mine
    ]
    if help.hidden:
        told.append(_hidden(help, person))
    return told


def _hidden(help: Help, person: int | None) -> str | dict[str, str]:
    how_many = words.plural(help.hidden, "restricted need")
    if not help.may_show:
        return f"{how_many}: ask an adviser or a manager before you go on"
    return {"text": f"Show {how_many}", "href": reverse("site_desk:restricted_needs", kwargs={"person": person or 0})}
