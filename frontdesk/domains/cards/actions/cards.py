"""The card itself: given, lost, replaced, ended."""

from datetime import date

from django.db import transaction

from frontdesk.domains.cards import models, policy
from frontdesk.domains.cards.actions.granting import apply_rules, carry_known
from frontdesk.domains.cards.actions.holding import (
    Holder,
    card_row,
    has_died,
    holder_of,
    is_own,
    lock,
    new_serial,
    refuse_dead,
    stop_serial,
)
from frontdesk.domains.cards.actions.keys import ensure_key
from frontdesk.domains.cards.queries.cards import in_force
from frontdesk.domains.cards.queries.kinds import kinds_of
from frontdesk.domains.cards.types import (
    BIRTH_PROOFS,
    BIRTH_PROVED,
    CARD,
    CARD_ENDED,
    DIED,
    ENDED,
    GIVEN,
    IN_FORCE,
    IS_ENDED,
    IS_LOST,
    IS_REPLACED,
    LOST,
    REPLACED,
    WHY_CARD_ENDED,
)
from frontdesk.domains.people import actions as people_actions
from frontdesk.domains.people import queries as people
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import Refusal, require
from frontdesk.kernel.references import new_reference

_MAY = "Ask somebody who serves customers to do this."


def give_card(actor: Actor, *, person: int, via: str = "") -> int:
    """Give the customer a card with what they are entitled to by rule; returns its id.

    One who has a card in force, in any of their records, keeps it: there is one for each customer. Numbers of existing
    cards that we know are carried over. Refusal of somebody who has died.
    """
    holder = holder_of(actor, person)
    require(policy.may_give(actor, holder.records), _MAY)
    if not kinds_of(actor.council):
        raise Refusal("This council has no card. Its pack says what a card would open.", code="no-card")
    with transaction.atomic():
        holder = lock(actor.council, holder)
        refuse_dead(actor.council, holder)
        if mine := in_force(actor.council, holder.records):
            return mine[0].pk
        ensure_key(actor)
        row = _new(actor, holder, replaces=_lost(actor.council, holder))
        journal.write(actor, GIVEN, thing=(CARD, row.pk), person=holder.person, via=via)
        carry_known(actor, holder)
        apply_rules(actor.council, holder)
        return row.pk


def report_card_lost(actor: Actor, *, card: int, via: str = "") -> None:
    """Stop a card at once: it is lost or stolen. What was on it waits for the next card. Said twice it is once."""
    row, holder = card_row(actor, card)
    require(policy.may_give(actor, holder.records), _MAY)
    with transaction.atomic():
        holder = lock(actor.council, holder)
        if _stop(actor, row, IS_LOST):
            journal.write(actor, LOST, thing=(CARD, card), person=holder.person, via=via)


def replace_card(actor: Actor, *, card: int, via: str = "") -> int:
    """Give a new card for one that is lost or worn out, with another number and the same on it; returns its id.

    The old one is good no more. Asked twice, or by two at once, there is one new card: the second gets the first's.
    """
    row, holder = card_row(actor, card)
    require(policy.may_give(actor, holder.records), _MAY)
    with transaction.atomic():
        holder = lock(actor.council, holder)
        refuse_dead(actor.council, holder)
        row.refresh_from_db()
        if row.state == IS_ENDED:
            raise Refusal("This card has ended. Give a new card instead.", code="ended")
        others = [each for each in in_force(actor.council, holder.records) if each.pk != card]
        if row.state != IN_FORCE and others:
            return others[-1].pk
        _stop(actor, row, IS_REPLACED)
        ensure_key(actor)
        new = _new(actor, holder, replaces=row)
        journal.write(actor, REPLACED, thing=(CARD, new.pk), person=holder.person, via=via, data={"card": card})
        return new.pk


def end_card(actor: Actor, *, card: int, why: str) -> None:
    """End a card, stopped or not, and with it all that is on it: `why` is a code of WHY_CARD_ENDED."""
    row, holder = card_row(actor, card)
    require(policy.may_grant(actor, holder.records), _MAY)
    if why not in WHY_CARD_ENDED:
        raise Refusal("Choose why the card ends.", field="why")
    with transaction.atomic():
        holder = lock(actor.council, holder)
        _end(actor, row, holder, why)


def end_cards_of(actor: Actor, *, person: int, why: str = DIED) -> int:
    """End every card of a customer, and what is on them: they have died, or their record goes. How many ended."""
    require(actor.is_system)
    holder = holder_of(actor, person)
    with transaction.atomic():
        holder = lock(actor.council, holder)
        mine = in_force(actor.council, holder.records)
        for row in mine:
            _end(actor, row, holder, why)
        _end_all(actor, holder)
        return len(mine)


def bring_back_cards_of(actor: Actor, *, person: int) -> int:
    """They have not died after all: the card that ended for it is in force again, with what was on it. How many are.

    It keeps its number; its code was stopped, and is another one.
    """
    require(actor.is_system)
    holder = holder_of(actor, person)
    with transaction.atomic():
        holder = lock(actor.council, holder)
        mine = models.Card.objects.filter(council_id=actor.council, person_id__in=holder.records)
        last = mine.filter(state=IS_ENDED, ended_why=DIED).order_by("-id").first()
        if last is None or last.ended_at is None or in_force(actor.council, holder.records):
            return 0
        entries = models.Entitlement.objects.filter(council_id=actor.council, person_id__in=holder.records)
        standing = list(entries.filter(ended_at=None).values_list("kind", flat=True))
        ended = entries.filter(ended_why=CARD_ENDED, ended_at__gte=last.ended_at).exclude(kind__in=standing)
        ended.update(ended_at=None, ended_by=None, ended_why="")
        last.state, last.serial, last.ended_at, last.ended_by, last.ended_why = IN_FORCE, new_serial(), None, None, ""
        last.save(update_fields=["state", "serial", "ended_at", "ended_by", "ended_why"])
        journal.write(actor, GIVEN, thing=(CARD, last.pk), person=holder.person)
        apply_rules(actor.council, holder)
        return 1


def settle_death_of(actor: Actor, *, person: int, parted: bool) -> int:
    """Records were joined or `parted`: end the cards of whoever has died by it, bring back those of whoever has not.

    A card that staff ended stays ended. Returns how many changed.
    """
    require(actor.is_system)
    holder = holder_of(actor, person)
    if has_died(actor.council, holder):
        return end_cards_of(actor, person=person) if in_force(actor.council, holder.records) else 0
    ended = models.Card.objects.filter(council_id=actor.council, person_id__in=holder.records, state=IS_ENDED)
    if not parted or not ended.filter(ended_why=DIED, ended_by=None).exists():
        return 0
    return bring_back_cards_of(actor, person=person)


def prove_birth_date(actor: Actor, *, card: int, born_on: date | None, proof: str) -> None:
    """Write down that the date of birth was seen on a document (a code of BIRTH_PROOFS), and grant what follows.

    A record without a date gets this one; one with another date must be corrected first.
    """
    row, holder = card_row(actor, card)
    require(policy.may_grant(actor, holder.records), _MAY)
    if born_on is None or not date(clock.today().year - 130, 1, 1) <= born_on <= clock.today():
        raise Refusal("Enter the date of birth that you saw, like 27 3 1950.", field="born-day")
    if proof not in BIRTH_PROOFS:
        raise Refusal("Choose what you saw it on.", field="proof")
    known = next((each.date_of_birth for each in people.rows(actor, holder.person) if each.date_of_birth), None)
    if known not in (None, born_on):
        raise Refusal(
            "The record has another date of birth. Correct the record first, or look again.", field="born-day"
        )
    with transaction.atomic():
        holder = lock(actor.council, holder)
        row.refresh_from_db()
        if row.state != IN_FORCE:
            raise Refusal("This card is not in force. Give or replace a card first.", code="not-in-force")
        if known is None:
            people_actions.change_person(actor, person=holder.person, date_of_birth=born_on)
        row.born_on, row.born_proof, row.born_seen_by = born_on, proof, actor.user
        row.save(update_fields=["born_on", "born_proof", "born_seen_by"])
        journal.write(actor, BIRTH_PROVED, thing=(CARD, card), person=holder.person, data={"proof": proof})
        apply_rules(actor.council, holder)


def _new(actor: Actor, holder: Holder, replaces: models.Card | None = None) -> models.Card:
    """A card with a number of its own. A date of birth that was seen for the one before holds for it too."""
    whose = (people.whose_words(actor) if is_own(actor, holder) else None) or holder.person
    row = models.Card(
        council_id=actor.council, person_id=whose, number=new_reference(), serial=new_serial(), state=IN_FORCE,
        since=clock.today(), given_at=clock.now(), given_by=actor.user, replaces=replaces,
    )  # fmt: skip
    if replaces is not None:
        row.person_id = replaces.person_id
        row.born_on, row.born_proof, row.born_seen_by = replaces.born_on, replaces.born_proof, replaces.born_seen_by
        row.look_on = replaces.look_on
    row.save()
    return row


def _lost(council: int, holder: Holder) -> models.Card | None:
    """The customer's last card, where it was lost: the next one takes its place."""
    row = models.Card.objects.filter(council_id=council, person_id__in=holder.records).order_by("-id").first()
    return row if row is not None and row.state == IS_LOST else None


def _stop(actor: Actor, row: models.Card, state: str) -> bool:
    """Take a card out of force; whether it was in force until now."""
    row.refresh_from_db()
    if row.state != IN_FORCE:
        return False
    stop_serial(actor.council, row.serial)
    row.state, row.ended_at, row.ended_by = state, clock.now(), actor.user
    row.save(update_fields=["state", "ended_at", "ended_by"])
    return True


def _end(actor: Actor, row: models.Card, holder: Holder, why: str) -> None:
    row.refresh_from_db()
    if row.state == IS_ENDED:
        return
    _stop(actor, row, IS_ENDED)
    row.state, row.ended_why = IS_ENDED, why
    row.save(update_fields=["state", "ended_why"])
    if not in_force(actor.council, holder.records):
        _end_all(actor, holder)
    journal.write(actor, ENDED, thing=(CARD, row.pk), person=holder.person, data={"why": why})


def _end_all(actor: Actor, holder: Holder) -> None:
    rows = models.Entitlement.objects.filter(council_id=actor.council, person_id__in=holder.records, ended_at=None)
    rows.update(ended_at=clock.now(), ended_by=actor.user, ended_why=CARD_ENDED)
