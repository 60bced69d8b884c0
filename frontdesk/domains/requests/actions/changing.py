"""Correcting what was sent, and moving a request to the service it should have been, without retyping."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction

from frontdesk.domains.forms import queries as forms
from frontdesk.domains.forms.rules.assess import Assessment, assess
from frontdesk.domains.requests import models, policy
from frontdesk.domains.requests.actions import telling
from frontdesk.domains.requests.actions.held import Held, hold, save, tell_clock
from frontdesk.domains.requests.actions.owners import owner_for, team_named
from frontdesk.domains.requests.actions.promises import promise_of
from frontdesk.domains.requests.actions.spots import where
from frontdesk.domains.requests.rules import steps
from frontdesk.domains.requests.types import CORRECTED, RECATEGORISED, Incomplete
from frontdesk.domains.services import queries as services
from frontdesk.domains.services.definition.model import Definition
from frontdesk.domains.services.definition.workflow import workflow_of
from frontdesk.domains.services.types import Published
from frontdesk.domains.standards.rules.clock_data import rule_as_data
from frontdesk.domains.standards.types import Events
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal, require


def correct(actor: Actor, *, request: int, answers: Mapping[str, Any], follow: str = "") -> list[str]:
    """Correct answers of an open request (those given; the others stay); returns the codes that changed.

    What was sent before stays on record. The whole form is assessed again as of the day of receipt: Incomplete when
    something is missing or wrong, Refusal when we could not have taken it so.
    """
    with transaction.atomic():
        held = hold(actor, request, follow=follow)
        require(steps.CUSTOMER in held.who or policy.may_work(actor))
        _refuse_closed(held)
        last = latest(held.row)
        assessed = _assess(held, held.definition, {**last.answers, **answers})
        changed = sorted(
            code for code in {*last.answers, *assessed.answers} if last.answers.get(code) != assessed.answers.get(code)
        )
        if not changed:
            return []
        _write(actor, held, last.number + 1, assessed)
        save(actor, held, CORRECTED, {"fields": changed})
    return changed


def recategorise(actor: Actor, *, request: int, service: str, answers: Mapping[str, Any] | None = None) -> None:
    """Move the request to another service: same reference, same day of receipt, the new promise from the start.

    Answers to the same questions go along; `answers` give what the new form asks beside them (Incomplete says what).
    """
    require(policy.may_work(actor))
    with transaction.atomic():
        held = hold(actor, request)
        _refuse_closed(held)
        published = services.published(actor.council, service)
        if published is None or not services.named_for(actor, published.definition):
            raise NotFound("We could not find that service.")
        if service == held.row.service:
            raise Refusal("The request is of that service already.", field="service")
        last = latest(held.row)
        carried = carried_over(held.definition, published.definition, last.answers)
        assessed = _assess(held, published.definition, {**carried, **(answers or {})})
        before = held.row.service
        _become(held, published, assessed)
        _write(actor, held, last.number + 1, assessed)
        save(actor, held, RECATEGORISED, {"from": before, "to": service, "team": held.row.team_id})
        telling.tell_customer(actor, held, "changed")


def carried_over(old: Definition, new: Definition, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers to questions that both services ask, by code and type."""
    found = {}
    for code, answer in answers.items():
        asked, asks = old.question(code), new.question(code)
        if asked is not None and asks is not None and asked.type == asks.type:
            found[code] = answer
    return found


def latest(row: models.Request) -> models.RequestAnswers:
    """The answers as they stand."""
    found = models.RequestAnswers.objects.filter(council_id=row.council_id, request=row).order_by("-number").first()
    assert found is not None, "every request is made with answers"
    return found


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
    rule = promise.rule if promise else None
    if rule is not None and row.clock is not None:
        tell_clock(held, Events.RECATEGORISED, rule=rule)
    else:
        row.clock = {"code": rule.code, **rule_as_data(rule)} if rule else None
    row.promise = promise.code if promise else ""
    row.promise_version = promise.version if promise else None
    row.promise_words = promise.words if promise else ""
    held.definition, held.workflow = definition, workflow


def _assess(held: Held, definition: Definition, answers: Mapping[str, Any]) -> Assessment:
    """The form as of the day of receipt: what was in time then does not become late by being corrected."""
    row = held.row
    facts = {"ward": row.ward} if row.ward else {}
    world = forms.context_for(row.council_id, channel=row.channel, assisted=row.assisted, facts=facts)
    assessed = assess(definition, answers, replace(world, today=row.local_day))
    if assessed.errors:
        sentence = next(iter(assessed.sentences), "Some questions are not answered yet.")
        raise Incomplete(sentence, errors=assessed.errors, page=assessed.page.code if assessed.page else "")
    if not assessed.ok:
        why = assessed.ending.reason or assessed.ending.title if assessed.ending else ""
        raise Refusal(f"With these answers we could not take it. {why}".strip(), code="not-taken")
    return assessed


def _write(actor: Actor, held: Held, number: int, assessed: Assessment) -> None:
    row = held.row
    place = where(row.council_id, held.definition, assessed.answers)
    fees = [worked.total for worked in assessed.amounts if worked.amount.use == "fee"]
    row.uprn, row.easting, row.northing = place.spot.uprn, place.spot.easting, place.spot.northing
    row.ward = place.ward or row.ward
    row.fee = sum(fees) if fees else None
    models.RequestAnswers.objects.create(
        council_id=row.council_id,
        request=row,
        number=number,
        version_id=row.version_id,
        answers=assessed.answers,
        made_at=held.now,
        made_by=actor.user,
    )


def _refuse_closed(held: Held) -> None:
    if held.row.closed_at is not None:
        raise Refusal("This request is closed. Open it again first.", code="closed")
