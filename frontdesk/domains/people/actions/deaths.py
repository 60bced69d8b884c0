"""The verbs of a death: said to us, recorded with evidence, and taken back where it was not so."""

from datetime import date

from django.db import transaction

from frontdesk.domains.people import models, policy, queries
from frontdesk.domains.people.actions.clusters import locked
from frontdesk.domains.people.queries.deaths import as_death
from frontdesk.domains.people.rules.deaths import LONGEST_WORDS, wrong_death
from frontdesk.domains.people.types import OWN_RECORD
from frontdesk.domains.people.types.deaths import DEATH_ENDED, DEATH_SAID, DIED
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal, require
from frontdesk.kernel.words import one_line

_ASK = "Ask an adviser, an officer or a manager to record that somebody has died."
_ASK_MANAGER = "Ask a manager: they take back a death that was recorded with evidence."


def say_died(actor: Actor, *, person: int, source: str) -> int:
    """Somebody told us that this customer has died; returns the death's id, the standing one where there is one.

    From this moment no message goes to them by itself: what is in the queue and what is written later is held, until
    staff have seen evidence (`record_death`) or know that it is not so (`end_death`). It changes nothing else.
    """
    require(policy.may_see_people(actor))
    queries.rows(actor, person)
    with transaction.atomic(savepoint=False):
        records = locked(actor.council, [person])
        row = _standing(actor.council, list(records), person)
        if row is not None:
            return row.pk
        row = _new(actor, person, source)
        journal.write(actor, DEATH_SAID, thing=("death", row.pk), person=person, via=source)
    return row.pk


def record_death(
    actor: Actor, *, person: int, died_on: date | None, evidence: str, words: str = "", source: str = "desk"
) -> int:
    """Record with the evidence that staff saw that this customer has died; returns the death's id.

    `evidence` is a code of `types.deaths.PROOFS`, `words` where it can be found again. Messages to them have stopped,
    whoever acted for them does so no longer, and nobody acts by their authority, until it is taken back. Recorded
    again, day and evidence are put right. Refuses a day in the future, and one's own record.
    """
    require(policy.may_record_deaths(actor), _ASK)
    records = queries.rows(actor, person)
    require(policy.of_somebody_else(actor, [each.pk for each in records]), OWN_RECORD)
    born = next((each.date_of_birth for each in records if each.date_of_birth), None)
    field, sentence = wrong_death(died_on=died_on, evidence=evidence, born=born, today=clock.today())
    if sentence:
        raise Refusal(sentence, field=field)
    with transaction.atomic():
        fronts = locked(actor.council, [person])
        if models.Organisation.objects.filter(council_id=actor.council, person_id__in=list(fronts)).exists():
            raise Refusal("This is an organisation. It cannot die; end who acts for it instead.")
        row = _standing(actor.council, list(fronts), person) or _new(actor, person, source)
        row.died_on, row.evidence, row.words = died_on, evidence, one_line(words, LONGEST_WORDS)
        row.recorded_at, row.recorded_by = clock.now(), actor.user
        row.save(update_fields=["died_on", "evidence", "words", "recorded_at", "recorded_by"])
        data = {"evidence": evidence, "records": sorted(fronts)}
        journal.write(actor, DIED, thing=("death", row.pk), person=row.person_id, via=source, data=data)
    return row.pk


def end_death(actor: Actor, *, person: int, why: str) -> None:
    """It was not so: messages that were held go out, and whoever acted for them does so again.

    What was recorded with evidence is taken back by managers only. Refused without the reason; NotFound where nobody
    said anything.
    """
    require(policy.may_record_deaths(actor), _ASK)
    ids = [each.pk for each in queries.rows(actor, person)]
    require(policy.of_somebody_else(actor, ids), OWN_RECORD)
    if not why.strip():
        raise Refusal("Say how you know that it is not so.", field="why")
    with transaction.atomic():
        found = locked(actor.council, [person])
        rows = models.Death.objects.filter(council_id=actor.council, person_id__in=list(found), ended_at=None)
        standing = list(rows.order_by("id").select_for_update(no_key=True))
        if not standing:
            raise NotFound("Nobody has told us that they died, or it was taken back already.")
        require(policy.may_take_back(actor) or not any(map(_is_sure, standing)), _ASK_MANAGER)
        for row in standing:
            row.ended_at, row.ended_by, row.ended_why = clock.now(), actor.user, one_line(why, LONGEST_WORDS)
            row.save(update_fields=["ended_at", "ended_by", "ended_why"])
            data = {"sure": _is_sure(row), "records": sorted(found)}
            journal.write(actor, DEATH_ENDED, thing=("death", row.pk), person=row.person_id, data=data)


def _is_sure(row: models.Death) -> bool:
    return as_death(row).sure


def _standing(council: int, records: list[int], first: int) -> models.Death | None:
    """What stands of these records' death, of the record asked for before another's. The caller holds the records."""
    rows = models.Death.objects.filter(council_id=council, person_id__in=records, ended_at=None).order_by("id")
    return min(rows, key=lambda row: (row.recorded_at is None, row.person_id != first), default=None)


def _new(actor: Actor, person: int, source: str) -> models.Death:
    return models.Death.objects.create(
        council_id=actor.council, person_id=person, source=source, said_at=clock.now(), said_by=actor.user
    )
