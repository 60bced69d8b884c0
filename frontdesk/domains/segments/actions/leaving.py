"""Customers who are in no segment, because they said so or asked for it by right; and taking people out."""

from collections.abc import Iterable

from django.db import transaction

from frontdesk.domains.people import queries as people
from frontdesk.domains.segments import models
from frontdesk.domains.segments.actions.rounds import look_at
from frontdesk.domains.segments.types import BACK_IN, LEFT_OUT
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound


def leave_out(actor: Actor, *, person: int | None = None) -> None:
    """Put the signed-in customer, or `person` for what asks by right (the installation's own work), in no segment from
    now on. Twice is once."""
    whose = _whose(actor, person)
    with transaction.atomic():
        _, made = models.LeftOut.objects.get_or_create(
            council_id=actor.council, person_id=whose, defaults={"at": clock.now(), "by_right": person is not None}
        )
        records = people.cluster(actor.council, whose)
        models.Standing.objects.filter(council_id=actor.council, person_id__in=records).delete()
        look_at(actor.council, records)  # a round that counts them at this moment may write them once more
        if made:
            journal.write(actor, LEFT_OUT, thing=("person", whose), person=whose)


def come_back(actor: Actor) -> None:
    """The signed-in customer is counted among the segments again, from the next round on."""
    whose = _whose(actor, None)
    records = people.cluster(actor.council, whose)
    with transaction.atomic():
        gone, _ = models.LeftOut.objects.filter(council_id=actor.council, person_id__in=records).delete()
        if gone:
            look_at(actor.council, [whose])
            journal.write(actor, BACK_IN, thing=("person", whose), person=whose)


def erase_people(*, council: int, people: Iterable[int]) -> int:
    """Take away the segment of these people and what led to it; how many rows. The counts stay: they name nobody."""
    records = list(people)
    with transaction.atomic(savepoint=False):
        left, _ = models.LeftOut.objects.filter(council_id=council, person_id__in=records).delete()
        stood, _ = models.Standing.objects.filter(council_id=council, person_id__in=records).delete()
        look_at(council, records)
    return left + stood


def _whose(actor: Actor, person: int | None) -> int:
    if person is not None and actor.is_system:
        return person
    if person is not None or actor.person is None:
        raise NotFound("We hold nothing under your sign-in yet.")
    return actor.person
