"""Searching at the desk. What was typed is often somebody's name, so it stands in no address (DESIGN 7).

It is sent in the body and kept for an hour in the session of whoever typed it; the address of the results names it by
a number of no meaning, so that back, refresh and a second tab work.
"""

import secrets
from datetime import date
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from frontdesk.domains.cards import queries as cards
from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.contacts.types import Contact
from frontdesk.domains.forms import queries as forms
from frontdesk.domains.payments import queries as payments
from frontdesk.domains.people import queries as people
from frontdesk.domains.people.types import Hit
from frontdesk.kernel import clock
from frontdesk.sites.desk import mine
from frontdesk.sites.desk.furniture import channel_name, in_hand, page
from frontdesk.sites.desk.gate import SERVES, Request, staff
from frontdesk.sites.desk.names import service_names
from frontdesk.ui import words

MOST = 12
KEPT = 20
"""Searches that a session keeps, the newest; older ones are forgotten."""
HOUR = 3600
LEAST_DIGITS = 3
"""With fewer, what was typed is not looked for as the number of an account."""
_KEPT = "desk_searches"


def keep(request: Request, typed: str) -> str:
    """Keep what was typed with the session; returns the key that stands in the address instead."""
    now = int(clock.now().timestamp())
    fresh = [each for each in request.session.get(_KEPT, []) if now - each[2] < HOUR]
    key = secrets.token_urlsafe(6)
    request.session[_KEPT] = [*fresh, [key, typed, now]][-KEPT:]
    return key


def kept(request: Request, key: str | None) -> str | None:
    """What was typed under this key; None when it is not of this session, or too old."""
    now = int(clock.now().timestamp())
    found = (typed for known, typed, at in request.session.get(_KEPT, []) if known == key and now - at < HOUR)
    return next(found, None)


def without_words(request: Request) -> HttpResponse:
    """Where a search box of this page was sent: keep the words, then show the page again by a GET that names them."""
    typed = request.POST.get("q", "").strip()
    return redirect(f"{request.path}?search={keep(request, typed)}")


def _words(request: Request) -> str:
    """What was typed. The key that leads to the box is text when one stands in it already, and is nobody's name."""
    return request.POST.get("q", "").strip().lstrip("/").lstrip()


@staff(*SERVES)
def search(request: Request) -> HttpResponse:
    """Take a search: a reference opens its request, everything else leads to results. `fragment`: the list alone."""
    if request.method != "POST":
        return page(request, "search", search="", hits=[])
    typed = _words(request)
    if request.POST.get("then") == "without":
        return redirect(f"{reverse('site_desk:without_record')}?search={keep(request, typed)}")
    if "fragment" in request.POST:
        return render(request, "site_desk/hits.jinja", _results(request, typed))
    reference = mine.by_reference(request, typed)
    if reference is not None:
        return redirect("site_desk:request", request_id=reference.id)
    return redirect("site_desk:found", key=keep(request, typed))


@staff(*SERVES)
def found(request: Request, key: str) -> HttpResponse:
    """The results of a search made a while ago, as they are now."""
    typed = kept(request, key)
    if typed is None:
        return page(request, "search", search="", hits=[], gone=True, status=410)
    return page(request, "search", **_results(request, typed))


def _results(request: Request, typed: str) -> dict[str, Any]:
    hits = _people(request, typed) if len(typed) > 1 else []
    reference = mine.by_reference(request, typed)
    return {
        "search": typed,
        "references": [reference] if reference else mine.by_half_reference(request, typed),
        "drafts": forms.drafts_saved_by(request.actor, typed),
        "has_contact": in_hand(request) is not None,
        "hits": shown(request, hits[:MOST]),
        "shown": f"The first {MOST}. Type more, such as a street or a date of birth." if len(hits) > MOST else "",
        "choose": choose(request),
        "without": bool(typed),
    }


def _people(request: Request, typed: str) -> list[Hit]:
    """Who fits, one more than is shown; first those who have an account or a card with the number that was typed."""
    actor = request.actor
    numbered = people.known_as(actor, cards.holders(actor, typed), "The number of a card")
    if sum(each.isdigit() for each in typed) >= LEAST_DIGITS:
        numbered += people.known_as(actor, payments.holders(actor, typed), "The number of an account")
    known = {hit.person for hit in numbered}
    return numbered + [hit for hit in people.search(actor, typed, limit=MOST + 1) if hit.person not in known]


def choose(request: Request) -> str:
    """Where a hit is named as the one in hand, while nobody is; '' otherwise."""
    hand = in_hand(request)
    return reverse("site_desk:say_who", kwargs={"contact": hand.id}) if hand and hand.person is None else ""


def name_of(typed: str) -> QueryDict:
    """What a search gives for a new record: a name, if it can be one."""
    known = QueryDict(mutable=True)
    if typed and "@" not in typed and not any(each.isdigit() for each in typed):
        known["name"] = typed
    return known


def shown(request: Request, hits: list[Hit]) -> list[dict[str, Any]]:
    """Hits for the list: name, what to verify the person by, the last contact and what it was about."""
    council = request.actor.council
    last = _last_contacts(council, hits) if hits else {}
    names = service_names(request.actor) if last else {}
    return [
        {
            "name": hit.name,
            "person": hit.person,
            "href": reverse("site_desk:customer", kwargs={"person": hit.person}),
            "lines": lines_of(hit),
            "last": _last(council, last.get(hit.person), names),
        }
        for hit in hits
    ]


def _last_contacts(council: int, hits: list[Hit]) -> dict[int, Contact]:
    """The latest contact of each by the record in front, whichever record of theirs it was taken for."""
    fronts = people.records_of(council, [hit.person for hit in hits])
    found = sorted(contacts.last_contacts(council, fronts).items(), key=lambda each: each[1].started_at)
    return {fronts[record]: contact for record, contact in found}


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
