"""The verbs of a draft: start it, answer page by page, take it over, finish it."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction

from frontdesk.domains.forms import models, policy, queries
from frontdesk.domains.forms.actions.troubles import note
from frontdesk.domains.forms.rules.answers import Unfit
from frontdesk.domains.forms.rules.conditions import View
from frontdesk.domains.forms.rules.groups import drop_entry, put_entry, read_entry
from frontdesk.domains.forms.rules.journey import facts_left, may_visit, walk
from frontdesk.domains.forms.rules.known import Known, carried_from, proposals
from frontdesk.domains.forms.rules.page import read_page
from frontdesk.domains.forms.types import (
    CLEARED,
    DRAFT_CONTINUED,
    DRAFT_FINISHED,
    DRAFT_STARTED,
    FINISHED,
    NOT_RIGHT,
    OPEN,
    Answered,
    Draft,
    Started,
)
from frontdesk.domains.people import queries as people
from frontdesk.domains.services import queries as services
from frontdesk.domains.services.definition.form import Page, Question
from frontdesk.domains.services.definition.model import Definition
from frontdesk.domains.services.types import Published
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal, require

_MOST_KEYS = 10


def start_draft(
    actor: Actor,
    *,
    service: str,
    channel: str,
    person: int | None = None,
    contact: int | None = None,
    assisted: bool = False,
    exception: int | None = None,
    carry: Draft | None = None,
    language: str = "en",
) -> Started:
    """Start a form on the service's current version.

    `person` is whom staff serve, or for whom a customer acts (else their own record is taken from the actor; NotFound
    where they may not act for that person); `contact` the contact in hand;
    `exception` the recorded exception by which a digital-only service is entered on another channel; `carry` a draft
    whose answers in common go along. Refused with the alternative where the channel is closed, and where the
    service has no form.
    """
    published = services.published(actor.council, service)
    if published is None or not policy.may_start(actor, published.definition):
        raise NotFound("We could not find that service.")
    whose, acted_by = _for_whom(actor, published, person)
    _check_channel(actor, published, channel, whose, exception)
    known = _known(actor, published, whose, carry, acted=acted_by is not None)
    now, secret = clock.now(), secrets.token_urlsafe(32)
    with transaction.atomic():
        row = models.Draft.objects.create(
            council_id=actor.council,
            version_id=published.version,
            service=service,
            person_id=whose,
            acted_by_id=acted_by,
            contact_id=contact,
            exception_id=exception,
            channel=channel,
            started_on=channel,
            assisted=assisted,
            language=language,
            known=known,
            started_by=actor.user,
            started_at=now,
            last_activity=now,
        )
        key = f"{row.pk}.{secret}"
        row.key_hashes = [queries.hash_key(key)]
        row.save(update_fields=["key_hashes"])
        data = {"service": service, "version": published.version}
        journal.write(actor, DRAFT_STARTED, thing=("draft", row.pk), person=whose, via=channel, data=data)
    return Started(row.pk, key)


def _for_whom(actor: Actor, published: Published, person: int | None) -> tuple[int | None, int | None]:
    """Whose form it is, and which customer begins it for them; None where they begin it themselves or with staff.

    Customers have it on the record of their own sign-in: where a join was wrong, it goes with them.
    """
    if policy.serves(actor):
        return person, None
    if person is None or actor.person is None or person in people.cluster(actor.council, actor.person):
        return people.whose_words(actor), None
    if people.acts_for(actor, person, service=published.definition.code) is None:
        raise NotFound("We could not find that customer.")
    return people.head(actor.council, person), people.whose_words(actor)


def _check_channel(actor: Actor, published: Published, channel: str, person: int | None, exception: int | None) -> None:
    """A closed channel answers with the alternative; a digital-only service may be entered under an exception."""
    definition = published.definition
    if not definition.has_form:
        raise Refusal("This cannot be done here yet. The page of the service says where to go.", code="no-form")
    instead = definition.alternative(channel)
    if instead is None and exception is None:
        return
    granted = people.exceptions_of(actor.council, person) if person is not None and policy.serves(actor) else []
    if exception is not None and exception not in {each.id for each in granted}:
        raise NotFound("We could not find that exception.")
    if instead is None or (definition.digital_only and _has_another_way(actor, person, definition.code)):
        return
    told = definition.digital_only.told if definition.digital_only else ""
    raise Refusal(instead or told or "This service cannot be started this way.", code="channel-closed")


def _has_another_way(actor: Actor, person: int | None, service: str) -> bool:
    serves = person is not None and policy.serves(actor)
    return serves and people.exception_for(actor.council, person or 0, service) is not None


def _known(
    actor: Actor, published: Published, person: int | None, carry: Draft | None, *, acted: bool
) -> dict[str, Any]:
    record: dict[str, Any] = {}
    if person is not None:
        service = published.definition.code
        found = people.prefill_acted(actor, person, service) if acted else people.prefill(actor, person)
        where = found.address
        record = {
            "name": {"first": found.given, "last": found.family} if found.family else found.name,
            "email": found.email,
            "phone": found.phone,
            "date-of-birth": found.date_of_birth,
        }
        if where is not None:
            record["address"] = (
                {"uprn": str(where.uprn)} if where.uprn else f"{where.line}, {where.postcode}".strip(", ")
            )
    carried = carried_from(carry.published.definition, carry.answers) if carry is not None else Known()
    world = queries.context_for(actor.council, channel="web")
    return proposals(published.definition, Known(record, carried.carried, carried.carried_types), world)


def answer_page(
    actor: Actor, *, draft: int, page: str, typed: Mapping[str, Any], key: str = "", keep_what_fits: bool = False
) -> Answered:
    """Read what was posted to a page and save it; then look up the facts that hang on it.

    `typed` by question, as `rules.page.gather_page` gives it. With errors nothing is saved, or with `keep_what_fits`
    (save and come back later) the answers that can stand. Refusal `page-not-yet` when the page is not on the way,
    `draft-finished` or `draft-cleared` when the draft is closed. Files are added by `upload_file`.
    """
    around = queries.Surroundings(actor.council)
    with transaction.atomic():
        row, definition, where = _open_page(actor, draft, key, page)
        files = {question.code: _files(row, question.code) for question in where.questions if _is_file(question)}
        world = queries.context(queries.as_draft(row), around)
        found, errors = read_page(definition, where, {**typed, **files}, row.answers, world)
        if not errors or keep_what_fits:
            _save(row, page, found)
        elif not policy.serves(actor):
            note(row, page, NOT_RIGHT, errors)
    seen = queries.as_draft(row)
    return Answered(seen if errors else _with_facts(actor, seen, key, around), errors)


def answer_entry(
    actor: Actor, *, draft: int, page: str, entry: str | None, typed: Mapping[str, Any], key: str = ""
) -> Answered:
    """Read what was posted for one entry of the group on a page; `entry` is its id, None for a new one.

    With errors (by inner question) nothing is saved. The answer's `entry` is the id of the entry.
    """
    with transaction.atomic():
        row, definition, where = _open_page(actor, draft, key, page)
        group = _group(where)
        world = queries.context(queries.as_draft(row))
        view = View(definition, walk(definition, row.answers, world).live, world)
        answers, errors = read_entry(group, typed, view, whole=True)
        identity = entry or ""
        if errors and not policy.serves(actor):
            note(row, page, NOT_RIGHT, errors)
        if not errors:
            try:
                entries, identity = put_entry(group, row.answers.get(group.code), entry, answers)
            except Unfit as unfit:
                errors = {group.code: unfit.parts}
            else:
                _save(row, page, {group.code: entries})
    return Answered(queries.as_draft(row), errors, identity)


def remove_entry(actor: Actor, *, draft: int, page: str, entry: str, key: str = "") -> Draft:
    """Take one entry out of the group on a page. One that is gone already is no error."""
    with transaction.atomic():
        row, _, where = _open_page(actor, draft, key, page)
        group = _group(where)
        _save(row, page, {group.code: drop_entry(row.answers.get(group.code), entry)})
    return queries.as_draft(row)


def look_up_facts(actor: Actor, *, draft: int, key: str = "", around: queries.Surroundings | None = None) -> Draft:
    """Look up the facts that can be known now and save them with the draft. Never fails because a look-up does.

    Facts of another day are looked up anew (a round that was on its way is over by now): call it before sending, too,
    and before the transaction that sends. A draft that is closed comes back as it is.
    """
    return _with_facts(actor, queries.draft(actor, draft, key=key), key, around)


def _with_facts(actor: Actor, seen: Draft, key: str, around: queries.Surroundings | None = None) -> Draft:
    if seen.state != OPEN:
        return seen
    kept = seen.facts if seen.facts_on == clock.today() else {}
    now = replace(seen, facts=kept)
    definition, asked = now.published.definition, around or queries.Surroundings(actor.council)
    world = queries.context(now, asked)
    found = queries.look_up(actor.council, definition, now.answers, world, asked)
    if seen.facts == (facts := {**kept, **found}):
        return seen
    with transaction.atomic():
        row = open_row(actor, seen.id, key)
        row.facts, row.facts_on = facts, clock.today()
        row.save(update_fields=["facts", "facts_on"])
    return queries.as_draft(row)


def claim_draft(actor: Actor, *, draft: int, key: str) -> Draft:
    """Make a draft the signed-in customer's own, so that it stands in the account. Another's stays theirs."""
    require(actor.person is not None)
    with transaction.atomic():
        row = open_row(actor, draft, key)
        if row.person_id is None:
            row.person_id = people.whose_words(actor)
            row.save(update_fields=["person"])
    return queries.as_draft(row)


def continue_draft(
    actor: Actor, *, draft: int, contact: int | None = None, person: int | None = None, email: str = ""
) -> Started:
    """Staff go on with a customer's draft in the contact in hand: it counts as assisted from here on.

    `person` says whose it is where nobody had said so; a draft of nobody known is found by the `email` it was saved
    with, NotFound otherwise. Returns a key of their own.
    """
    require(policy.serves(actor))
    with transaction.atomic():
        row = open_row(actor, draft, "", email=email)
        key = add_key(row)
        row.assisted, row.helped_by = True, actor.user
        row.contact_id = contact or row.contact_id
        row.person_id = row.person_id or person
        row.last_activity = clock.now()
        row.save(update_fields=["assisted", "helped_by", "contact_id", "person", "last_activity", "key_hashes"])
        data = {"service": row.service}
        journal.write(actor, DRAFT_CONTINUED, thing=("draft", row.pk), person=row.person_id, via=row.channel, data=data)
    return Started(row.pk, key)


def hold_draft(actor: Actor, *, draft: int, key: str = "") -> Draft:
    """Lock the draft for the rest of the caller's transaction and read it: the first step of sending it.

    A draft that was finished meanwhile comes back with its `request`: show that receipt. Refusal `draft-cleared`.
    """
    row = queries.row(actor, draft, key=key, lock=True)
    if row.state == CLEARED:
        raise cleared()
    return queries.as_draft(row)


def finish_draft(actor: Actor, *, held: Draft, request: int, reference: str) -> None:
    """Close the draft that `hold_draft` gave, in the same transaction, with the request that came of it.

    What was typed is taken out: the request holds what was sent.
    """
    now = clock.now()
    with transaction.atomic(savepoint=False):
        rows = models.Draft.objects.filter(council_id=actor.council, id=held.id, state=OPEN)
        closed = rows.update(
            state=FINISHED, request_id=request, reference=reference, finished_at=now, last_activity=now,
            answers={}, known={}, facts={}, code_hash="", email="", email_proved_at=None,
        )  # fmt: skip
        if not closed:
            raise RuntimeError("finish_draft is called with a draft that hold_draft gave, once")
        data = {"service": held.service, "request": request}
        thing = ("draft", held.id)
        journal.write(actor, DRAFT_FINISHED, thing=thing, person=held.person, via=held.channel, data=data)


# What the verbs share ------------------------------------------------------------------------------------------------


def open_row(actor: Actor, draft: int, key: str, *, email: str = "") -> models.Draft:
    """The locked row of an open draft; a Refusal says why a closed one cannot be worked on."""
    row = queries.row(actor, draft, key=key, email=email, lock=True)
    refuse_closed(row)
    return row


def refuse_closed(row: models.Draft) -> None:
    """Raises where the draft is finished or cleared."""
    if row.state == FINISHED:
        raise Refusal(f"You have sent this already. Your reference is {row.reference}.", code="draft-finished")
    if row.state == CLEARED:
        raise cleared()


def cleared() -> Refusal:
    """What to say of a draft that was cleared."""
    return Refusal(
        "We keep an unfinished form for 28 days after you last worked on it. This one is gone. Please start again.",
        code="draft-cleared",
    )


def add_key(row: models.Draft) -> str:
    """Another key to the draft, for another device; the oldest goes when there are many. The caller saves."""
    key = f"{row.pk}.{secrets.token_urlsafe(32)}"
    row.key_hashes = [*row.key_hashes, queries.hash_key(key)][-_MOST_KEYS:]
    return key


def _open_page(actor: Actor, draft: int, key: str, page: str) -> tuple[models.Draft, Definition, Page]:
    row = open_row(actor, draft, key)
    seen = queries.as_draft(row)
    definition = seen.published.definition
    where = definition.page(page)
    if where is None or not may_visit(queries.journey(seen), page):
        raise Refusal("Answer the questions before this one first.", code="page-not-yet")
    return row, definition, where


def _save(row: models.Draft, page: str, found: Mapping[str, Any]) -> None:
    """Saves answers, and forgets the facts that hang on an answer that changed."""
    changed = {code for code, answer in found.items() if row.answers.get(code) != answer}
    row.answers = {**row.answers, **found}
    definition = queries.as_draft(row).published.definition
    row.facts = facts_left(definition, row.facts, changed) if row.facts_on == clock.today() else {}
    row.page = page
    row.last_activity = clock.now()
    row.save(update_fields=["answers", "facts", "page", "last_activity"])


def _files(row: models.Draft, question: str) -> list[str]:
    keys = models.Upload.objects.filter(council_id=row.council_id, draft_id=row.pk, question=question).order_by("id")
    return [str(key) for key in keys.values_list("key", flat=True)]


def _is_file(question: Question) -> bool:
    return question.type in ("file", "photo")


def _group(page: Page) -> Question:
    for question in page.questions:
        if question.type == "group":
            return question
    raise NotFound("There is nothing to add on that page.")
