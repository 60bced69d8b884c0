"""What every verb of cards begins with: whose it is, who may, nobody else beside it; and stopping a code."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from frontdesk.domains.cards import models, policy
from frontdesk.domains.cards.queries.cards import in_force
from frontdesk.domains.people import actions as people_actions
from frontdesk.domains.people import queries as people
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal

WORDS = 200
"""The longest that somebody writes of what they saw."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A customer: the record in front, and all records of theirs with it first."""

    person: int
    records: tuple[int, ...]


def holder_of(actor: Actor, person: int) -> Holder:
    """The customer of a record that the actor may see; NotFound otherwise."""
    records = tuple(each.pk for each in people.rows(actor, person))
    return Holder(records[0], records)


def lock(council: int, holder: Holder) -> Holder:
    """Nobody else writes cards of this customer, or joins them, until the transaction ends."""
    fronts = people_actions.locked(council, [holder.person])
    front = fronts.get(holder.person, holder.person)
    return Holder(front, (front, *(each for each in sorted(fronts) if each != front)))


def refuse_dead(council: int, holder: Holder) -> None:
    """Nothing is put on a card of somebody whose death is recorded; one that was only said stops nothing."""
    if has_died(council, holder):
        raise Refusal("It is recorded that they have died, so there is no card for them. If that is not so, tell us.")


def has_died(council: int, holder: Holder) -> bool:
    """Whether staff recorded with evidence that this customer has died, on whichever of their records."""
    death = people.death_of(council, holder.person)
    return death is not None and death.sure


def card_row(actor: Actor, card: int) -> tuple[models.Card, Holder]:
    """A card and its holder, as far as the actor may see them; NotFound otherwise."""
    row = models.Card.objects.filter(council_id=actor.council, id=card).first()
    if row is None or row.person_id is None:
        raise NotFound("We could not find that card.")
    return row, holder_of(actor, row.person_id)


def is_own(actor: Actor, holder: Holder) -> bool:
    """Whether it is the actor's own."""
    return policy.is_own(actor, holder.records)


def new_serial() -> str:
    """A serial that nobody guesses."""
    return secrets.token_urlsafe(9)


def stop_serial(council: int, serial: str) -> None:
    """Codes with this serial are good no more."""
    models.StoppedSerial.objects.create(council_id=council, serial=serial, stopped_at=clock.now())


def restamp(council: int, records: Iterable[int]) -> None:
    """What codes of these records' cards say is not so any more: they get another serial. The number stays."""
    for row in in_force(council, records):
        stop_serial(council, row.serial)
        row.serial = new_serial()
        row.save(update_fields=["serial"])
