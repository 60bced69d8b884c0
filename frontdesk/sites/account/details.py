"""The customer's details and choices: name, phone, how we should be in touch."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from frontdesk.domains.access import queries as access
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries
from frontdesk.domains.people.types import Person
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import Refusal
from frontdesk.sites.account.request import signed_in, who

CHANNELS = (
    ("", "No preference"),
    ("email", "Email"),
    ("text", "Text message"),
    ("phone", "Phone"),
    ("letter", "Letter"),
)
"""How a customer may want us to be in touch. A text is sent where the council sends any, else an email."""


@signed_in
def details(request: HttpRequest) -> HttpResponse:
    """What we know, each with a way to change it."""
    _, actor = who(request)
    page = {
        "person": queries.person(actor, actor.person) if actor.person else None,
        "proof": queries.identity_of(actor.council, actor.person) if actor.person else None,
        "sign_in": access.sign_in(actor.user or 0),
        "channels": dict(CHANNELS),
    }
    return render(request, "site_account/details.jinja", page)


@signed_in
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    """Name, phone number and how to be in touch, on one short page."""
    _, actor = who(request)
    known = queries.person(actor, actor.person) if actor.person else None
    if request.method == "GET":
        return _page(request, _known(known), {})
    typed = {name: request.POST.get(name, "").strip() for name in ("name", "phone", "channel")}
    try:
        _save(actor, known, typed)
    except Refusal as refusal:
        return _page(request, typed, {refusal.field or "": refusal.sentence})
    messages.success(request, "Your details have been changed.")
    return redirect("site_account:details")


def _page(request: HttpRequest, typed: dict[str, str], errors: dict[str, str]) -> HttpResponse:
    page: dict[str, Any] = {"typed": typed, "errors": errors, "channels": CHANNELS}
    return render(request, "site_account/change.jinja", page, status=400 if errors else 200)


def _known(known: Person | None) -> dict[str, str]:
    if known is None:
        return {"name": "", "phone": "", "channel": ""}
    return {"name": known.name, "phone": known.phone, "channel": known.preferred_channel}


def _save(actor: Actor, known: Person | None, typed: dict[str, str]) -> None:
    channel = typed["channel"] if typed["channel"] in dict(CHANNELS) else ""
    if not typed["name"]:
        raise Refusal("Enter your name", field="name")
    if known is None:
        people.own_record(actor, name=typed["name"], source="web", phone=typed["phone"], preferred_channel=channel)
        return
    people.set_phone(actor, person=known.id, value=typed["phone"], source="web")
    people.change_person(actor, person=known.id, name=typed["name"], preferred_channel=channel)
