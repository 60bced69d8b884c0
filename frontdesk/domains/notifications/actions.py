"""The verbs: tell somebody something, once; what the sending job does with the row; repair of what never arrived.

No message leaves without `begin_sending`, which holds what is for somebody who has died: also what was written before.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from frontdesk.domains.notifications import models, policy
from frontdesk.domains.notifications.ports import Fate
from frontdesk.domains.notifications.queries import as_message, chosen
from frontdesk.domains.notifications.rules.topics import topics
from frontdesk.domains.notifications.types import (
    ARRIVED,
    CHOSEN,
    EMAIL,
    FAILED,
    HELD,
    HOLDING_CODES,
    MESSAGE_AGAIN,
    MESSAGE_ARRIVED,
    MESSAGE_FAILED,
    MESSAGE_HELD,
    MESSAGE_RELEASED,
    MESSAGE_SENT,
    MESSAGE_SETTLED,
    OFF,
    SENDING,
    SENT,
    SETTLED,
    TEXT,
    UNTIL_EVIDENCE,
    WAITING,
    Message,
)
from frontdesk.domains.people import queries as people
from frontdesk.domains.people.actions import note_signs
from frontdesk.kernel import clock, jobs, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal, require
from frontdesk.kernel.holdings import spared

KEPT = timedelta(days=90)


def tell(
    actor: Actor,
    *,
    topic: str,
    subject: str,
    body: str,
    about: tuple[str, int],
    key: str,
    to_person: int | None = None,
    email: str = "",
    phone: str = "",
    link: str = "",
    reply_to: str = "",
    authority: int | None = None,
) -> int | None:
    """Write one message and have it sent; returns its id, or None when there is nowhere to send it, or the customer
    wants nothing of its topic.

    `body` is plain paragraphs, or with `phone` (a mobile number, E.164) the words of a text message. `key` names the
    event (`request:7:closed:3`): a second call with it is the same message. The address is `email`, else the person's
    own. With `authority` it is for whoever acts by it, and goes only while it holds. Called inside a verb's
    transaction; a rollback takes the message back with everything else.
    """
    address = phone or email or _address_of(actor.council, to_person)
    if not address or chosen(actor.council, to_person, topic) == OFF:
        return None
    with transaction.atomic(savepoint=False):
        new, message = _insert(
            council_id=actor.council,
            key=key,
            channel=TEXT if phone else EMAIL,
            person_id=to_person,
            address=address,
            topic=topic,
            subject=subject,
            body=body,
            link=link,
            reply_to=reply_to,
            about_type=about[0],
            about_id=about[1],
            state=WAITING,
            attempts=0,
            supplier_number="",
            authority_id=authority,
            made_at=clock.now(),
        )
        if new:
            jobs.defer("notifications.send", council=actor.council, message=message)
        return message


def _insert(**values: Any) -> tuple[bool, int]:
    """Insert the row unless its key is there already; whether it is new, and its id."""
    columns, marks = ", ".join(values), ", ".join(["%s"] * len(values))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO notifications_message ({columns}) VALUES ({marks})"
            " ON CONFLICT (council_id, key) DO NOTHING RETURNING id",
            list(values.values()),
        )
        row = cursor.fetchone()
    if row:
        return True, row[0]
    return False, models.Message.objects.values_list("id", flat=True).get(
        council_id=values["council_id"], key=values["key"]
    )


def begin_sending(*, council: int, message: int) -> Message | None:
    """Mark the attempt and return the message; None when it was already sent or given up, or may not go.

    What is for somebody who has died, or is said to have, is held. A code for them is not: nobody waits for it. What
    is for whoever acted for somebody, and does so no longer, goes no more.
    """
    with transaction.atomic():
        row = models.Message.objects.select_for_update().filter(council_id=council, id=message).first()
        if row is None or row.state not in (WAITING, SENDING):
            return None
        if _acts_no_longer(row):
            _set(row, SETTLED, MESSAGE_SETTLED)
            return None
        if _stops(row):
            if row.topic in HOLDING_CODES:
                _set(row, SETTLED, MESSAGE_HELD)
            else:
                row.state = HELD
                row.save(update_fields=["state"])
                _write(Actor.system(council), row, MESSAGE_HELD)
            return None
        row.state, row.attempts = SENDING, row.attempts + 1
        row.save(update_fields=["state", "attempts"])
        return as_message(row)


def mark_sent(*, council: int, message: int, number: str = "") -> None:
    """The supplier has taken it, under this number where news of it will come."""
    _mark(council, message, SENT, MESSAGE_SENT, number)


def take_fate(*, council: int, fate: Fate) -> bool:
    """What became of a message, as its supplier tells; returns whether we know it as sent.

    News comes more than once, late and out of order: only the first of a sending that is on its way says anything. One
    that never arrived is listed for repair. False: the answer that it was taken may still be on its way to us.
    """
    _, _, message = fate.reference.rpartition(".")
    if not message.isdecimal() or not message.isascii() or len(message) > 18:
        return True  # nothing of ours
    with transaction.atomic():
        rows = models.Message.objects.select_for_update().filter(council_id=council, id=int(message))
        row = rows.first()
        if row is None or fate.arrived is None:
            return True
        if row.state == SENDING and not row.supplier_number:
            return False
        if row.state == SENT and row.supplier_number == fate.number:
            state, kind = (ARRIVED, MESSAGE_ARRIVED) if fate.arrived else (FAILED, MESSAGE_FAILED)
            _set(row, state, kind)
            _came_back(row)
        return True


def give_up(*, council: int, message: int, no_such_address: bool = False) -> None:
    """It will never arrive: listed for repair. `no_such_address`: the customer cannot be reached there at all."""
    with transaction.atomic():
        row = _mark(council, message, FAILED, MESSAGE_FAILED)
        if no_such_address and row is not None:
            _came_back(row)


def send_again(actor: Actor, *, message: int) -> None:
    """Try a message anew that was given up, at the person's address of today. NotFound when there is none such; Refusal
    for one to somebody who acted for the customer and does so no longer."""
    with transaction.atomic():
        row = models.Message.objects.filter(council_id=actor.council, id=message).first()
        if row is not None and policy.may_repair(actor) and _acts_no_longer(row):
            raise Refusal("They do not act for the customer any more, so nothing goes to them. Take it off the list.")
        _given_up(actor, message, WAITING, MESSAGE_AGAIN)
        jobs.defer("notifications.send", council=actor.council, message=message)


def settle(actor: Actor, *, message: int) -> None:
    """Take a message that was given up from the list: the customer was reached another way. NotFound likewise."""
    with transaction.atomic():
        _given_up(actor, message, SETTLED, MESSAGE_SETTLED)


def _given_up(actor: Actor, message: int, state: str, kind: str) -> None:
    require(policy.may_repair(actor))
    rows = models.Message.objects.select_for_update().filter(council_id=actor.council, id=message, state=FAILED)
    row = rows.first()
    if row is None:
        raise NotFound("Somebody has dealt with that message already.")
    today = _address_of(actor.council, row.person_id, row.channel) or row.address
    row.state, row.attempts, row.address, row.supplier_number = state, 0, today, ""
    row.save(update_fields=["state", "attempts", "address", "supplier_number"])
    _write(actor, row, kind)


def release_held(council: int) -> int:
    """Send what was held and need not be any more: nobody has died, or it is for another record. Returns how many."""
    found = models.Message.objects.filter(council_id=council, state=HELD, cleared_at=None).order_by("id")
    with transaction.atomic():
        free = [row for row in found.select_for_update() if not _stops(row)]
        for row in free:
            row.state = WAITING
            row.save(update_fields=["state"])
            _write(Actor.system(council), row, MESSAGE_RELEASED)
            jobs.defer("notifications.send", council=council, message=row.pk)
    return len(free)


def _acts_no_longer(row: models.Message) -> bool:
    """Whether it was for somebody who acted for another, and may not any more."""
    return row.authority_id is not None and not people.still_holds(row.council_id, row.authority_id)


def _stops(row: models.Message, *, asked_for: bool = False) -> bool:
    """Whether whom it is for has died, or is said to have; what was `asked_for` stops only once it is sure."""
    return people.mail_stops(
        row.council_id,
        person=row.person_id,
        email=row.address if row.channel == EMAIL else "",
        phone=row.address if row.channel == TEXT else "",
        asked_for=asked_for or row.topic in UNTIL_EVIDENCE,
    )


def clear_old(council: int) -> int:
    """Take words and addresses out of messages of three months ago; returns how many. That they were sent stays.

    What is held for a death of which nobody has seen evidence stays whole: if it was not so, it is still to go. So
    does what a legal hold keeps.
    """
    old = models.Message.objects.filter(council_id=council, made_at__lt=clock.now() - KEPT, cleared_at=None)
    kept = spared(council)
    if kept.people:
        old = old.exclude(person_id__isnull=False, person_id__in=list(kept.people))
    if kept.requests:
        old = old.exclude(about_type="request", about_id__in=list(kept.requests))
    with transaction.atomic():
        old.filter(state=FAILED).update(state=SETTLED)
        unsure = [row.pk for row in old.filter(state=HELD) if not _stops(row, asked_for=True)]
        return _clear(old.exclude(id__in=unsure))


def choose(actor: Actor, *, topic: str, way: str) -> bool:
    """The signed-in customer says how they want to hear of a topic; whether anything changed.

    Refusal for a way that the topic does not have: what is needed cannot be switched off.
    """
    require(actor.person is not None and not actor.is_staff, "Sign in and give us your name first.")
    known = topics().get(topic)
    if known is None or way not in known.ways:
        raise Refusal("Choose one of the ways on the page.", field=topic)
    with transaction.atomic():
        whose, cluster = people.whose_words(actor) or 0, people.cluster(actor.council, actor.person or 0)
        rows = models.Choice.objects.select_for_update().filter(council_id=actor.council, topic=topic)
        newest = rows.filter(person_id__in=cluster).order_by("-said_at", "-id").first()
        if (newest.way if newest else known.ways[0]) == way:
            return False
        models.Choice.objects.update_or_create(
            council_id=actor.council, person_id=whose, topic=topic,
            defaults={"way": way, "said_at": clock.now()},
        )  # fmt: skip
        data = {"topic": topic, "way": way}
        journal.write(actor, CHOSEN, thing=("person", whose), person=whose, via="web", data=data)
        return True


def end_choices(council: int, *, person: int, until: datetime) -> int:
    """Somebody closed their account at that moment: what they had chosen there holds no more, so that we write in the
    usual way about what goes on. Returns how many choices ended.

    Of joined records those of the record whose account it was, and all once nobody signs in as this customer. What is
    said later, by whoever came back, stays.
    """
    ids = people.cluster(council, person)
    if people.has_account(council, person):
        ids = [person]
    rows = models.Choice.objects.filter(council_id=council, person_id__in=ids, said_at__lte=until)
    return int(rows.delete()[0])


def erase_people(council: int, people: Iterable[int]) -> int:
    """Take words and addresses out of everything written to these people; returns how many. Nothing waiting is sent."""
    people = list(people)
    theirs = models.Message.objects.filter(council_id=council, person_id__in=people, cleared_at=None)
    with transaction.atomic():
        models.Choice.objects.filter(council_id=council, person_id__in=people).delete()
        theirs.filter(state__in=[WAITING, SENDING, FAILED, HELD]).update(state=SETTLED)
        return _clear(theirs)


def _clear(rows: QuerySet[models.Message]) -> int:
    return rows.exclude(state__in=[WAITING, SENDING]).update(
        address="", subject="Details removed", body="", link="", reply_to="", cleared_at=clock.now()
    )


_WITHOUT = ("Your code", "The code in this message is no longer kept. If you still need one, ask for a new code.")


def _mark(council: int, message: int, state: str, kind: str, number: str = "") -> models.Message | None:
    """Mark a message that is on its way; None for one that is not any more."""
    with transaction.atomic():
        row = models.Message.objects.select_for_update().get(council_id=council, id=message)
        if row.state not in (WAITING, SENDING):
            return None
        row.supplier_number = number
        _set(row, state, kind)
        return row


def _came_back(row: models.Message) -> None:
    """An email that came back may mean that the customer needs another way to be reached."""
    if row.state == FAILED and row.channel == EMAIL:
        note_signs(row.council_id, person=row.person_id, signs=["mail-returned"])


def _set(row: models.Message, state: str, kind: str) -> None:
    row.state = state
    if state != ARRIVED:
        row.sent_at = clock.now()
    if row.topic in HOLDING_CODES:
        row.subject, row.body = _WITHOUT
    row.save(update_fields=["state", "sent_at", "subject", "body", "supplier_number"])
    _write(Actor.system(row.council_id), row, kind)


def _write(actor: Actor, row: models.Message, kind: str) -> None:
    journal.write(
        actor,
        kind,
        thing=(row.about_type, row.about_id),
        person=row.person_id,
        via=row.channel,
        data={"message": row.pk, "topic": row.topic},
    )


def _address_of(council: int, person: int | None, channel: str = EMAIL) -> str:
    if person is None:
        return ""
    if channel == TEXT:
        return people.mail_of(council, person).mobile
    card = people.cards(council, [person]).get(person)
    return card.email if card else ""
