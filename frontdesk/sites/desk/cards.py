"""The card of a customer at the desk: given, lost, replaced, ended; what is put on it with evidence, and taken off."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse, QueryDict
from django.urls import reverse

from frontdesk.domains.access import queries as access
from frontdesk.domains.cards import actions, queries
from frontdesk.domains.cards.types import (
    BIRTH_PROOFS,
    CARRIED,
    ENDS,
    SOURCES,
    STATES,
    WHY_CARD_ENDED,
    WHY_ENDED,
    Entitlement,
    Held,
)
from frontdesk.domains.organisations.types import Council
from frontdesk.domains.people import queries as people
from frontdesk.kernel import links
from frontdesk.kernel.errors import NotFound, Refusal
from frontdesk.kernel.references import show_reference
from frontdesk.sites.desk.asking import as_one, ask, done
from frontdesk.sites.desk.furniture import in_hand, page
from frontdesk.sites.desk.gate import SERVES, WORKS, Request, staff
from frontdesk.ui.codes import qr
from frontdesk.ui.typed import day_in


@staff(*SERVES)
def card(request: Request, person: int) -> HttpResponse:
    """What the customer's card opens, and what can be done about it."""
    held = queries.held(request.actor, person)
    if request.method == "POST":
        return _pressed(request, held)
    found = _called(request, person)
    return page(request, "card", person=found, held=held, states=STATES, proofs=BIRTH_PROOFS, **_on_it(request, held))


def _on_it(request: Request, held: Held) -> dict[str, Any]:
    """What is on the card and was, what may be put on it, its number and code."""
    users = {each.granted_by for each in (*held.entitlements, *held.ended) if each.granted_by is not None}
    names = access.names_of(request.actor.council, users)
    return {
        "entries": [_told(request, each, names) for each in held.entitlements],
        "ended": [_told(request, each, names) for each in held.ended],
        "kinds": queries.kinds_of(request.actor.council),
        "may": queries.may_grant(request.actor, [held.person]),
        **_shown(request.council, held),
    }


def _told(request: Request, one: Entitlement, names: Mapping[int, str]) -> dict[str, Any]:
    """An entry as the page tells it: what, how it came to be there, by whom, why it ended."""
    return {
        "entitlement": one,
        "kind": queries.kind_named(request.actor.council, one.kind),
        "how": SOURCES.get(one.source, ""),
        "by": names.get(one.granted_by or 0, ""),
        "why": ENDS.get(one.ended, ""),
    }


def _shown(council: Council, held: Held) -> dict[str, Any]:
    """The number and the code, for somebody who has no account and wants it on paper."""
    if held.card is None:
        return {}
    code = queries.code_of(council.id, held.card, held.entitlements)
    address = links.absolute(council.code, f"/card/#{code}")
    return {"number": show_reference(held.card.number), "code": qr(address, "The code of the card, to be scanned"),
            "good_until": queries.code_good_until()}  # fmt: skip


_SAID = {
    "give": "The card is given. Print this page for them, or let them open it in their account.",
    "lost": "The card is stopped. Nobody can use it any more.",
    "replace": "The new card is given, with what was on the old one. The old one no longer works.",
}


def _pressed(request: Request, held: Held) -> HttpResponse:
    do, via, actor = request.POST.get("do", ""), _via(request), request.actor
    last = held.card or held.before
    try:
        if do == "lost" and held.card:
            actions.report_card_lost(actor, card=held.card.id, via=via)
        elif do == "replace" and last:
            actions.replace_card(actor, card=last.id, via=via)
        elif do == "give":
            actions.give_card(actor, person=held.person, via=via)
        else:
            raise Refusal("The card has changed meanwhile. Look at it, and choose again.")
    except NotFound:
        raise
    except Refusal as refusal:
        return done(request, refusal.sentence, _page(held.person))
    return done(request, _SAID[do], _page(held.person))


def _via(request: Request) -> str:
    contact = in_hand(request)
    return contact.channel if contact else ""


@staff(*WORKS)
def put_on(request: Request, person: int) -> HttpResponse:
    """Put something on the card, having seen the evidence or the card that it replaces."""
    kinds = queries.kinds_of(request.actor.council)
    kind = kinds.get(request.POST.get("kind") or request.GET.get("kind", ""))
    held = queries.held(request.actor, person)
    if kind is None:
        return done(request, "Choose what to put on the card.", _page(person))

    def take(typed: QueryDict) -> str:
        as_one(request, lambda: _put_on(request, typed, person, kind.code))
        return f"{kind.name} is on the card."

    return ask(
        request, "card_add", take, _page(person), person=_called(request, held.person), kind=kind, back=_page(person)
    )


def _put_on(request: Request, typed: QueryDict, person: int, kind: str) -> int:
    until = day_in(typed, "until", "Enter the last day, like 27 3 2030.")
    if typed.get("how") == CARRIED:
        number = typed.get("number", "")
        return actions.carry_over(request.actor, person=person, kind=kind, number=number, until=until)
    evidence = typed.get("evidence", "")
    return actions.grant_entitlement(request.actor, person=person, kind=kind, evidence=evidence, until=until)


@staff(*WORKS)
def take_off(request: Request, person: int, entitlement: int) -> HttpResponse:
    """Take something off the card."""
    held = queries.held(request.actor, person)
    one = next((each for each in held.entitlements if each.id == entitlement), None)
    if one is None:
        raise NotFound("That is not on the card, or not any more.")

    def take(typed: QueryDict) -> str:
        actions.end_entitlement(request.actor, entitlement=entitlement, why=typed.get("why", ""))
        return "It is off the card. A printed code that said it no longer works: print the card again for them."

    found, kind = (
        _called(request, person),
        queries.kind_named(request.actor.council, one.kind),
    )
    of: dict[str, Any] = {"person": found, "kind": kind, "whys": WHY_ENDED, "back": _page(person)}
    return ask(request, "card_take_off", take, _page(person), **of)


@staff(*WORKS)
def birth(request: Request, person: int) -> HttpResponse:
    """Write down that the date of birth was seen on a document."""
    held = queries.held(request.actor, person)
    if held.card is None:
        return done(request, "Give a card first.", _page(person))
    card = held.card.id

    def take(typed: QueryDict) -> str:
        born = day_in(typed, "born", "Enter the date of birth that you saw, like 27 3 1950.")
        actions.prove_birth_date(request.actor, card=card, born_on=born, proof=typed.get("proof", ""))
        return "The date of birth is written down as seen. What it entitles to is on the card."

    found = _called(request, person)
    return ask(request, "card_birth", take, _page(person), person=found, proofs=BIRTH_PROOFS, back=_page(person))


@staff(*WORKS)
def end(request: Request, person: int) -> HttpResponse:
    """End the card, and with it all that is on it."""
    held = queries.held(request.actor, person)
    last = held.card or held.before
    if last is None or last.state == "ended":
        return done(request, "There is no card to end.", _page(person))

    def take(typed: QueryDict) -> str:
        actions.end_card(request.actor, card=last.id, why=typed.get("why", ""))
        return "The card has ended, and so has what was on it."

    found = _called(request, person)
    of: dict[str, Any] = {"person": found, "whys": WHY_CARD_ENDED, "number": show_reference(last.number)}
    return ask(request, "card_end", take, _page(person), back=_page(person), **of)


def _called(request: Request, person: int) -> dict[str, Any]:
    """Whose card it is, for the head of a form; that it was looked at is written down with what is on it."""
    return {"id": person, "name": people.name_for(request.actor, person)}


def _page(person: int) -> str:
    return reverse("site_desk:card", kwargs={"person": person})
