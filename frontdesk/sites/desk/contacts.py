"""The contact in hand: taken, named, added to, ended; and one that reached an officer directly."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from frontdesk.domains.access import queries as access
from frontdesk.domains.contacts import actions, queries
from frontdesk.domains.contacts.types import FAILURE, VALUE, Contact, MatterIn, WrapUp
from frontdesk.domains.forms import queries as forms
from frontdesk.domains.people import queries as people
from frontdesk.domains.requests import queries as requests
from frontdesk.kernel import clock
from frontdesk.kernel.errors import NotFound, Refusal
from frontdesk.kernel.live import topic_of
from frontdesk.kernel.words import row_number
from frontdesk.sites.desk.asking import ask, done
from frontdesk.sites.desk.furniture import channel_name, page, seconds_of
from frontdesk.sites.desk.gate import SERVES, Request, staff
from frontdesk.sites.desk.helping import helping, ringing
from frontdesk.sites.desk.home import channels
from frontdesk.sites.desk.names import service_names
from frontdesk.sites.desk.searching import choose, kept, shown, without_words
from frontdesk.ui.presses import press_key

USUAL_LENGTH = timedelta(minutes=5)


def found(request: Request, contact: int) -> Contact:
    """The contact, as this actor may see it; NotFound otherwise."""
    one = queries.contact(request.actor, contact)
    if one is None:
        raise NotFound("We could not find that contact.")
    return one


def _page_of(contact: int) -> str:
    return reverse("site_desk:contact", kwargs={"contact": contact})


@staff(*SERVES)
@require_POST
def open_contact(request: Request) -> HttpResponse:
    """Take a contact in hand: with the customer, or with nobody known yet."""
    person = row_number(request.POST.get("person"))
    if person is not None:
        people.person(request.actor, person, seen_on="contact taken")
    contact = take(request, person)
    if person is not None:
        return redirect("site_desk:customer", person=person)
    return redirect(_page_of(contact))


def take(request: Request, person: int | None) -> int:
    """Take a contact by the channel that was pressed. Pressed twice it is one; from an old page it is a new one."""
    channel, key = request.POST.get("channel", ""), press_key(request)
    opened = actions.open_contact(request.actor, channel=channel, person=person, key=key)
    if key and found(request, opened).ended_at is not None:
        return actions.open_contact(request.actor, channel=channel, person=person)
    return opened


@staff(*SERVES)
def contact(request: Request, contact: int) -> HttpResponse:
    """One contact: who, what about; and while it is in hand, ways to go on. Its search box is sent here too."""
    one = found(request, contact)
    if request.method == "POST":
        return without_words(request)
    parts = _parts(request, one)
    if "fragment" in request.GET:
        alone = "contact_stands" if request.GET["fragment"] == "stands" else "contact_about"
        return render(request, f"site_desk/{alone}.jinja", parts)
    return page(request, "contact", **parts, **_whole(request, one))


def _parts(request: Request, one: Contact) -> dict[str, Any]:
    """What is renewed while the page is open: what it is about, and how it stands."""
    actor = request.actor
    return {
        "contact": one,
        "seconds": seconds_of(one),
        "handler": access.names_of(actor.council, [one.handler or 0]).get(one.handler or 0, ""),
        "lists": queries.lists_of(actor.council),
        "services": service_names(actor),
        "requests": requests.of_contact(actor, one.id),
        "topics": [topic_of("contact", one.id)],
    }


def _whole(request: Request, one: Contact) -> dict[str, Any]:
    actor = request.actor
    typed = kept(request, request.GET.get("search")) or ""
    hits = people.search(actor, typed, limit=8) if len(typed) > 1 else []
    mine = one.done_at is None and one.handler == actor.user
    who = people.called(actor, [one.person] if one.person is not None else []).get(one.person or 0)
    return {
        **_help(request, one),
        "need_labels": {code: kind.label for code, kind in people.kinds_of_need(actor.council).items()},
        "mine": mine,
        "may_finish": not mine and one.done_at is None and queries.may_change(actor, one),
        "channel": channel_name(actor.council, one.channel),
        "person": who.name if who else "",
        "may_open": who is not None and not who.hidden,
        "typed": typed,
        "hits": shown(request, hits),
        "choose": choose(request) if mine else "",
        "drafts": forms.drafts_of_contact(actor, one.id) if mine else [],
    }


def _help(request: Request, one: Contact) -> dict[str, Any]:
    """How to help whom one speaks with; first of all whom to ring."""
    told = helping(request, one.person)
    return {**told, "help_lines": [*ringing(request, one), *told["help_lines"]]}


@staff(*SERVES)
@require_POST
def say_who(request: Request, contact: int) -> HttpResponse:
    """Say whose contact it is; nobody where that was a mistake."""
    person = row_number(request.POST.get("person"))
    if person is not None:
        people.person(request.actor, person, seen_on="contact named")
    actions.say_who(request.actor, contact=contact, person=person)
    return redirect("site_desk:customer", person=person) if person else redirect(_page_of(contact))


@staff(*SERVES)
@require_POST
def add_matter(request: Request, contact: int) -> HttpResponse:
    """Add what the contact is about."""
    service, reason = request.POST.get("service", ""), request.POST.get("reason", "")
    if service and service not in service_names(request.actor):
        raise NotFound("We have no such service.")
    actions.add_matter(request.actor, contact=contact, service=service, reason=reason, key=press_key(request))
    return done(request, "The matter is added.", _page_of(contact))


@staff(*SERVES)
@require_POST
def end(request: Request, contact: int) -> HttpResponse:
    """The customer has gone; the contact waits for its wrap-up."""
    actions.end_contact(request.actor, contact=contact)
    return redirect("site_desk:wrap_up", contact=contact)


@staff(*SERVES)
def record_contact(request: Request) -> HttpResponse:
    """Record a contact that has ended already: one press where everything usual is right."""
    person, then = row_number(request.GET.get("person") or request.POST.get("person")), request.POST.get("then", "")
    return ask(
        request,
        "record_contact",
        lambda typed: _recorded(request, typed, person),
        then if then.startswith("/desk/") else "site_desk:home",
        request.GET,
        channels=channels(request),
        lists=queries.lists_of(request.actor.council),
        services=service_names(request.actor),
        named=people.name_for(request.actor, person),
        person_id=person,
    )


def _recorded(request: Request, typed: QueryDict, person: int | None) -> str:
    record(request, typed, person)
    return "The contact is recorded."


def record(request: Request, typed: QueryDict, person: int | None) -> int:
    """Record one contact of the usual length that ended now; returns its id."""
    if person is not None:
        people.person(request.actor, person, seen_on="contact recorded")
    now = clock.now()
    demand, _, why = (typed.get("demand") or VALUE).partition(":")
    if demand == FAILURE and not why:
        raise Refusal("Choose what had gone wrong before.", field="demand")
    ended = WrapUp(typed.get("outcome") or "answered", demand, why)
    matter = MatterIn(typed.get("service", ""), typed.get("reason") or "ask", ended)
    return actions.record_contact(
        request.actor,
        channel=typed.get("channel", ""),
        person=person,
        started_at=now - USUAL_LENGTH,
        answered_at=now - USUAL_LENGTH,
        ended_at=now,
        matters=[matter],
        key=press_key(request),
    )
