"""Staff open and repair accounts without ever knowing a secret: they check who it is and start it, the customer
finishes it by what is sent to them (decision 0031)."""

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet

from frontdesk.domains.access import actions as access
from frontdesk.domains.access import queries as sign_ins
from frontdesk.domains.people import models, policy, queries
from frontdesk.domains.people.actions.clusters import locked
from frontdesk.domains.people.actions.points import normalised, prove_contact_point, write_point
from frontdesk.domains.people.queries.account_help import number_held
from frontdesk.domains.people.rules.accounts import A_DAY, AN_HOUR, plan
from frontdesk.domains.people.types import EMAIL, LINKED, OWN_RECORD
from frontdesk.domains.people.types.accounts import (
    GRAVE_KINDS,
    HELP_DONE,
    HELP_STARTED,
    HELP_STOPPED,
    LASTS,
    NEW_EMAIL,
    NEWER,
    OPENING,
    SECOND_STEP,
    STAFF,
    TOO_LATE,
    USED_AGAIN,
    WAY_IN,
)
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal, require
from frontdesk.kernel.words import masked

MOST_SENT = 3
LATER = timedelta(hours=1)
"""Whoever signs in this long after they were helped came back by themselves."""
AT_ONCE = timedelta(minutes=10)
BY_REPAIR = "repair"
_ASK = "Ask an adviser to open or repair an account for a customer."
_ELSEWHERE = (
    "Their sign-in opens an account with another council too, and its second step protects that one as well. Move "
    "their account here to another email address instead. The other council helps with theirs."
)
_OVER = "This is over: it was finished, stopped, or ran out. Contact us if you still need help."
_OFTEN = "Their account was helped with {most} times today. If it is still not right, ask them to come to a desk."
_SEVERAL = (
    "Two accounts are joined here: {which}. We cannot tell which one is meant. Ask a manager whether these are two "
    "people and the join must be undone; then repair the right one."
)
_MANY = (
    "You have started this for {most} customers in an hour. Wait a while, or tell your manager why there are so many."
)


def help_account(
    actor: Actor,
    *,
    person: int,
    kind: str,
    checked: str,
    channel: str = "",
    contact: int | None = None,
    email: str = "",
) -> int:
    """Start repairing the customer's account; returns the id of the help. The customer finishes it.

    `kind` and `checked` (how it was checked who they are) are codes of `types.accounts`; `channel` and `contact` are
    of the contact in hand with this customer; `email` is the new address, for NEW_EMAIL. Refusal where the check is
    not enough for what is lost, where they have no account, and for the sign-in of somebody who works with a council.
    """
    row, users = _accounts(actor, person)
    if len(users) > 1 and kind in GRAVE_KINDS:
        raise Refusal(_SEVERAL.format(which=" and ".join(masked(sign_ins.email_of(each)) for each in users)))
    user = users[0] if users else None
    if user is None:
        raise Refusal("They have no account yet. Open one for them instead.", field="kind")
    waits = planned(actor, row.pk, kind, checked, channel)
    if kind in GRAVE_KINDS and sign_ins.memberships_of(user):
        raise Refusal("This sign-in is used for work with a council. Their administrator repairs it.")
    if kind == SECOND_STEP and queries.used_elsewhere(actor.council, user):
        raise Refusal(_ELSEWHERE, field="kind")
    address = _new_address(user, email) if kind == NEW_EMAIL else ""
    with transaction.atomic():
        return start_help(
            actor, person=row.pk, user=user, kind=kind, checked=checked, channel=channel, contact=contact,
            waits=waits, new_email=address,
        )  # fmt: skip


def start_help(
    actor: Actor,
    *,
    person: int,
    user: int,
    kind: str,
    checked: str,
    channel: str = "",
    contact: int | None = None,
    waits: timedelta = timedelta(0),
    new_email: str = "",
) -> int:
    """Write it down in the caller's transaction; it takes the place of one that waits. The caller has asked `planned`.

    The same started again a moment later is the first: nobody is written to twice for one wish. One that can be
    finished sooner, after a surer check, is another.
    """
    now, ids = clock.now(), queries.cluster(actor.council, person)
    list(models.Person.objects.select_for_update(no_key=True).filter(council_id=actor.council, id=person))
    waiting = _waiting(actor.council).filter(person_id__in=ids)
    just_now = waiting.filter(started_at__gt=now - AT_ONCE, ready_at__lte=now + waits)
    same = just_now.filter(user_id=user, kind=kind, new_email=new_email).first()
    if same is not None:
        return same.pk
    end_help(actor, waiting, NEWER, keep=user)
    row = models.AccountHelp.objects.create(
        council_id=actor.council, person_id=person, user_id=user, kind=kind, checked=checked, channel=channel,
        contact_id=contact, new_email=new_email, started_at=now, started_by=actor.user, ready_at=now + waits,
        sent_at=now,
    )  # fmt: skip
    data = {"kind": kind, "checked": checked, "sent": 1}
    journal.write(actor, HELP_STARTED, thing=("account-help", row.pk), person=person, via=channel, data=data)
    return row.pk


def send_help_again(actor: Actor, *, help_: int) -> None:
    """Send the message once more. Refusal when it was sent often already, NotFound when nothing waits."""
    with transaction.atomic():
        row = _of_staff(actor, help_)
        if row.times_sent >= MOST_SENT:
            raise Refusal("It was sent several times. Check the address with them, and start again with the right one.")
        row.sent_at, row.times_sent = clock.now(), row.times_sent + 1
        row.save(update_fields=["sent_at", "times_sent"])
        data = {"kind": row.kind, "checked": row.checked, "sent": row.times_sent}
        journal.write(actor, HELP_STARTED, thing=("account-help", row.pk), person=row.person_id, data=data)


def stop_help(actor: Actor, *, help_: int) -> None:
    """Staff stop what they started. NotFound when nothing waits."""
    with transaction.atomic():
        hold_help(actor.council, help_)
        row = _of_staff(actor, help_)
        end_help(actor, models.AccountHelp.objects.filter(council_id=actor.council, pk=row.pk), STAFF)


def finish_help(actor: Actor, *, help_: int) -> str:
    """The customer finishes it by the button behind the link that was sent to them; returns its kind.

    Having the link is the permission. Refusal before it is ready, NotFound once it is over: also where the sign-in is
    not this customer's any more, or they are said to have died.
    """
    now = clock.now()
    with transaction.atomic():
        hold_help(actor.council, help_)
        row = _waiting(actor.council).select_for_update(no_key=True).filter(pk=help_, kind__in=GRAVE_KINDS).first()
        if row is None or now > row.ready_at + LASTS or not _still(row):
            raise NotFound(_OVER)
        if now < row.ready_at:
            raise Refusal("It is too early. Open the link again at the time that stands in our message.")
        if row.kind == SECOND_STEP:
            if queries.used_elsewhere(actor.council, row.user_id or 0):
                raise Refusal("This cannot be done for your account in this way any more. Contact us, please.")
            access.take_second_step_off(user=row.user_id or 0)
        else:
            _move(actor, row)
        _done(actor, row)
    return row.kind


def _still(row: models.AccountHelp) -> bool:
    """Whether it is still what was started: the sign-in is this customer's (a join may have been undone), who lives."""
    ids = queries.cluster(row.council_id, row.person_id)
    links = models.SignInLink.objects.filter(council_id=row.council_id, person_id__in=ids, confirmed_at__isnull=False)
    theirs = row.user_id is not None and links.filter(user_id=row.user_id).exists()
    return theirs and queries.death_of(row.council_id, row.person_id) is None


def _move(actor: Actor, row: models.AccountHelp) -> None:
    """The account is moved to the new address, which is proved by the link that was used.

    Where another council has the sign-in too, this council's link alone goes to one of its own: what we checked is
    worth nothing there (decision 0031).
    """
    user = row.user_id or 0
    old = sign_ins.email_of(user)
    if queries.used_elsewhere(actor.council, user):
        row.user_id = access.part_sign_in(user=user, email=row.new_email)
        models.SignInLink.objects.filter(council_id=actor.council, user_id=user).update(user_id=row.user_id)
        data = {"how": BY_REPAIR, "user": row.user_id, "took_in": row.person_id, "confirmed": True}
        journal.write(actor, LINKED, thing=("person", row.person_id), person=row.person_id, data=data)
    else:
        access.move_sign_in(user=user, email=row.new_email)
    ids = queries.cluster(actor.council, row.person_id)
    mine = models.ContactPoint.objects.filter(council_id=actor.council, person_id__in=ids, kind=EMAIL, ended_at=None)
    mine.filter(email_norm=old).update(ended_at=clock.now())
    point, _ = write_point(actor, row.person_id, EMAIL, row.new_email, "account")
    prove_contact_point(actor, point=point.pk, how="link")
    row.new_email = ""


def opened_is_done(actor: Actor, person: int) -> None:
    """The customer has confirmed who they are: the account that staff opened is theirs. In the caller's transaction."""
    for row in _waiting(actor.council).filter(person_id__in=queries.cluster(actor.council, person), kind=OPENING):
        _done(actor, row)


def note_sign_in(actor: Actor) -> None:
    """Somebody signed in: whoever could not get in now did, and whoever was helped before came back by themselves."""
    if actor.user is None:
        return
    now = clock.now()
    mine = models.AccountHelp.objects.filter(council_id=actor.council, user_id=actor.user)
    with transaction.atomic():
        for row in mine.filter(used_at=None, done_at__lt=now - LATER):
            row.used_at = now
            row.save(update_fields=["used_at"])
            journal.write(actor, USED_AGAIN, thing=("account-help", row.pk), person=row.person_id)
        for row in mine.filter(kind=WAY_IN, done_at=None, stopped_at=None):
            _done(actor, row)


def end_old_helps(council: int) -> int:
    """Help that nobody finished in time is over, and the new address with it; returns how many."""
    old = _waiting(council).filter(ready_at__lt=clock.now() - LASTS)
    with transaction.atomic():
        locked(council, old.values_list("person_id", flat=True))
        return end_help(Actor.system(council), old, TOO_LATE)


def _accounts(actor: Actor, person: int) -> tuple[models.Person, list[int]]:
    """The customer's record in front, and their sign-ins here: more than one where records were joined."""
    require(policy.may_open_accounts(actor), _ASK)
    found = queries.rows(actor, person)
    ids = [each.pk for each in found]
    require(policy.of_somebody_else(actor, ids), OWN_RECORD)
    links = models.SignInLink.objects.filter(council_id=actor.council, person_id__in=ids, confirmed_at__isnull=False)
    return found[0], list(links.order_by("id").values_list("user_id", flat=True))


def planned(actor: Actor, person: int, kind: str, checked: str, channel: str) -> timedelta:
    """How long it waits before the customer can finish it. Refusal where the check is not enough, or it is too much."""
    found = plan(kind, checked, channel=channel, number_held=number_held(actor.council, person))
    if found.refusal:
        raise Refusal(found.refusal, field=found.field)
    if queries.death_of(actor.council, person) is not None:
        raise Refusal("There is a report that they have died. If you speak with them, end that report first.")
    refuse_many(actor, person)
    return found.waits


def refuse_many(actor: Actor, person: int) -> None:
    """Refusal where one account, or one member of staff, has had too much of it: counted from the rows."""
    now, rows = clock.now(), models.AccountHelp.objects.filter(council_id=actor.council)
    ids = queries.cluster(actor.council, person)
    if rows.filter(person_id__in=ids, started_at__gt=now - timedelta(days=1)).count() >= A_DAY:
        raise Refusal(_OFTEN.format(most=A_DAY))
    mine = rows.filter(started_by=actor.user, started_at__gt=now - timedelta(hours=1))
    if not actor.is_system and mine.count() >= AN_HOUR:
        raise Refusal(_MANY.format(most=AN_HOUR))


def _new_address(user: int, email: str) -> str:
    address, _ = normalised(EMAIL, email)
    taken = sign_ins.user_by_email(address)
    if taken is not None and taken.pk == user:
        raise Refusal("That is the address their account has now. Enter the new one.", field="email")
    if taken is not None:
        raise Refusal(
            "There is an account with this address already. They can sign in with it, or choose another.", field="email"
        )
    return address


def _waiting(council: int) -> QuerySet[models.AccountHelp]:
    return models.AccountHelp.objects.filter(council_id=council, done_at=None, stopped_at=None)


def hold_help(council: int, help_: int) -> None:
    """Hold the customer's records: who confirms at this moment that it is them comes before what is done, or after."""
    locked(council, models.AccountHelp.objects.filter(council_id=council, pk=help_).values_list("person_id", flat=True))


def _of_staff(actor: Actor, help_: int) -> models.AccountHelp:
    """One that waits, for staff who may see the customer and are not the customer."""
    require(policy.may_open_accounts(actor), _ASK)
    row = _waiting(actor.council).select_for_update(no_key=True).filter(pk=help_).first()
    if row is None:
        raise NotFound("There is nothing that waits for them any more.")
    ids = [each.pk for each in queries.rows(actor, row.person_id)]
    require(policy.of_somebody_else(actor, ids), OWN_RECORD)
    return row


def end_help(actor: Actor, rows: QuerySet[models.AccountHelp], why: str, *, keep: int | None = None) -> int:
    """Over; returns how many. The offer of an account that was opened is taken back with it, so that it opens nothing
    any more, but for the sign-in to `keep`: a newer one offers it to the same."""
    found = list(rows.select_for_update(no_key=True))
    for row in found:
        row.stopped_at, row.stopped_why, row.new_email = clock.now(), why, ""
        row.save(update_fields=["stopped_at", "stopped_why", "new_email"])
        data = {"kind": row.kind, "why": why}
        journal.write(actor, HELP_STOPPED, thing=("account-help", row.pk), person=row.person_id, data=data)
        if row.kind == OPENING and row.user_id is not None and row.user_id != keep:
            ids = queries.cluster(actor.council, row.person_id)
            links = models.SignInLink.objects.filter(council_id=actor.council, user_id=row.user_id, person_id__in=ids)
            links.filter(confirmed_at=None).delete()
    return len(found)


def _done(actor: Actor, row: models.AccountHelp) -> None:
    row.done_at = clock.now()
    row.save(update_fields=["done_at", "new_email", "user"])
    data = {"kind": row.kind}
    journal.write(actor, HELP_DONE, thing=("account-help", row.pk), person=row.person_id, data=data)
