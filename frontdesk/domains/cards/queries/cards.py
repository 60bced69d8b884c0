"""A customer's card and what is on it, read over all records of the customer."""

from collections.abc import Iterable
from datetime import date

from frontdesk.domains.cards import models, policy
from frontdesk.domains.cards.types import IN_FORCE, Card, Entitlement, Held
from frontdesk.domains.people import queries as people
from frontdesk.kernel import access_log, clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, require
from frontdesk.kernel.references import parse_reference

MOST = 50


def held(actor: Actor, person: int) -> Held:
    """The customer's card in force, what is on it and what was. NotFound outside the actor's sight.

    For the customer and for staff who serve; a look by staff is kept.
    """
    records = [each.pk for each in people.rows(actor, person)]
    require(policy.may_give(actor, records))
    if not policy.is_own(actor, records) and not actor.is_system:
        access_log.looked_at(actor, records[0], "card")
    return held_by(actor.council, records)


def held_by(council: int, records: list[int]) -> Held:
    """The same of records whose reader was asked for before, the one in front first."""
    found = cards_of(council, records)
    mine = sorted((each for each in found if each.in_force), key=lambda card: (card.person != records[0], card.id))
    rows = entitlements_of(council, records)
    today = clock.today()
    return Held(
        records[0],
        mine[0] if mine else None,
        tuple(as_one(rows, today)),
        tuple(each for each in reversed(rows) if each.ended_at is not None),
        next((each for each in found if not each.in_force), None),
        tuple(mine[1:]),
    )


def cards_of(council: int, records: Iterable[int]) -> list[Card]:
    """All cards of these records, newest first."""
    found = models.Card.objects.filter(council_id=council, person_id__in=list(records))
    return [as_card(row) for row in found.order_by("-id")[:MOST]]


def entitlements_of(council: int, records: Iterable[int]) -> list[Entitlement]:
    """All entitlements of these records, oldest first."""
    found = models.Entitlement.objects.filter(council_id=council, person_id__in=list(records))
    return [as_entitlement(row) for row in found.order_by("id")[: MOST * 4]]


def as_one(rows: Iterable[Entitlement], today: date) -> list[Entitlement]:
    """Those that hold on a day, each kind once: of two joined records the one that lasts longer."""
    best: dict[str, Entitlement] = {}
    for each in rows:
        if each.holds(today) and (each.kind not in best or lasts_longer(each, best[each.kind])):
            best[each.kind] = each
    return list(best.values())


def lasts_longer(one: Entitlement, other: Entitlement) -> bool:
    """Whether one's last day is behind the other's."""
    return (one.until or date.max) > (other.until or date.max)


def card(actor: Actor, card: int) -> Card:
    """One card by its id, for who may deal with it; NotFound outside the actor's sight."""
    row = models.Card.objects.filter(council_id=actor.council, id=card, person__isnull=False).first()
    if row is None or row.person_id is None:
        raise NotFound("We could not find that card.")
    people.rows(actor, row.person_id)
    return as_card(row)


def holders(actor: Actor, typed: str) -> list[int]:
    """The record that has, or had, the card with this number; none for those who may not know whose a card is."""
    number = parse_reference(typed)
    if number is None or not policy.may_know_whose(actor):
        return []
    rows = models.Card.objects.filter(council_id=actor.council, number=number)
    return list(rows.exclude(person=None).values_list("person_id", flat=True))


def in_force(council: int, records: Iterable[int]) -> list[models.Card]:
    """The cards in force of these records, for this domain's verbs."""
    rows = models.Card.objects.filter(council_id=council, person_id__in=list(records), state=IN_FORCE)
    return list(rows.order_by("id"))


def as_card(row: models.Card) -> Card:
    """The row as everybody above sees it."""
    return Card(
        row.pk, row.person_id, row.number, row.serial, row.state, row.since, row.given_at, row.replaces_id,
        row.born_on, row.born_proof, row.ended_at, row.ended_why,
    )  # fmt: skip


def as_entitlement(row: models.Entitlement) -> Entitlement:
    """The row as everybody above sees it."""
    return Entitlement(
        row.pk, row.person_id, row.kind, row.since, row.until, row.source, row.ground, row.evidence, row.old_number,
        row.granted_at, row.granted_by, row.ended_at, row.ended_why,
    )  # fmt: skip
