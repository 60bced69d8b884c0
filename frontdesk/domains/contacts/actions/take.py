"""Taking a contact: opened when it is answered, in one adviser's hand until it has ended, and then wrapped up."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from django.db import IntegrityError, transaction

from frontdesk.domains.access import queries as access
from frontdesk.domains.contacts import models, policy, rules
from frontdesk.domains.contacts.actions.wards import place_at_home
from frontdesk.domains.contacts.queries import lists_of
from frontdesk.domains.contacts.types import (
    CONTACT_END_CORRECTED,
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
from frontdesk.domains.people.actions import note_signs
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal, require
from frontdesk.kernel.idempotency import once


def open_contact(
    actor: Actor,
    *,
    channel: str,
    person: int | None = None,
    direction: str = INBOUND,
    started_at: datetime | None = None,
    assisted: bool = False,
    key: str | None = None,
) -> int:
    """Take a contact in hand now; returns its id. With `key` a second call returns the first's and takes none.

    `started_at` (aware) is when the customer began to wait, now if not given. Refusal for an unknown person,
    and when the actor has another contact in hand: the database lets nobody hold two. Those that wait for their
    wrap-up are in nobody's hand.
    """
    require(policy.may_take(actor) and actor.user is not None)
    now = clock.now()
    rules.check_channel(lists_of(actor.council), channel, direction)
    rules.check_time(started_at, now, "started_at")
    rules.check_person(person, people.called(actor, [person] if person is not None else []))
    started = min(started_at or now, now)

    def open_it() -> int:
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
        if person is not None:
            place_at_home(actor.council, row.pk)
        journal.write(actor, CONTACT_OPENED, thing=("contact", row.pk), person=person, via=channel)
        return row.pk

    try:
        # A savepoint of its own: the refusal must leave the caller's transaction usable.
        with transaction.atomic():
            opened: int = once(actor, "contacts.open_contact", key, open_it)
    except IntegrityError as error:
        if "contact_one_in_hand" not in str(error):
            raise
        raise Refusal("Say first that the customer you have in hand has gone, or wrap up.", code="in-hand") from None
    return opened


def add_matter(
    actor: Actor,
    *,
    contact: int,
    service: str = "",
    reason: str = "",
    ended: WrapUp | None = None,
    key: str | None = None,
) -> int:
    """Add a matter to a contact; returns its id. With `key` a second call adds none.

    A contact that is wrapped up takes it only with how it `ended`: what came of the contact afterwards.
    """
    new = MatterIn(service, reason, ended or WrapUp(""))
    rules.check_matter(lists_of(actor.council, service), new)
    with transaction.atomic():
        row = _locked(actor, contact, done_too=ended is not None)
        matter: int = once(actor, "contacts.add_matter", key, lambda: _add(actor, row, new))
    return matter


def _add(actor: Actor, row: models.Contact, new: MatterIn) -> int:
    position = models.Matter.objects.filter(council_id=row.council_id, contact_id=row.pk).count() + 1
    if position > rules.MOST_MATTERS:
        raise Refusal(f"A contact can have up to {rules.MOST_MATTERS} matters.")
    matter = models.Matter.objects.create(
        council_id=row.council_id,
        contact_id=row.pk,
        position=position,
        service=new.service,
        reason=new.reason,
        **asdict(new.ended),
    )
    _write(actor, MATTER_ADDED, row, {"matter": matter.pk, "service": new.service, "reason": new.reason})
    return matter.pk


def say_who(actor: Actor, *, contact: int, person: int | None) -> None:
    """Say whose contact it is (None: not known after all). Refusal for a number that no customer of ours has."""
    rules.check_person(person, people.called(actor, [person] if person is not None else []))
    with transaction.atomic():
        row = _locked(actor, contact)
        if row.person_id == person:
            return
        was = {"was": row.person_id} if row.person_id is not None else {}
        row.person_id = person
        row.save(update_fields=["person_id"])
        place_at_home(actor.council, contact)
        _write(actor, CONTACT_NAMED, row, was)


def wrap_up(
    actor: Actor,
    *,
    contact: int,
    matters: Mapping[int, WrapUp],
    only: MatterIn | None = None,
    end: bool = False,
    gone_at: datetime | None = None,
    anew: bool = True,
) -> None:
    """Say how matters ended, by their ids; `only` is the one matter of a contact that has none yet, with its ending.

    `end` says that the customer has gone, too: now, or at `gone_at`, which also corrects an end that was recorded too
    late. A contact that has ended is done when each matter has its outcome. All of it happens or nothing does. Refusal
    when the contact has a matter beside `only`, without `anew` when it is done already, and without `gone_at` when it
    stood so long that nobody can tell by itself when the customer went.
    """
    lists = lists_of(actor.council, only.service if only else "")
    for ended in matters.values():
        rules.check_wrap_up(lists, ended)
    if only is not None:
        rules.check_matter(lists, only)
        rules.check_wrap_up(lists, only.ended)
    with transaction.atomic():
        row = _locked(actor, contact, done_too=anew)
        known = set(
            models.Matter.objects.filter(council_id=actor.council, contact_id=contact).values_list("id", flat=True)
        )
        if only is not None:
            if known:
                raise Refusal("This contact has a matter already. Look at it again.", code="changed")
            matters = {**matters, _add(actor, row, only): only.ended}
        elif not known.issuperset(matters):
            raise NotFound("This contact has no such matter.")
        _say_how(actor, row, matters)
        note_signs(actor.council, person=row.person_id, signs=rules.signs_of(matters.values()))
        _write(actor, CONTACT_WRAPPED_UP, row, {"matters": sorted(matters)})
        if end or row.ended_at is not None:
            _end_as_said(actor, row, gone_at)
        _finish(row)


def _say_how(actor: Actor, row: models.Contact, matters: Mapping[int, WrapUp]) -> None:
    for matter, ended in matters.items():
        models.Matter.objects.filter(council_id=actor.council, contact_id=row.pk, pk=matter).update(**asdict(ended))


def end_contact(actor: Actor, *, contact: int, at: datetime | None = None) -> bool:
    """The customer has gone (now, or `at`); whether the contact is done too.

    Until each of its matters has an outcome, and it has one, it waits for its wrap-up; so does one that stood so long
    that its wrap-up asks when they went, unless `at` says it. Ending again changes nothing.
    """
    now = clock.now()
    rules.check_time(at, now, "at")
    with transaction.atomic():
        row = _locked(actor, contact, done_too=True)
        _end(actor, row, at or now)
        if at is not None or not _stood_long(row):
            _finish(row)
    return row.done_at is not None


def end_for_leaver(council: int, *, user: int, at: datetime) -> None:
    """End what somebody has in hand who takes contacts here no more, `at` the moment when that began.

    It then waits for the wrap-up of a manager. Nothing happens for somebody who takes contacts here again.
    """
    actor = Actor.system(council)
    if any(each.user == user and each.roles.intersection(policy.HANDLE) for each in access.members(council)):
        return
    with transaction.atomic():
        rows = models.Contact.objects.select_for_update(no_key=True)
        for row in rows.filter(council_id=council, handler_id=user, ended_at=None, started_at__lte=at):
            _end(actor, row, at)


def _end_as_said(actor: Actor, row: models.Contact, gone_at: datetime | None) -> None:
    now = clock.now()
    if gone_at is not None:
        rules.check_end(gone_at, row.started_at, now)
    elif row.done_at is None and rules.stood_long(row.started_at, row.ended_at or now):
        raise Refusal("Say when they went: this contact was in hand for long.", field="went", code="long")
    before = row.ended_at
    if before is None:
        _end(actor, row, gone_at or now)
    elif gone_at is not None and gone_at != before:
        row.ended_at = gone_at
        row.save(update_fields=["ended_at"])
        _write(actor, CONTACT_END_CORRECTED, row, {"from": before.isoformat(), "to": gone_at.isoformat()})


def _stood_long(row: models.Contact) -> bool:
    return row.done_at is None and row.ended_at is not None and rules.stood_long(row.started_at, row.ended_at)


def _end(actor: Actor, row: models.Contact, at: datetime) -> None:
    if row.ended_at is None:
        row.ended_at = max(at, row.started_at)
        row.save(update_fields=["ended_at"])
        _write(actor, CONTACT_ENDED, row, {})


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
