"""The wrap-up of a contact: how each of its matters ended. All errors at once; all of it is saved, or nothing."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse, QueryDict

from frontdesk.domains.access import queries as access
from frontdesk.domains.contacts import actions, queries
from frontdesk.domains.contacts.types import DECLINED, FAILURE, SELF_SERVICE, Contact, MatterIn, WrapUp
from frontdesk.domains.people import queries as people
from frontdesk.kernel import clock
from frontdesk.kernel.errors import Refusal, require
from frontdesk.sites.desk import gone
from frontdesk.sites.desk.asking import Refusals, ask
from frontdesk.sites.desk.contacts import found
from frontdesk.sites.desk.furniture import channel_name
from frontdesk.sites.desk.gate import SERVES, Request, staff
from frontdesk.sites.desk.helping import helping
from frontdesk.sites.desk.names import service_names

NEW = "new"
"""What the boxes of a contact's only matter end in, while it has none."""
_SAY = {
    "outcome": "choose how it ended.",
    "demand": "choose why they contacted us.",
    "failure": "choose what had gone wrong.",
    "offered": "choose whether you showed them how to do it online.",
    "declined": "choose why they would rather not.",
}


@staff(*SERVES)
def wrap_up(request: Request, contact: int) -> HttpResponse:
    """How each matter ended, by single keys; saving ends the contact."""
    one = found(request, contact)
    require(queries.may_change(request.actor, one), "Only the colleague who took this contact wraps it up.")
    request.POST = about_matter(request.POST, one)  # type: ignore[assignment]
    matters = called(request, one)
    shown = _shown(request, one, matters)
    return ask(request, "wrap_up", lambda typed: _take(request, one, matters, typed), "site_desk:home", **shown)


def _shown(request: Request, one: Contact, matters: Mapping[int, str]) -> dict[str, Any]:
    """What the page needs besides what is typed."""
    return {
        "contact": one,
        "matters": matters,
        "lists": queries.lists_of(request.actor.council),
        "offered": SELF_SERVICE,
        "services": service_names(request.actor),
        "channel": channel_name(request.actor.council, one.channel),
        "person": people.name_for(request.actor, one.person),
        "went": gone.offered(one),
        "now_is": one.ended_at or clock.now(),
        "handler": _other_handler(request, one),
        **helping(request, one.person),
    }


def called(request: Request, contact: Contact) -> dict[int, str]:
    """What the page calls each matter: its service, or what they wanted."""
    services, reasons = service_names(request.actor), queries.lists_of(request.actor.council).reasons
    names = [services.get(each.service) or reasons.get(each.reason) or "A matter" for each in contact.matters]
    return {each.id: name for each, name in zip(contact.matters, names, strict=True)}


def _take(request: Request, contact: Contact, matters: Mapping[int, str], typed: QueryDict) -> str:
    several = len(matters) > 1
    names = {str(each): f"Matter {n}, {name}: " * several for n, (each, name) in enumerate(matters.items(), 1)}
    ended = endings(typed, names or {NEW: ""})
    if contact.done_at is not None:
        return already(contact, {int(each): ending for each, ending in ended.items()})
    gone_at, new = gone.said(typed, contact), ended.pop(NEW, None)
    only = MatterIn(_service(request, typed), typed.get("reason", ""), new) if new else None
    told = {int(each): ending for each, ending in ended.items()}
    actions.wrap_up(request.actor, contact=contact.id, matters=told, only=only, end=True, gone_at=gone_at, anew=False)
    return "Wrapped up."


def _other_handler(request: Request, contact: Contact) -> str:
    """Who took a contact that somebody else wraps up; nothing for one's own."""
    if contact.handler in (None, request.actor.user):
        return ""
    return access.names_of(request.actor.council, [contact.handler]).get(contact.handler, "")


def _service(request: Request, typed: QueryDict) -> str:
    code = typed.get("service", "")
    if code and code not in service_names(request.actor):
        raise Refusal("Choose a service from the list.", field="service")
    return code


def about_matter(typed: QueryDict, contact: Contact) -> QueryDict:
    """What was chosen for a new matter, as of the one that somebody, or the same press, has added meanwhile."""
    if len(contact.matters) != 1 or f"outcome-{NEW}" not in typed:
        return typed
    renamed = typed.copy()
    for name in typed:
        if name.endswith(f"-{NEW}"):
            renamed.setlist(f"{name.removesuffix(NEW)}{contact.matters[0].id}", typed.getlist(name))
    return renamed


def already(contact: Contact, ended: Mapping[int, WrapUp]) -> str:
    """A contact that is wrapped up: the same choice again is no fault, another one is refused."""
    if all(ended.get(matter.id) == matter.ended for matter in contact.matters):
        return "Wrapped up."
    raise Refusal("Somebody has wrapped up this contact already. What you chose is still here, but it was not saved.")


def endings(typed: QueryDict, matters: Mapping[str, str]) -> dict[str, WrapUp]:
    """How each matter ended, from the boxes whose names end in its id (`matters`: id to the words errors begin with).

    Refusals of every box that is empty, each naming its matter.
    """
    errors = {
        f"{box}-{each}": f"{name}{_SAY[box]}" if name else _SAY[box].capitalize()
        for each, name in matters.items()
        for box in _empty(typed, each)
    }
    if errors:
        raise Refusals(errors)
    return {each: _ended(typed, each) for each in matters}


def _empty(typed: QueryDict, matter: str) -> list[str]:
    """The questions about a matter that wait for an answer, in the order of the page."""
    asked = ["outcome", "demand"]
    if typed.get(f"demand-{matter}") == FAILURE:
        asked.append("failure")
    asked.append("offered")
    if typed.get(f"offered-{matter}") == DECLINED:
        asked.append("declined")
    return [box for box in asked if not typed.get(f"{box}-{matter}")]


def _ended(typed: QueryDict, matter: str) -> WrapUp:
    demand, offered = typed.get(f"demand-{matter}", ""), typed.get(f"offered-{matter}", "")
    return WrapUp(
        typed.get(f"outcome-{matter}", ""),
        demand,
        typed.get(f"failure-{matter}", "") if demand == FAILURE else "",
        bool(typed.get(f"avoidable-{matter}")),
        offered,
        typed.get(f"declined-{matter}", "") if offered == DECLINED else "",
    )
