"""A customer's account at the desk: how they sign in, help with it, and what became of that; never a secret."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from frontdesk.domains.access import queries as access
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries
from frontdesk.domains.people.types import Person
from frontdesk.domains.people.types.accounts import CHECKS, NEW_EMAIL, OPENING, STOPPED, TROUBLES, AccountHelp
from frontdesk.kernel import clock
from frontdesk.kernel.errors import NotFound
from frontdesk.kernel.live import PERSON, topic_of
from frontdesk.sites.desk.asking import as_one, ask, done
from frontdesk.sites.desk.furniture import channel_name, in_hand, page
from frontdesk.sites.desk.gate import SERVES, Request, staff
from frontdesk.ui import words


@staff(*SERVES)
def account(request: Request, person: int) -> HttpResponse:
    """How they sign in, what help there was, and what can be started; kept up while the customer is on the phone."""
    if "fragment" in request.GET:
        cluster = queries.in_sight(request.actor, person)
        return render(
            request,
            "site_desk/account_helps.jinja",
            _helps(request, cluster[0], queries.account_of(request.actor, cluster[0]).helps),
        )
    found = queries.person(request.actor, person, seen_on="account")
    known = queries.account_of(request.actor, person)
    offered = {code: each for code, each in TROUBLES.items() if (code == OPENING) == (known.sign_in is None)}
    topics = [topic_of(PERSON, each) for each in found.cluster]
    of: dict[str, Any] = {"person": found, "sign_in": known.sign_in, "offered": offered, "topics": topics}
    return page(request, "account", **of, **_helps(request, person, known.helps))


def _helps(request: Request, person: int, known: Sequence[AccountHelp]) -> dict[str, Any]:
    names = access.names_of(request.actor.council, [each.by for each in known if each.by is not None])
    return {"helps": [_told(request, each, names) for each in known], "person_id": person}


def _told(request: Request, one: AccountHelp, names: dict[int, str]) -> dict[str, Any]:
    """One piece of help in words: where it stands, since when, who checked what."""
    channel = channel_name(request.actor.council, one.channel) if one.channel else ""
    by = names.get(one.by or 0, "")
    return {
        "help": one,
        "name": TROUBLES[one.kind].name if one.kind in TROUBLES else one.kind,
        "stands": _stands(one),
        "denied": _denied(one),
        "checked": CHECKS[one.checked].name if one.checked in CHECKS else one.checked,
        "by": ", ".join(filter(None, (by, channel, words.day_and_month(one.started_at)))),
    }


def _at(moment: datetime) -> str:
    """When it was, by the clock: a page that stays open must not say "2 minutes ago" for an hour."""
    today = moment.astimezone(clock.LOCAL).date() == clock.today()
    return f"today at {words.clock_time(moment)}" if today else words.date_and_time(moment)


def _denied(one: AccountHelp) -> str:
    """What the customer says of it, and what staff did about that."""
    if one.denied_at is None:
        return ""
    said = f"The customer says it was not them, {_at(one.denied_at)}."
    return f"{said} {one.settled_words}" if one.settled_words else f"{said} Nobody has looked into it yet."


def _stands(one: AccountHelp) -> str:
    """Where it stands, as the adviser says it to the customer."""
    if one.stopped_at is not None:
        return f"{STOPPED.get(one.stopped_why, 'Stopped')}, {_at(one.stopped_at)}"
    if one.done_at is None:
        sent = f"Sent to {one.to} {_at(one.sent_at)}. Waiting for the customer."
        early = one.ready_at > clock.now()
        return f"{sent} They can finish it from {words.date_and_time(one.ready_at)}." if early else sent
    did = "Activated" if one.kind == OPENING else "Finished by the customer"
    again = f" Later used without help, {words.day_and_month(one.used_at)}." if one.used_at else ""
    return f"{did} {_at(one.done_at)}.{again}"


@staff(*SERVES)
def account_step(request: Request, person: int, trouble: str) -> HttpResponse:
    """Say how it was checked who they are, and start it: the customer finishes it."""
    if trouble not in TROUBLES:
        raise NotFound("There is no such help.")
    found, back = queries.person(request.actor, person, seen_on="account"), _back(person)

    def take(typed: QueryDict) -> str:
        as_one(request, lambda: _start(request, found, trouble, typed))
        return "It is on its way to the customer. This page says when they have done it."

    of: dict[str, Any] = {
        "trouble": TROUBLES[trouble], "kind": trouble, "checks": CHECKS, "asks_email": trouble in (OPENING, NEW_EMAIL),
        "numbers": queries.numbers_to_ring(request.actor, person), "with_them": bool(_hand(request, found)["channel"]),
    }  # fmt: skip
    return ask(request, "account_step", take, back, person=found, back=back, **of)


def _hand(request: Request, person: Person) -> dict[str, Any]:
    """The contact in hand, where it is with this very customer."""
    hand = in_hand(request)
    if hand is None or hand.person not in person.cluster:
        return {"channel": "", "contact": None}
    return {"channel": hand.channel, "contact": hand.id}


def _start(request: Request, person: Person, trouble: str, typed: QueryDict) -> int:
    how = {"checked": typed.get("checked", ""), **_hand(request, person)}
    email = typed.get("email", "").strip()
    if trouble == OPENING:
        return people.open_account(request.actor, person=person.id, email=email, **how)
    return people.help_account(request.actor, person=person.id, kind=trouble, email=email, **how)


@staff(*SERVES)
@require_POST
def account_again(request: Request, person: int, account_help: int) -> HttpResponse:
    """Send the message once more."""
    people.send_help_again(request.actor, help_=account_help)
    return done(request, "It is sent again.", _back(person))


@staff(*SERVES)
@require_POST
def account_stop(request: Request, person: int, account_help: int) -> HttpResponse:
    """Stop what was started."""
    people.stop_help(request.actor, help_=account_help)
    return done(request, "It is stopped. The link we sent opens nothing any more.", _back(person))


def _back(person: int) -> str:
    return reverse("site_desk:account", kwargs={"person": person})
