"""The desk itself: the search box, what is in hand, and search results."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.contacts.types import Contact
from frontdesk.domains.people import queries as people
from frontdesk.domains.people.types import Hit
from frontdesk.sites.desk import mine
from frontdesk.sites.desk.furniture import channel_name, in_hand, page
from frontdesk.sites.desk.gate import SERVES, WORKS, Request, staff
from frontdesk.sites.desk.names import service_names
from frontdesk.ui import words

MOST = 12
CHANNELS = ("phone", "visit", "email", "letter", "chat", "text", "social", "kiosk", "partner")
"""Channels on which staff take a contact, in the order offered."""


@staff()
def home(request: Request) -> HttpResponse:
    """The search box with the cursor in it, ways to take a contact, my own open work."""
    serves = request.actor.has(*SERVES)
    return page(
        request,
        "home",
        serves=serves,
        channels=channels(request) if serves and in_hand(request) is None else [],
        work=mine.first_ones(request) if request.actor.has(*WORKS) else None,
    )


@staff(*SERVES)
def search(request: Request) -> HttpResponse:
    """What fits the words typed: a reference first, then people. `fragment` gives the list alone."""
    typed = request.GET.get("q", "").strip()
    found = mine.by_reference(request, typed)
    if found is not None and "fragment" not in request.GET:
        return redirect("site_desk:request", request_id=found.id)
    hits = people.search(request.actor, typed, limit=MOST) if len(typed) > 1 else []
    context: dict[str, Any] = {
        "search": typed,
        "reference": found,
        "hits": shown(request, hits),
        "without": reverse("site_desk:without_record") + (f"?name={typed}" if typed and not any_digit(typed) else ""),
    }
    if "fragment" in request.GET:
        return render(request, "site_desk/hits.jinja", context)
    return page(request, "search", **context)


def channels(request: Request) -> list[tuple[str, str]]:
    """(code, label) of the channels on which this council's staff take contacts."""
    known = contacts.lists_of(request.actor.council).channels
    return [(code, known[code]) for code in CHANNELS if code in known]


def any_digit(typed: str) -> bool:
    """Whether what was typed is no name: numbers and emails are not carried into an address."""
    return "@" in typed or any(each.isdigit() for each in typed)


def shown(request: Request, hits: list[Hit]) -> list[dict[str, Any]]:
    """Hits for the list: name, what to verify the person by, the last contact and what it was about."""
    council = request.actor.council
    last = contacts.last_contacts(council, [hit.person for hit in hits]) if hits else {}
    names = service_names(request.actor) if last else {}
    return [
        {
            "name": hit.name,
            "href": reverse("site_desk:customer", kwargs={"person": hit.person}),
            "lines": lines_of(hit),
            "last": _last(council, last.get(hit.person), names),
        }
        for hit in hits
    ]


def lines_of(hit: Hit) -> list[str]:
    """Enough to verify the person."""
    born = f"born {words.day_and_month(hit.date_of_birth)}" if isinstance(hit.date_of_birth, date) else ""
    needs = "Has a recorded need" if hit.has_needs else ""
    return [line for line in (born, hit.address, words.phone(hit.phone), hit.email, needs) if line]


def _last(council: int, contact: Contact | None, names: dict[str, str]) -> str:
    if contact is None:
        return ""
    about = words.listed([names[each.service] for each in contact.matters if each.service in names])
    when = words.day_and_month(contact.started_at)
    return f"{channel_name(council, contact.channel)}, {when}" + (f": {about}" if about else "")
