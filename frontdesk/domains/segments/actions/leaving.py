"""Customers who are in no segment, because they said so or asked for it by right; and taking people out."""

from collections.abc import Callable, Iterable

from django.db import transaction

from frontdesk.domains.people import queries as people
from frontdesk.domains.segments import models
from frontdesk.domains.segments.actions.rounds import look_at
from frontdesk.domains.segments.queries.customers import is_left_out
from frontdesk.domains.segments.types import BACK_IN, LEFT_OUT
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound


def leave_out(actor: Actor, *, person: int | None = None) -> None:
    """Put the signed-in customer, or `person` for what asks by right (the installation's own work), in no segment from
    now on. Twice is once; what is asked by right stands also where they had said so before."""
    whose = _whose(actor, person)
    with transaction.atomic():
        row, made = models.LeftOut.objects.select_for_update().get_or_create(
            council_id=actor.council, person_id=whose, defaults={"at": clock.now(), "by_right": person is not None}
        )
        if person is not None and not row.by_right:
            row.by_right = True
            row.save(update_fields=["by_right"])
        records = people.cluster(actor.council, whose)
        models.Standing.objects.filter(council_id=actor.council, person_id__in=records).delete()
        look_at(actor.council, records)  # a round that counts them at this moment may write them once more
        if made:
            journal.write(actor, LEFT_OUT, thing=("person", whose), person=whose)


def come_back(actor: Actor) -> bool:
    """The signed-in customer is counted among the segments again, from the next round on; whether they are.

    It takes back what they said themselves, and nothing else: not what stands by right, and not what somebody said
    whose record is joined to theirs.
    """
    whose = _whose(actor, None)
    with transaction.atomic():
        own = models.LeftOut.objects.filter(council_id=actor.council, person_id=whose, by_right=False)
        if own.delete()[0]:
            look_at(actor.council, [whose])
            journal.write(actor, BACK_IN, thing=("person", whose), person=whose)
        return not is_left_out(actor.council, people.cluster(actor.council, whose))


def end_right(actor: Actor, *, person: int, stands: Callable[[], bool]) -> None:
    """What this customer asked by right is withdrawn or was refused: they stay out until they say otherwise, which
    their own word does from now on. `stands` says whether they asked for more, and is asked while nobody can."""
    with transaction.atomic():
        rows = models.LeftOut.objects.select_for_update().filter(council_id=actor.council, person_id=person)
        row = rows.filter(by_right=True).first()
        if row is not None and not stands():
            row.by_right = False
            row.save(update_fields=["by_right"])


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
    own = people.whose_words(actor)
    if person is not None or own is None:
        raise NotFound("We hold nothing under your sign-in yet.")
    return own
