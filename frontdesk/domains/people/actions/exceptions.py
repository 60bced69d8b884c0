"""Exceptions to digital-only: granted for one service, or following from a recorded need."""

import re

from django.db import transaction

from frontdesk.domains.people import models, policy, queries
from frontdesk.domains.people.types import EXCEPTION_ENDED, EXCEPTION_GRANTED
from frontdesk.domains.people.types.needs import BY_NEED
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal, require
from frontdesk.kernel.words import one_line

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_WORDS = 500


def grant_exception(actor: Actor, *, person: int, service: str, reason: str, words: str = "") -> int:
    """Let the person use the digital-only `service` (code) by another way; returns the exception's id.

    `reason` is a code of the service's list, which the caller has looked into: exceptions are counted by it. `words`
    may say more. One that is in force already is returned as it is.
    """
    require(policy.may_grant_exceptions(actor))
    row = queries.row(actor, person)
    if not _CODE.fullmatch(reason):
        raise Refusal("Say why the customer cannot use the online service.", field="reason")
    same = next((one for one in queries.exceptions_of(actor.council, person) if one.service == service), None)
    if same is not None:
        return same.id
    return _write(actor, row, service, reason, words=one_line(words, LONGEST_WORDS))


def exception_in_force(actor: Actor, *, person: int, service: str) -> int | None:
    """The exception by which the person uses the digital-only `service` another way; None when there is none.

    One that follows from a need is written down now that it is used, so that it counts like any other. Nothing is
    granted by it, so whoever sees the record and enters the form may use it. NotFound out of sight.
    """
    found = queries.exception_for(actor.council, person, service)
    if found is None or found.id:
        return found.id if found else None
    require(policy.may_see_people(actor))
    return _write(actor, queries.row(actor, person), service, BY_NEED, need=found.need)


def _write(
    actor: Actor, row: models.Person, service: str, reason: str, *, words: str = "", need: int | None = None
) -> int:
    with transaction.atomic(savepoint=False):
        made = models.ServiceException.objects.create(
            council_id=actor.council,
            person=row,
            service=service,
            reason=reason,
            words=words,
            granted_by=actor.user,
            granted_at=clock.now(),
            need_id=need,
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
