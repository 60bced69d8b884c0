"""The customer page, and what staff do to a record."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.forms import queries as forms
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries
from frontdesk.domains.people.types import Person
from frontdesk.kernel.live import PERSON, topic_of
from frontdesk.sites.desk import alike as joins
from frontdesk.sites.desk import happened, mine, now
from frontdesk.sites.desk.asking import as_one, ask
from frontdesk.sites.desk.exceptions import told
from frontdesk.sites.desk.furniture import in_hand, page
from frontdesk.sites.desk.gate import KNOWS, SERVES, WORKS, Request, staff
from frontdesk.sites.desk.helping import lines
from frontdesk.sites.desk.home import channels
from frontdesk.sites.desk.names import service_names
from frontdesk.sites.desk.said import AREAS
from frontdesk.sites.desk.searching import kept, name_of
from frontdesk.ui import words
from frontdesk.ui.typed import day_in


@staff(*SERVES)
def customer(request: Request, person: int) -> HttpResponse:
    """Everything about one customer: how to help them, what happened, what is open."""
    if "fragment" in request.GET:
        parts = _parts(request, queries.in_sight(request.actor, person))
        alone = "customer_open" if request.GET["fragment"] == "open" else "customer_happened"
        return render(request, f"site_desk/{alone}.jinja", parts)
    found = queries.person(request.actor, person, beside=now.beside(request.actor))
    return page(request, "customer", **_whole(request, found), **_parts(request, found.cluster))


def _parts(request: Request, cluster: Sequence[int]) -> dict[str, Any]:
    """What is renewed while the page is open: what happened, and open requests."""
    area = happened.area_of(request.GET.get("show", ""))
    entries = happened.entries(request.actor, cluster, area, request.GET.get("before", ""))
    requests, known = mine.of_customer(request, cluster, happened.requests_in(entries))
    return {
        "area": area,
        "older": "before" in request.GET,
        "timeline": happened.told(request.actor, cluster[0], entries, known),
        "requests": requests,
        "topics": [topic_of(PERSON, each) for each in cluster],
    }


def _whole(request: Request, found: Person) -> dict[str, Any]:
    hand, services = in_hand(request), service_names(request.actor)
    return {
        "person": found,
        "help_lines": lines(request, found.help, found.id, names=services),
        "need_labels": {code: kind.label for code, kind in queries.kinds_of_need(request.actor.council).items()},
        "bar": bar_of(found),
        "alike": found.alike,
        "works": request.actor.has(*WORKS),
        "sees_money": request.actor.has(*KNOWS),
        "compares": queries.may_propose_joins(request.actor),
        "joins": joins.told(request, found.joins),
        "decides": queries.may_join(request.actor),
        "verified": verified_words(found),
        "areas": [{"text": text, "code": code} for code, (text, _) in AREAS.items()],
        "now_rows": now.rows(request.actor, found),
        "near": now.near(found),
        "more_near": now.more_near(found),
        "numbers": now.numbers(request.actor, found),
        "drafts": forms.drafts_beside(request.actor, found),
        "exceptions": told(request.actor, found.exceptions),
        "services": services,
        "hand_now": hand,
        "is_caller": hand is not None and hand.person in found.cluster,
        "channels": channels(request) if hand is None else [],
    }


def bar_of(person: Person) -> dict[str, Any]:
    """The bar across the top."""
    where = person.address
    line = ", ".join(part for part in (where.line, where.postcode) if part) if where else ""
    return {"name": person.name, "born": person.date_of_birth, "line": line, "restricted": person.restricted}


def verified_words(person: Person) -> str:
    """How sure we are that they can be reached where they say; '' when nothing was proved."""
    proved = [point for point in person.points if point.verified]
    if not proved:
        return "Has an account" if person.has_account else ""
    newest = max(proved, key=lambda point: point.verified or date.min)
    kind = "Email" if newest.kind == "email" else "Phone number"
    return f"{kind} proved on {words.day_and_month(newest.verified)}"


def _back(person: int) -> str:
    return reverse("site_desk:customer", kwargs={"person": person})


@staff(*SERVES)
def new_customer(request: Request) -> HttpResponse:
    """Make a record for somebody who has none, and say that it is who one is speaking with."""
    made: list[int] = []

    def take(typed: QueryDict) -> str:
        hand = in_hand(request)
        made.append(create(request, typed, source=hand.channel if hand else "desk"))
        return "The record is made."

    known = name_of(kept(request, request.GET.get("search")) or "")
    known["then"] = request.GET.get("then", "")
    answer = ask(request, "new_customer", take, "site_desk:home", known=known)
    if not made:
        return answer
    to = request.POST.get("then") or _back(made[0])
    answer["Location"] = to if url_has_allowed_host_and_scheme(to, allowed_hosts=None) else _back(made[0])
    return answer


def create(request: Request, typed: QueryDict, source: str) -> int:
    """Create the customer that the form describes; returns the id."""
    return int(as_one(request, lambda: _create(request, typed, source)))


def _create(request: Request, typed: QueryDict, source: str) -> int:
    person = people.create_person(
        request.actor,
        name=typed.get("name", ""),
        source=source,
        email=typed.get("email", "").strip(),
        phone=typed.get("phone", "").strip(),
        address=typed.get("address", "").strip(),
        date_of_birth=birth(typed),
    )
    hand = in_hand(request)
    if hand is not None and hand.person is None:
        contacts.say_who(request.actor, contact=hand.id, person=person)
    return person


def birth(typed: QueryDict) -> date | None:
    """A date of birth from three boxes; None when all are empty."""
    return day_in(typed, "born", "Enter a date of birth like 27 3 1980.")


@staff(*SERVES)
def details(request: Request, person: int) -> HttpResponse:
    """Change the name or date of birth, or add a way to reach the person."""
    found = queries.person(request.actor, person, seen_on="details")

    def change(typed: QueryDict) -> None:
        for kind in ("email", "phone"):
            if value := typed.get(kind, "").strip():
                people.add_contact_point(request.actor, person=person, kind=kind, value=value, source="desk")
        people.change_person(request.actor, person=person, name=typed.get("name") or None, date_of_birth=birth(typed))
        if typed.get("address", "").strip():
            people.move_person(request.actor, person=person, address=typed.get("address", ""))

    def take(typed: QueryDict) -> str:
        as_one(request, lambda: change(typed))
        return "The record is changed."

    return ask(request, "details", take, _back(person), person=found, back=_back(person))
