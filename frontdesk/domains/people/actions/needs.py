"""Recorded needs, and exceptions to digital-only."""

import re
from datetime import date

from django.db import transaction

from frontdesk.domains.people import models, policy, queries
from frontdesk.domains.people.types import EXCEPTION_ENDED, EXCEPTION_GRANTED, NEED_ENDED, NEED_RECORDED
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal, require

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_WORDS = 500


def record_need(
    actor: Actor,
    *,
    person: int,
    need: str,
    instruction: str,
    sensitive: bool | None = False,
    source: str = "person",
    review_on: date | None = None,
) -> int:
    """Record what the person needs, with their agreement; returns the need's id.

    `need` is a code (interpreter, large-print, slow-speech, carer...), `instruction` the sentence staff see.
    Recording a need the person already has replaces its instruction. `sensitive` None, for words that nobody has read
    yet, keeps it as sensitive as the need it replaces, and a new one sensitive.
    """
    row = queries.row(actor, person)
    require(policy.may_change(actor, queries.cluster(actor.council, person)))
    if not instruction.strip():
        raise Refusal(
            "Enter what staff should do, like 'Speak slowly' or 'Book a Punjabi interpreter'.", field="instruction"
        )
    with transaction.atomic(savepoint=False):
        now = clock.now()
        same = models.Need.objects.filter(council_id=actor.council, person=row, code=need, ended_at=None)
        if sensitive is None:
            sensitive = same.values_list("sensitive", flat=True).order_by("-id").first() is not False
        same.update(ended_at=now)
        made = models.Need.objects.create(
            council_id=actor.council,
            person=row,
            code=need,
            instruction=" ".join(instruction.split()),
            sensitive=sensitive,
            source=source,
            recorded_by=actor.user,
            recorded_at=now,
            review_on=review_on,
        )
        journal.write(actor, NEED_RECORDED, thing=("person", row.id), person=row.id, data={"need": made.id})
    return made.id


def end_need(actor: Actor, *, need: int) -> None:
    """The person does not need this any more; the row stays as history."""
    found = models.Need.objects.filter(council_id=actor.council, id=need, ended_at=None).first()
    if found is None:
        raise NotFound("There is no such need on record.")
    queries.row(actor, found.person_id)
    require(policy.may_change(actor, queries.cluster(actor.council, found.person_id)))
    with transaction.atomic(savepoint=False):
        found.ended_at = clock.now()
        found.save(update_fields=["ended_at"])
        journal.write(actor, NEED_ENDED, thing=("person", found.person_id), person=found.person_id)


def grant_exception(actor: Actor, *, person: int, service: str, reason: str, words: str = "") -> int:
    """Let the person use the digital-only `service` (code) by another way; returns the exception's id.

    `reason` is a code of the service's list, which the caller has looked into: exceptions are counted by it. `words`
    may say more. One that is in force already is returned as it is.
    """
    require(policy.may_grant_exceptions(actor))
    row = queries.row(actor, person)
    if not _CODE.fullmatch(reason):
        raise Refusal("Say why the customer cannot use the online service.", field="reason")
    same = queries.exception_for(actor.council, person, service)
    if same is not None:
        return same.id
    with transaction.atomic(savepoint=False):
        made = models.ServiceException.objects.create(
            council_id=actor.council,
            person=row,
            service=service,
            reason=reason,
            words=" ".join(words.split())[:LONGEST_WORDS],
            granted_by=actor.user,
            granted_at=clock.now(),
        )
        data = {"exception": made.id, "service": service}
        journal.write(actor, EXCEPTION_GRANTED, thing=("person", row.id), person=row.id, data=data)
    return made.id


def end_exception(actor: Actor, *, exception: int) -> None:
    """The exception no longer holds; what was done under it stays so."""
    require(policy.may_grant_exceptions(actor))
    found = models.ServiceException.objects.filter(council_id=actor.council, id=exception, ended_at=None).first()
    if found is None:
        raise NotFound("There is no such exception in force.")
    queries.row(actor, found.person_id)
    with transaction.atomic(savepoint=False):
        found.ended_at = clock.now()
        found.save(update_fields=["ended_at"])
        data = {"exception": found.id, "service": found.service}
        journal.write(actor, EXCEPTION_ENDED, thing=("person", found.person_id), person=found.person_id, data=data)
