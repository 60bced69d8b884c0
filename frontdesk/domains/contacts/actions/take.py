"""Taking a contact: opened when it is answered, in one adviser's hand until it has ended and is wrapped up."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from frontdesk.domains.contacts import models, policy, rules
from frontdesk.domains.contacts.queries import lists_of
from frontdesk.domains.contacts.types import (
    CONTACT_ENDED,
    CONTACT_NAMED,
    CONTACT_OPENED,
    CONTACT_WRAPPED_UP,
    INBOUND,
    MATTER_ADDED,
    MatterIn,
    WrapUp,
)
from frontdesk.domains.people import queries as people
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal, require


def open_contact(
    actor: Actor,
    *,
    channel: str,
    person: int | None = None,
    direction: str = INBOUND,
    started_at: datetime | None = None,
    assisted: bool = False,
) -> int:
    """Take a contact in hand now; returns its id.

    `started_at` (aware) is when the customer began to wait, now if not given. Refusal for an unknown person,
    and when the actor has another contact in hand: the database lets nobody hold two.
    """
    require(policy.may_take(actor) and actor.user is not None)
    now = clock.now()
    rules.check_channel(lists_of(actor.council), channel, direction)
    rules.check_time(started_at, now, "started_at")
    rules.check_person(person, people.called(actor, [person] if person is not None else []))
    started = min(started_at or now, now)
    try:
        # A savepoint of its own: the refusal must leave the caller's transaction usable.
        with transaction.atomic():
            row = models.Contact.objects.create(
                council_id=actor.council,
                channel=channel,
                direction=direction,
                person_id=person,
                handler_id=actor.user,
                started_at=started,
                answered_at=now,
                local_day=started.astimezone(clock.LOCAL).date(),
                assisted=assisted,
            )
            journal.write(actor, CONTACT_OPENED, thing=("contact", row.pk), person=person, via=channel)
    except IntegrityError as error:
        if "contact_one_in_hand" not in str(error):
            raise
        raise Refusal("Wrap up the contact you have in hand first.", code="in-hand") from None
    return row.pk


def add_matter(actor: Actor, *, contact: int, service: str = "", reason: str = "", only: bool = False) -> int:
    """Add a matter to a contact in hand; returns the matter's id. `only`: Refusal when it has one already."""
    rules.check_matter(lists_of(actor.council, service), MatterIn(service, reason))
    with transaction.atomic():
        row = _locked(actor, contact)
        position = models.Matter.objects.filter(council_id=actor.council, contact_id=contact).count() + 1
        if only and position > 1:
            raise Refusal("This contact has a matter already. Look at it again.", code="changed")
        if position > rules.MOST_MATTERS:
            raise Refusal(f"A contact can have up to {rules.MOST_MATTERS} matters.")
        matter = models.Matter.objects.create(
            council_id=actor.council, contact_id=contact, position=position, service=service, reason=reason
        )
        _write(actor, MATTER_ADDED, row, {"matter": matter.pk, "service": service, "reason": reason})
    return matter.pk


def say_who(actor: Actor, *, contact: int, person: int | None) -> None:
    """Say whose contact it is (None: not known after all). Refusal for a number that no customer of ours has."""
    rules.check_person(person, people.called(actor, [person] if person is not None else []))
    with transaction.atomic():
        row = _locked(actor, contact)
        if row.person_id == person:
            return
        row.person_id = person
        row.save(update_fields=["person_id"])
        _write(actor, CONTACT_NAMED, row, {})


def wrap_up(actor: Actor, *, contact: int, matters: Mapping[int, WrapUp], anew: bool = True) -> None:
    """Say how matters ended, by their ids. A contact that has ended is done when each matter has its outcome.

    Without `anew` one that is done already is left as it is: Refusal.
    """
    lists = lists_of(actor.council)
    for ended in matters.values():
        rules.check_wrap_up(lists, ended)
    with transaction.atomic():
        row = _locked(actor, contact, done_too=anew)
        for matter, ended in matters.items():
            changed = models.Matter.objects.filter(council_id=actor.council, contact_id=contact, pk=matter).update(
                outcome=ended.outcome,
                demand=ended.demand,
                demand_reason=ended.demand_reason,
                avoidable=ended.avoidable,
                offered=ended.offered,
                declined_why=ended.declined_why,
            )
            if not changed:
                raise NotFound("This contact has no such matter.")
        _finish(row)
        _write(actor, CONTACT_WRAPPED_UP, row, {"matters": sorted(matters)})


def end_contact(actor: Actor, *, contact: int, at: datetime | None = None) -> bool:
    """The customer has gone (now, or `at`); whether the contact is done too.

    It stays in hand until each matter has an outcome. Ending again changes nothing.
    """
    now = clock.now()
    rules.check_time(at, now, "at")
    with transaction.atomic():
        row = _locked(actor, contact, done_too=True)
        if row.ended_at is None:
            row.ended_at = max(at or now, row.started_at)
            row.save(update_fields=["ended_at"])
            _finish(row)
            _write(actor, CONTACT_ENDED, row, {})
    return row.done_at is not None


def _locked(actor: Actor, contact: int, *, done_too: bool = False) -> models.Contact:
    """The contact, locked, if the actor may change it; two at once wait for each other here."""
    row = (
        models.Contact.objects.select_for_update(no_key=True)
        .filter(policy.visible(actor), council_id=actor.council, pk=contact)
        .first()
    )
    if row is None:
        raise NotFound("We could not find that contact.")
    require(policy.may_change(actor, row.handler_id), "Only the colleague who has this contact in hand can change it.")
    if row.done_at is not None and not done_too:
        raise Refusal("This contact is wrapped up. Open a new one.", code="done")
    return row


def _finish(row: models.Contact) -> None:
    outcomes = list(
        models.Matter.objects.filter(council_id=row.council_id, contact_id=row.pk).values_list("outcome", flat=True)
    )
    if row.done_at is None and rules.is_done(ended=row.ended_at is not None, outcomes=outcomes):
        row.done_at = max(clock.now(), row.ended_at or clock.now())
        row.save(update_fields=["done_at"])


def _write(actor: Actor, kind: str, row: models.Contact, data: Mapping[str, object]) -> None:
    journal.write(actor, kind, thing=("contact", row.pk), person=row.person_id, via=row.channel, data=data)
