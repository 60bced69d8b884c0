"""Relations between people: who is whose carer, parent, landlord. They let nobody do anything."""

from datetime import date

from django.db import transaction

from frontdesk.domains.people import models, policy, queries
from frontdesk.domains.people.actions.clusters import locked, refuse_same
from frontdesk.domains.people.types import OWN_RECORD
from frontdesk.domains.people.types.acting import RELATED, RELATION_ENDED, RELATIONS
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal, require


def relate(actor: Actor, *, person: int, other: int, kind: str, since: date | None = None, source: str = "desk") -> int:
    """Record that `person` is the `kind` (code) of `other`; returns the relation's id. One that we have is returned."""
    require(policy.may_see_people(actor))
    ids = [each.pk for one in (person, other) for each in queries.rows(actor, one)]
    require(policy.of_somebody_else(actor, ids), OWN_RECORD)
    if kind not in RELATIONS:
        raise Refusal("Choose how they stand to each other.", field="kind")
    with transaction.atomic():
        fronts = locked(actor.council, [person, other])
        refuse_same(fronts[person], fronts[other])
        row, new = models.Relation.objects.get_or_create(
            council_id=actor.council, person_id=fronts[person], other_id=fronts[other], kind=kind, ended_at=None,
            defaults={"since": since, "source": source, "recorded_by": actor.user, "recorded_at": clock.now()},
        )  # fmt: skip
        if new:
            _write(actor, RELATED, row)
    return row.pk


def end_relation(actor: Actor, *, relation: int) -> None:
    """It is so no longer; the row stays as history. One that has ended is left as it is."""
    require(policy.may_see_people(actor))
    with transaction.atomic():
        rows = models.Relation.objects.select_for_update(no_key=True).filter(council_id=actor.council, id=relation)
        row = rows.first()
        if row is None:
            raise NotFound("We could not find that relation.")
        ids = [each.pk for one in (row.person_id, row.other_id) for each in queries.rows(actor, one)]
        require(policy.of_somebody_else(actor, ids), OWN_RECORD)
        if row.ended_at is None:
            row.ended_at, row.until = clock.now(), clock.today()
            row.save(update_fields=["ended_at", "until"])
            _write(actor, RELATION_ENDED, row)


def _write(actor: Actor, kind: str, row: models.Relation) -> None:
    """An entry for each of the two: it stands in the timeline of both."""
    here, there = {"other": row.other_id, "kind": row.kind}, {"other": row.person_id, "kind": row.kind, "side": "other"}
    journal.write_many(
        actor,
        [
            journal.Entry(kind, "relation", row.pk, person=row.person_id, data=here),
            journal.Entry(kind, "relation", row.pk, person=row.other_id, data=there),
        ],
    )
