"""Report: a submitted form becomes a request with a reference, an owner and a promise, or is told why not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.contacts.types import Contact
from frontdesk.domains.forms import actions as forms
from frontdesk.domains.forms import queries as form_queries
from frontdesk.domains.forms.rules.assess import Assessment, assess
from frontdesk.domains.forms.rules.attached import not_attached
from frontdesk.domains.forms.types import Draft
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries as people_queries
from frontdesk.domains.requests import policy
from frontdesk.domains.requests.actions import arrival, making
from frontdesk.domains.requests.actions.acting import who_acts
from frontdesk.domains.requests.actions.customers import customer, known_from, mail_of
from frontdesk.domains.requests.actions.proved import proof_for
from frontdesk.domains.requests.actions.spots import Where, where
from frontdesk.domains.requests.queries.near import same_as_this
from frontdesk.domains.requests.queries.receipts import not_taken, receipt, receipt_of
from frontdesk.domains.requests.rules.counting import Counted, Door, count, is_digital_only
from frontdesk.domains.requests.rules.same import Kept
from frontdesk.domains.requests.types import Incomplete, LooksTheSame, Receipt
from frontdesk.domains.services import queries as services
from frontdesk.domains.services.types import Published
from frontdesk.kernel import channels, clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal, require
from frontdesk.kernel.idempotency import once


@dataclass(frozen=True, slots=True)
class Submitted:
    """What was handed in, whichever door it came through."""

    published: Published
    answers: Mapping[str, Any]
    facts: Mapping[str, Any]
    channel: str
    contact: Contact | None
    person: int | None
    wishes: "Wishes"
    around: form_queries.Surroundings
    draft: Draft | None = None


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was said beside the answers; see `report_request`."""

    exception: str = ""
    same_as: str = ""
    even_if_same: bool = False
    language: str = "en"
    draft_key: str = ""


def report_request(
    actor: Actor,
    *,
    channel: str,
    draft: int | None = None,
    draft_key: str = "",
    service: str | None = None,
    answers: Mapping[str, Any] | None = None,
    contact: int | None = None,
    person: int | None = None,
    exception: str = "",
    same_as: str = "",
    even_if_same: bool = False,
    language: str = "en",
    key: str | None = None,
) -> Receipt:
    """Hand in a form: a `draft` (with the key that opens it), or the `answers` to the current version of `service`.

    With `contact` (one in hand; a draft knows its own) the request belongs to that contact and counts on its channel;
    without, a contact is recorded. Staff name the `person`, else one is created from the answers. `exception` is the
    code of the reason by which staff enter a digital-only service for somebody who cannot use it. `same_as` is the
    token of a request that the customer says is theirs too; `even_if_same` takes the new one although it looks like
    one we have.
    A draft is sent once, and answers once for each `key`: a second submit shows the first receipt.

    A form that we cannot take (refused, or somebody else's) leaves no request but a contact with its outcome; the
    receipt says why. Files come with a draft only. Raises Incomplete when answers are missing or wrong, LooksTheSame
    with what we have, Refusal when the door is shut.
    """
    require(policy.may_report(actor))
    require(person is None or policy.may_choose_person(actor, person))
    wishes = Wishes(exception, same_as, even_if_same, language, draft_key)
    if draft is not None:
        return _send_draft(actor, draft, channel, contact, person, wishes)
    published = services.published(actor.council, service or "")
    if published is None or (published.definition.restricted and not actor.is_staff and not actor.is_system):
        raise NotFound("We could not find that service.")
    if not published.definition.has_form:
        raise Refusal("This service has no form here yet, so nothing can be sent.", code="no-form", field="service")
    if wrong := not_attached(published.definition, answers or {}):
        raise Incomplete.of(wrong)
    around = form_queries.Surroundings(actor.council)
    # Other systems are asked here, before the transaction begins.
    facts = form_queries.facts_of_answers(
        published.definition, answers or {}, council=actor.council, channel=channel, around=around
    )
    fresh: list[Receipt] = []

    def do() -> dict[str, Any]:
        held = _contact(actor, contact)
        on = held.channel if held else channel
        fresh.append(_take(actor, Submitted(published, answers or {}, facts, on, held, person, wishes, around)))
        return _kept(fresh[0], published)

    with transaction.atomic():
        answer = once(actor, "report_request", key, do)
    return fresh[0] if fresh else _again(actor.council, answer)


def _send_draft(
    actor: Actor, draft: int, channel: str, contact: int | None, person: int | None, wishes: Wishes
) -> Receipt:
    """The draft's lock makes two submits one: the second finds it finished and shows the first receipt."""
    around = form_queries.Surroundings(actor.council)
    # Other systems are asked here, before the transaction begins: facts of another day are looked up anew.
    forms.look_up_facts(actor, draft=draft, key=wishes.draft_key, around=around)
    with transaction.atomic():
        seen = forms.hold_draft(actor, draft=draft, key=wishes.draft_key)
        if seen.request is not None:
            return receipt(actor.council, seen.request)
        held = _contact(actor, contact) or _begun_in(actor, seen)
        on = held.channel if held else seen.channel or channel
        whose = person or seen.person
        return _take(actor, Submitted(seen.published, seen.answers, seen.facts, on, held, whose, wishes, around, seen))


def _contact(actor: Actor, contact: int | None) -> Contact | None:
    if contact is None:
        return None
    held = contacts.contact(actor, contact)
    if held is None:
        raise NotFound("We could not find that contact.")
    return held if held.done_at is None else None


def _begun_in(actor: Actor, draft: Draft) -> Contact | None:
    """The contact in which staff began the draft: what they finish after it was wrapped up still came of it."""
    if draft.contact is None or not policy.enters_for_others(actor):
        return None
    held = contacts.contact(actor, draft.contact)
    return held if held is not None and held.handler == actor.user else None


def _take(actor: Actor, submitted: Submitted) -> Receipt:
    """Assess, and make the request or say why not. Runs in the verb's transaction."""
    with journal.together():
        return _taken(actor, submitted)


def _taken(actor: Actor, submitted: Submitted) -> Receipt:
    definition, draft = submitted.published.definition, submitted.draft
    counted = _count(actor, submitted)
    assessed = _assess(actor, submitted, counted)
    if assessed.errors or assessed.ending is None:
        raise Incomplete.of(assessed.errors, assessed.page.code if assessed.page else "")
    language = draft.language if draft else submitted.wishes.language
    if not assessed.ok:
        of_draft = draft.id if draft else None
        turned = arrival.turned_away(actor, submitted.contact, definition, submitted.channel, assessed.ending, of_draft)
        return not_taken(definition, assessed.ending, turned, language)
    named = submitted.person or (submitted.contact.person if submitted.contact else None)
    identity = proof_for(actor, definition, named or policy.own_record(actor))
    acting = who_acts(actor, definition.code, person=submitted.person, contact=submitted.contact, draft=draft)
    whose = customer(
        actor,
        known_from(definition, assessed.answers, draft),
        channel=submitted.channel,
        chosen=submitted.person,
        of_contact=submitted.contact.person if submitted.contact else None,
        draft=draft,
        acted=acting is not None,
    )
    if language not in ("", "en"):
        people.note_signs(actor.council, person=whose, signs=["form-language"])
    place = where(submitted.around, definition, assessed.answers)
    _refuse_same(actor, submitted, whose, place, assessed.answers)
    extras = making.Extras(
        channel=submitted.channel,
        contact=submitted.contact,
        exception=_exception(actor, submitted, whose),
        same_as=submitted.wishes.same_as,
        language=language,
        draft=draft,
        calendars=submitted.around.calendars,
        mail=mail_of(actor, whose, draft),
        facts=submitted.facts,
        acting=acting,
        identity=identity,
    )
    made = making.make(actor, submitted.published, assessed, place, counted, whose, extras)
    return receipt_of(made.held, told=made.told, to_prove=made.to_prove, contact=made.contact)


def _count(actor: Actor, submitted: Submitted) -> Counted:
    """How it counts; refuses a shut door before anything is assessed."""
    definition, held, draft = submitted.published.definition, submitted.contact, submitted.draft
    whose = submitted.person or (held.person if held else None)
    only = definition.digital_only is not None and whose is not None
    recorded = only and people_queries.exception_for(actor.council, whose or 0, definition.code) is not None
    said = bool(submitted.wishes.exception.strip()) or bool(draft and draft.exception)
    door = Door(
        submitted.channel,
        by_staff=policy.enters_for_others(actor) and not actor.is_system,
        own_draft=_own_draft(draft),
        helped=bool(held and held.assisted),
        excepted=recorded or said,
    )
    return count(definition, door, clock.today())


def _own_draft(draft: Draft | None) -> bool:
    """Whether what is sent was begun by the customer online."""
    return draft is not None and draft.assisted and draft.started_on in channels.DIGITAL


def _assess(actor: Actor, submitted: Submitted, counted: Counted) -> Assessment:
    """The whole form again, by the rules of its own version and what is known of the world now."""
    world = form_queries.context_for(
        actor.council,
        channel=submitted.channel,
        assisted=counted.assisted,
        facts=submitted.facts,
        around=submitted.around,
    )
    return assess(submitted.published.definition, submitted.answers, world)


def _refuse_same(
    actor: Actor, submitted: Submitted, whose: int | None, place: Where, answers: Mapping[str, Any]
) -> None:
    """Offer what looks the same, unless the customer has seen it and answered."""
    definition = submitted.published.definition
    if definition.duplicates is None or submitted.wishes.same_as or submitted.wishes.even_if_same:
        return
    by_person = definition.duplicates.by == "person" and whose is not None
    people = people_queries.cluster(actor.council, whose or 0) if by_person else ()
    near = same_as_this(actor, definition, Kept(place.spot, frozenset(people), answers))
    if near:
        raise LooksTheSame(tuple(near))


def _exception(actor: Actor, submitted: Submitted, whose: int | None) -> int | None:
    """The exception by which a digital-only service is entered; one that is given now is recorded with the work."""
    definition, why = submitted.published.definition, submitted.wishes.exception.strip()
    if definition.digital_only is None or not policy.enters_for_others(actor):
        return None
    online = _own_draft(submitted.draft) or bool(submitted.contact and submitted.contact.assisted)
    if not why and (online or not is_digital_only(definition, clock.today())):
        return None  # none is used, so none is counted
    if whose is None:
        raise Refusal("Say who the customer is: an exception is recorded for a person.", field="person")
    if why:
        if not definition.digital_only.reason(why):
            raise Refusal("Choose why the customer cannot use the online service.", field="exception")
        return people.grant_exception(actor, person=whose, service=definition.code, reason=why)
    return people.exception_in_force(actor, person=whose, service=definition.code)


def _kept(made: Receipt, published: Published) -> dict[str, Any]:
    """What is remembered under a key: ids and codes, nothing of the person."""
    return {"request": made.request, "contact": made.contact, "version": published.version, "ending": made.ending}


def _again(council: int, answer: Mapping[str, Any]) -> Receipt:
    """The first receipt, shown again."""
    if answer["request"] is not None:
        return receipt(council, int(answer["request"]))
    published = services.version(council, int(answer["version"]))
    ending = published.definition.ending(str(answer["ending"])) if published else None
    if published is None or ending is None:
        raise NotFound("We could not find that form.")
    return not_taken(published.definition, ending, answer["contact"], again=True)
