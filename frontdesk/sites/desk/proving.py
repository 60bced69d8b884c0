"""Proof of who a customer is, recorded at the desk: what was seen is noted, never copied."""

from datetime import date
from typing import Any

from django.http import HttpResponse, QueryDict
from django.urls import reverse

from frontdesk.domains.access import queries as access
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries
from frontdesk.domains.people.types import Person
from frontdesk.domains.people.types.identity import DOCUMENTS, PROOFS, Proof
from frontdesk.kernel import clock
from frontdesk.kernel.errors import NotFound
from frontdesk.sites.desk.asking import as_one, ask
from frontdesk.sites.desk.furniture import in_hand, page
from frontdesk.sites.desk.gate import SERVES, Request, staff
from frontdesk.ui import words
from frontdesk.ui.typed import day_in


@staff(*SERVES)
def proofs(request: Request, person: int) -> HttpResponse:
    """What was proved of who they are, and until when."""
    found = queries.person(request.actor, person, seen_on="identity")
    known = queries.proofs_of(request.actor, person)
    names = access.names_of(request.actor.council, [each.by for each in known if each.by is not None])
    told = [_told(each, names) for each in known]
    return page(request, "proofs", person=found, told=told, holds=queries.identity_of(request.actor.council, person))


def _told(proof: Proof, names: dict[int, str]) -> dict[str, Any]:
    return {"proof": proof, "by": names.get(proof.by or 0, ""), "holds": proof.holds(clock.today())}


@staff(*SERVES)
def prove(request: Request, person: int) -> HttpResponse:
    """Record a proof."""
    found, back = queries.person(request.actor, person, seen_on="identity"), _back(person)

    def take(typed: QueryDict) -> str:
        as_one(request, lambda: _record(request, found, typed))
        return "It is recorded. What they began and needs it can be sent now."

    of: dict[str, Any] = {"kinds": PROOFS, "documents": DOCUMENTS, "back": back, "here": _channel(request, found)}
    return ask(request, "prove", take, back, person=found, **of)


def _record(request: Request, person: Person, typed: QueryDict) -> int:
    return people.prove_identity(
        request.actor,
        person=person.id,
        kind=typed.get("kind", ""),
        document=typed.get("document", ""),
        party=typed.get("party", ""),
        organisation=typed.get("organisation", ""),
        until=_until(typed),
        channel=_channel(request, person),
    )


def _until(typed: QueryDict) -> date | None:
    return day_in(typed, "until", "Enter a day like 27 3 2030, or leave it empty.")


def _channel(request: Request, person: Person) -> str:
    """The channel of the contact in hand, where it is with this very customer."""
    hand = in_hand(request)
    return hand.channel if hand is not None and hand.person in person.cluster else ""


@staff(*SERVES)
def end(request: Request, person: int, proof: int) -> HttpResponse:
    """It proves nothing any more, and why."""
    found, back = queries.person(request.actor, person, seen_on="identity"), _back(person)
    one = next((each for each in queries.proofs_of(request.actor, person) if each.id == proof), None)
    if one is None or one.ended_at is not None:
        raise NotFound("There is no such proof, or it has ended.")

    def take(typed: QueryDict) -> str:
        people.end_proof(request.actor, proof=proof, why=typed.get("why", ""))
        return f"It does not count any more, from {words.long_date(clock.today())}."

    return ask(request, "end_proof", take, back, person=found, proof=one, back=back)


def _back(person: int) -> str:
    return reverse("site_desk:proofs", kwargs={"person": person})
