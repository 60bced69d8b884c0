"""Correcting what was sent, and moving a request to the service it should have been, without retyping."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from frontdesk.domains.forms import queries as forms
from frontdesk.domains.forms.rules.assess import Assessment
from frontdesk.domains.forms.rules.attached import not_attached
from frontdesk.domains.requests import models, policy
from frontdesk.domains.requests.actions import telling
from frontdesk.domains.requests.actions.asking import said
from frontdesk.domains.requests.actions.forgetting import end_followers
from frontdesk.domains.requests.actions.held import Held, hold, refuse_moved_on, save, tell_clock, write_text
from frontdesk.domains.requests.actions.owners import owner_for, team_named
from frontdesk.domains.requests.actions.placing import contacts_of, place_contacts
from frontdesk.domains.requests.actions.spots import where
from frontdesk.domains.requests.queries.changing import RESTRICTED, assessed, is_hidden, latest, may_become
from frontdesk.domains.requests.queries.judged import facts_if_corrected, facts_if_moved, to_keep
from frontdesk.domains.requests.queries.promises import promise_of
from frontdesk.domains.requests.rules import steps
from frontdesk.domains.requests.rules.changing import carried_over, changed
from frontdesk.domains.requests.types import CORRECTED, REASON, RECATEGORISED, Incomplete
from frontdesk.domains.services.definition.model import Definition
from frontdesk.domains.services.definition.workflow import workflow_of
from frontdesk.domains.services.types import Published
from frontdesk.domains.standards.rules.clock_data import rule_as_data
from frontdesk.domains.standards.types import Events
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import Refusal, require


def correct(
    actor: Actor,
    *,
    request: int,
    answers: Mapping[str, Any],
    reason: str = "",
    follow: str = "",
    seen: int | None = None,
) -> list[str]:
    """Correct answers of an open request (those given; the others stay); returns the codes that changed.

    Judged by the facts of then; what hangs on a changed answer is looked up before the transaction.

    What was sent before stays on record, with `reason` for colleagues; the customer is told, also of their own. The
    whole form is assessed again as of the day of receipt: Incomplete when something is missing or wrong, Refusal when
    we could not have taken it so.
    """
    with transaction.atomic():
        held, judged = open_to_correct(actor, request, follow=follow, seen=seen)
    facts = facts_if_corrected(held.row, held.definition, judged, {**judged.answers, **answers})
    with transaction.atomic():
        held, last = open_to_correct(actor, request, follow=follow, seen=seen)
        refuse_moved_on(judged.number, last.number)
        found = judge(held, held.definition, {**last.answers, **answers}, facts)
        fields = changed(last.answers, found.answers)
        if not fields:
            return []
        text = write_text(held, REASON, said(reason, "reason", ""), actor=actor).pk if reason.strip() else None
        write_answers(actor, held, last.number + 1, found, facts)
        save(actor, held, CORRECTED, {"fields": fields, "number": last.number + 1, "text": text})
        telling.tell_customer(actor, held, "changed", extra=_told(held, fields))
    return fields


def _told(held: Held, fields: Iterable[str]) -> str:
    """What we tell the customer about a correction: which answers, not what they say."""
    questions = [held.definition.question(code) for code in fields]
    labels = ", ".join(f"“{question.label}”" for question in questions if question is not None)
    if held.by_customer:
        return f"You corrected: {labels}. If this was not you, reply and tell us."
    return f"We corrected what we have about: {labels}. If you do not agree, reply and tell us."


def recategorise(
    actor: Actor, *, request: int, service: str, answers: Mapping[str, Any] | None = None, seen: int | None = None
) -> None:
    """Move the request to another service: same reference, same day of receipt, the new promise from the start.

    Answers to the same questions go along; `answers` give what the new form asks beside them (Incomplete says what).
    The new service's facts are looked up before the transaction.
    """
    require(policy.may_work(actor))
    with transaction.atomic():
        held, judged = _open_answers(hold(actor, request, seen=seen))
        published = may_become(actor, held.row, service)
        carried = carried_over(held.definition, published.definition, judged.answers)
    given = {**carried, **(answers or {})}
    facts = facts_if_moved(held.row, published.definition, given)
    with transaction.atomic():
        held, last = _open_answers(hold(actor, request, seen=seen))
        refuse_moved_on(judged.number, last.number)
        found = judge(held, published.definition, given, facts)
        before = held.row.service
        _become(held, published, found)
        if held.row.restricted:
            end_followers(actor.council, [held.row.pk])
        write_answers(actor, held, last.number + 1, found, facts)
        save(actor, held, RECATEGORISED, {"from": before, "to": service, "team": held.row.team_id})
        telling.tell_customer(actor, held, "changed")


def _become(held: Held, published: Published, assessed: Assessment) -> None:
    """Put the new service into the row: version, team, owner, workflow, promise."""
    row, definition = held.row, published.definition
    workflow = workflow_of(definition)
    promise = promise_of(row.council_id, definition.code, assessed.standard, row.received_at)
    kept = workflow.status(row.status)
    if kept is None or steps.state_of(workflow, row.status) != row.state:
        if row.state == steps.WAITING:
            tell_clock(held, Events.RESUMED, steps.CUSTOMER)
        row.status, row.state = workflow.start, steps.state_of(workflow, workflow.start)
    team = team_named(row.council_id, assessed.team, definition)
    if team.id != row.team_id or definition.restricted is not None:
        row.team_id, row.owner_id = team.id, owner_for(row.council_id, team.id, definition)
    row.service, row.version_id = definition.code, published.version
    row.kind, row.tier = definition.kind, definition.tier
    row.restricted = definition.restricted is not None
    row.ending = assessed.ending.code if assessed.ending else ""
    if row.missed or (row.due_at is not None and row.due_at < held.now):
        row.missed_promise = row.missed_promise or row.promise
    rule = promise.rule if promise else None
    if row.clock is not None:
        tell_clock(held, Events.RECATEGORISED, rule=rule)
    elif rule is not None:
        row.clock = {"code": rule.code, **rule_as_data(rule)}
    row.promise = promise.code if promise else ""
    row.promise_version = promise.version if promise else None
    row.promise_words = promise.words if promise else ""
    held.definition, held.workflow = definition, workflow


def judge(held: Held, definition: Definition, answers: Mapping[str, Any], facts: Mapping[str, Any]) -> Assessment:
    """The form assessed once more: Incomplete when something is missing, Refusal when we could not have taken it.

    Files are those that came with the request (`correct_file` puts others in their place).
    """
    uploads = forms.uploads_of_request(held.row.council_id, held.row.pk)
    before = latest(held.row).answers.values()
    known = {each.key for each in uploads} | {
        key for keys in before if isinstance(keys, list) for key in map(str, keys)
    }
    if wrong := not_attached(definition, answers, known):
        raise Incomplete.of(wrong)
    found = assessed(held.row, definition, answers, facts)
    if found.errors:
        raise Incomplete.of(found.errors, found.page.code if found.page else "")
    if not found.ok:
        why = found.ending.reason or found.ending.title if found.ending else ""
        raise Refusal(f"With these answers we could not take it. {why}".strip(), code="not-taken")
    return found


def write_answers(actor: Actor, held: Held, number: int, assessed: Assessment, facts: Mapping[str, Any]) -> None:
    """Keep the answers as they stand from now on, and what the row has of them: where, in which ward, the fee."""
    row = held.row
    place = where(forms.Surroundings(row.council_id), held.definition, assessed.answers)
    fees = [worked.total for worked in assessed.amounts if worked.amount.use == "fee"]
    row.uprn, row.easting, row.northing = place.spot.uprn, place.spot.easting, place.spot.northing
    if place.ward and place.ward != row.ward:
        row.ward = place.ward
        row.save(update_fields=["ward"])
        place_contacts(actor, contacts_of(row))
    row.fee = sum(fees) if fees else None
    models.RequestAnswers.objects.create(
        council_id=row.council_id,
        request=row,
        number=number,
        version_id=row.version_id,
        answers=assessed.answers,
        facts=to_keep(held.definition, facts),
        made_at=held.now,
        made_by=actor.user,
    )


def open_to_correct(actor: Actor, request: int, *, follow: str, seen: int | None) -> tuple[Held, models.RequestAnswers]:
    """The request held for a correction, with its answers as they stand.

    The customer may correct, and staff who work on requests and may read what was sent. Refusal for a closed one.
    """
    held = hold(actor, request, follow=follow, seen=seen)
    require(steps.CUSTOMER in held.who or policy.may_work(actor))
    require(held.by_customer or not is_hidden(actor, held.row), RESTRICTED)
    return _open_answers(held)


def _open_answers(held: Held) -> tuple[Held, models.RequestAnswers]:
    """An open request with its answers as they stand; Refusal for a closed one."""
    if held.row.closed_at is not None:
        raise Refusal("This request is closed. Open it again first.", code="closed")
    return held, latest(held.row)
