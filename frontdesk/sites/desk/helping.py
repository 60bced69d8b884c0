"""How to help a customer, as pages of the desk show it where the work happens: instructions, and what to ask."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from frontdesk.domains.people import queries
from frontdesk.domains.people.types.needs import Help
from frontdesk.sites.desk.gate import Request
from frontdesk.sites.desk.names import service_names
from frontdesk.ui import words


def helping(request: Request, person: int | None, *, service: str | None = None) -> dict[str, Any]:
    """The context of `site_desk/help.jinja` for the work with one customer; with `service`, what holds for it."""
    found = queries.help_for(request.actor, person)
    return {"help": found, "help_person": person, "help_lines": lines(request, found, person, service=service)}


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
