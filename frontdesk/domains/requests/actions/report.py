"""Report: a submitted form becomes a request with a reference, an owner and a promise, or is told why not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.contacts.types import Contact
from frontdesk.domains.forms.rules.assess import Assessment, assess
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries as people_queries
from frontdesk.domains.requests import policy
from frontdesk.domains.requests.actions import arrival, making, receipts
from frontdesk.domains.requests.actions.customers import customer, known_from
from frontdesk.domains.requests.actions.surroundings import Where, context_for, where
from frontdesk.domains.requests.queries.near import same_as_this
from frontdesk.domains.requests.rules.counting import Counted, Door, count
from frontdesk.domains.requests.rules.same import Kept
from frontdesk.domains.requests.types import Incomplete, LooksTheSame, Receipt
from frontdesk.domains.services import queries as services
from frontdesk.domains.services.types import Published
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal, require
from frontdesk.kernel.idempotency import once


@dataclass(frozen=True, slots=True)
class Submitted:
    """What was handed in, whichever door it came through."""

    published: Published
    answers: Mapping[str, Any]
    channel: str
    contact: Contact | None = None
    person: int | None = None
    exception: str = ""
    own_draft: bool = False
    same_as: str = ""
    even_if_same: bool = False
    language: str = "en"
    draft: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    files: tuple[making.FileIn, ...] = ()


def report_request(
    actor: Actor,
    *,
    channel: str,
    service: str | None = None,
    draft: int | None = None,
    answers: Mapping[str, Any] | None = None,
    contact: int | None = None,
    person: int | None = None,
    exception: str = "",
    same_as: str = "",
    even_if_same: bool = False,
    language: str = "en",
    key: str | None = None,
) -> Receipt:
    """Hand in a form: a `draft`, or the `answers` to the current version of `service` (code).

    With `contact` (one in hand) the request belongs to that contact and counts on its channel; without, a contact is
    recorded. Staff name the `person`, else one is created from the answers. `exception` is the reason by which staff
    enter a digital-only service for somebody who cannot use it. `same_as` is the token of a request that the customer
    says is theirs too; `even_if_same` takes the new one although it looks like one we have. With `key` (a draft has
    its own) a second submit shows the first receipt.

    A form that we cannot take (refused, or somebody else's) leaves no request but a contact with its outcome; the
    receipt says why. Raises Incomplete when answers are missing or wrong, LooksTheSame with what we have, Refusal
    when the door is shut.
    """
    require(policy.may_report(actor))
    fresh: list[Receipt] = []

    def do() -> dict[str, Any]:
        submitted = _submitted(
            actor, service, answers, channel, contact, person, exception, same_as, even_if_same, language
        )
        fresh.append(_take(actor, submitted))
        return receipts.kept(fresh[0])

    with transaction.atomic():
        answer = once(actor, "report_request", key, do)
    return fresh[0] if fresh else receipts.again(actor.council, answer)


def _submitted(
    actor: Actor,
    service: str | None,
    answers: Mapping[str, Any] | None,
    channel: str,
    contact: int | None,
    person: int | None,
    exception: str,
    same_as: str,
    even_if_same: bool,
    language: str,
) -> Submitted:
    published = services.published(actor.council, service or "")
    if published is None or (published.definition.restricted and not actor.is_staff):
        raise NotFound("We have no such service.")
    held = contacts.contact(actor, contact) if contact is not None else None
    if contact is not None and held is None:
        raise NotFound("We could not find that contact.")
    return Submitted(
        published,
        answers or {},
        held.channel if held else channel,
        held,
        person,
        exception,
        same_as=same_as,
        even_if_same=even_if_same,
        language=language,
    )


def _take(actor: Actor, submitted: Submitted) -> Receipt:
    """Assess, and make the request or say why not. Runs in the verb's transaction."""
    definition = submitted.published.definition
    counted = _count(actor, submitted)
    assessed, place = _assess(actor, submitted, counted)
    if assessed.errors or assessed.ending is None:
        sentence = next(iter(assessed.sentences), "Some questions are not answered yet.")
        raise Incomplete(sentence, errors=assessed.errors, page=assessed.page.code if assessed.page else "")
    if not assessed.ok:
        turned_away = arrival.turned_away(actor, submitted.contact, definition, submitted.channel, assessed.ending)
        return receipts.not_taken(definition, assessed.ending, turned_away, submitted.language)
    whose = customer(
        actor,
        known_from(definition, assessed.answers),
        channel=submitted.channel,
        chosen=submitted.person,
        of_contact=submitted.contact.person if submitted.contact else None,
    )
    _refuse_same(actor, submitted, assessed, place, whose)
    made = making.make(actor, submitted.published, assessed, place, counted, whose, _extras(actor, submitted, whose))
    return receipts.taken(actor, made)


def _count(actor: Actor, submitted: Submitted) -> Counted:
    """How it counts; refuses a shut door before anything is assessed."""
    definition, held = submitted.published.definition, submitted.contact
    by_staff = policy.enters_for_others(actor) and not actor.is_system
    whose = submitted.person or (held.person if held else None)
    known = whose is not None and people_queries.exception_for(actor.council, whose, definition.code) is not None
    door = Door(
        submitted.channel,
        by_staff=by_staff,
        own_draft=submitted.own_draft,
        helped=bool(held and held.assisted),
        excepted=known or bool(submitted.exception.strip()),
    )
    return count(definition, door, clock.today())


def _assess(actor: Actor, submitted: Submitted, counted: Counted) -> tuple[Assessment, Where]:
    """The whole form again. The ward comes from the answers themselves, so it is read in between."""
    context = context_for(actor.council, channel=submitted.channel, assisted=counted.assisted, facts=submitted.facts)
    definition = submitted.published.definition
    first = assess(definition, submitted.answers, context)
    place = where(actor.council, definition, first.answers)
    if not place.ward or submitted.facts.get("ward") == place.ward:
        return first, place
    return assess(definition, submitted.answers, context.with_facts(ward=place.ward)), place


def _refuse_same(actor: Actor, submitted: Submitted, assessed: Assessment, place: Where, whose: int | None) -> None:
    """Offer what looks the same, unless the customer has seen it and answered."""
    if submitted.same_as or submitted.even_if_same:
        return
    people_of = people_queries.cluster(actor.council, whose) if whose is not None else []
    near = same_as_this(actor, submitted.published.definition, Kept(place.spot, frozenset(people_of), assessed.answers))
    if near:
        raise LooksTheSame(tuple(near))


def _extras(actor: Actor, submitted: Submitted, whose: int | None) -> making.Extras:
    """What else goes with it; an exception is recorded with its reason while the work is saved."""
    exception = None
    definition = submitted.published.definition
    if whose is not None and policy.enters_for_others(actor) and definition.digital_only is not None:
        if submitted.exception.strip():
            people.grant_exception(actor, person=whose, service=definition.code, reason=submitted.exception)
        found = people_queries.exception_for(actor.council, whose, definition.code)
        exception = found.id if found else None
    elif submitted.exception.strip() and whose is None:
        raise Refusal("Say who the customer is before you record an exception.", field="person")
    return making.Extras(
        channel=submitted.channel,
        contact=submitted.contact,
        exception=exception,
        same_as=submitted.same_as,
        language=submitted.language,
        draft=submitted.draft,
        files=submitted.files,
    )
