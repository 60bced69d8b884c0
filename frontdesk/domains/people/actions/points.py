"""Contact points: adding one, proving possession of one, ending one."""

from collections.abc import Iterable

from django.db import transaction

from frontdesk.domains.access import queries as sign_ins
from frontdesk.domains.people import models, policy, queries
from frontdesk.domains.people.rules import reach
from frontdesk.domains.people.types import (
    CHANGED,
    EMAIL,
    PHONE,
    POINT_ADDED,
    PROVED,
    SAID,
    TYPED,
)
from frontdesk.domains.people.types.points import UNUSED, WHY_POINT_ENDS
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal, require

HOWS = ("link", "code", "sign-in")
_SIGNED_IN_WITH = (
    "They sign in with this email. Help them to move their account to another email first, under “Their account”."
)


def add_contact_point(actor: Actor, *, person: int, kind: str, value: str, source: str, certainty: str = TYPED) -> int:
    """Add an email or phone number; returns the point's id, which is the existing one's when the person has it.

    What customers say of themselves stands on the record of their own sign-in. Refuses a value that cannot be one,
    with the field `email` or `phone`.
    """
    ids = [each.pk for each in queries.rows(actor, person)]
    require(policy.may_change(actor, ids))
    normalised(kind, value)
    with transaction.atomic(savepoint=False):
        whose = queries.whose_among(actor, ids)
        point, new = write_point(actor, whose, kind, value, source, certainty)
        if new:
            journal.write(actor, POINT_ADDED, thing=("person", whose), person=whose, data={"kind": kind}, via=source)
    return point.id


def set_phone(actor: Actor, *, person: int, value: str, source: str) -> None:
    """Let this be the person's only phone number, or none with an empty `value`; former ones stay as history."""
    ids = [each.pk for each in queries.rows(actor, person)]
    require(policy.may_change(actor, ids))
    _, wanted = normalised(PHONE, value) if value.strip() else ("", "")
    with transaction.atomic(savepoint=False):
        known = models.ContactPoint.objects.filter(
            council_id=actor.council, person_id__in=ids, kind=PHONE, ended_at=None
        )
        ended = known.exclude(phone_e164=wanted).update(ended_at=clock.now())
        whose = queries.whose_among(actor, ids)
        new = bool(wanted) and write_point(actor, whose, PHONE, value, source)[1]
        if ended or new:
            data = {"fields": [PHONE]}
            journal.write(actor, CHANGED, thing=("person", whose), person=whose, data=data, via=source)


def prove_contact_point(actor: Actor, *, point: int, how: str = "link") -> int:
    """Record that whoever holds the point has answered from it; returns the person's id. Proving twice is harmless.

    Called only with a point that came out of a signed link (`kernel.links`, purpose "prove") or after its code was
    entered: having that is the permission. A page that is only looked at (GET) never calls this.
    """
    if how not in HOWS:
        raise ValueError(f"Unknown way of proving: {how}")
    with transaction.atomic():  # with a savepoint: it may refuse, and the caller may go on
        row = models.ContactPoint.objects.select_for_update().filter(council_id=actor.council, id=point).first()
        if row is None or row.ended_at is not None:
            raise NotFound("This address is no longer on our records. Contact us if you need help.")
        if row.verified_at is None:
            row.verified_at, row.verified_how = clock.now(), how
            row.save(update_fields=["verified_at", "verified_how"])
            data = {"point": row.id, "kind": row.kind, "how": how}
            journal.write(actor, PROVED, thing=("person", row.person_id), person=row.person_id, data=data)
    return row.person_id


def end_contact_point(actor: Actor, *, point: int, why: str = UNUSED) -> None:
    """The person is not reached by this any more, on whichever of their records it stands; the rows stay as history.

    `why` is of WHY_POINT_ENDS and stands in the journal. What has ended is left as it is. Refused for an email that
    they sign in with: that moves with the account.
    """
    row = models.ContactPoint.objects.filter(council_id=actor.council, id=point).first()
    if row is None:
        raise NotFound("There is no such contact detail.")
    ids = [each.pk for each in queries.rows(actor, row.person_id)]
    require(policy.may_change(actor, ids))
    if why not in WHY_POINT_ENDS:
        raise Refusal("Choose why we do not reach them there.", field="why")
    if row.kind == EMAIL and row.email_norm in _signed_in_with(actor.council, ids):
        raise Refusal(_SIGNED_IN_WITH, field="why")
    with transaction.atomic(savepoint=False):
        same = models.ContactPoint.objects.filter(
            council_id=actor.council, person_id__in=ids, kind=row.kind, email_norm=row.email_norm,
            phone_e164=row.phone_e164, ended_at=None,
        )  # fmt: skip
        if same.update(ended_at=clock.now()):
            data = {"fields": [row.kind], "ended": why}
            journal.write(actor, CHANGED, thing=("person", row.person_id), person=row.person_id, data=data)


def _signed_in_with(council: int, records: Iterable[int]) -> set[str]:
    """The emails that the customer's sign-ins have verified."""
    links = models.SignInLink.objects.filter(council_id=council, person_id__in=records).exclude(confirmed_at=None)
    return {email for user in links.values_list("user_id", flat=True) for email in sign_ins.verified_emails(user)}


def write_point(
    actor: Actor, person: int, kind: str, value: str, source: str, certainty: str = TYPED
) -> tuple[models.ContactPoint, bool]:
    """The person's point with this value, and whether it is new."""
    email, phone = normalised(kind, value)
    same = models.ContactPoint.objects.filter(
        council_id=actor.council, person_id=person, kind=kind, email_norm=email, phone_e164=phone, ended_at=None
    ).first()
    if same is not None:
        return same, False
    row = new_point(actor, person, kind, value, source, certainty)
    row.save()
    return row, True


def new_point(
    actor: Actor, person: int, kind: str, value: str, source: str, certainty: str = TYPED
) -> models.ContactPoint:
    """A point not yet written, for somebody who has none of this value."""
    email, phone = normalised(kind, value)
    if actor.is_staff and certainty == TYPED:
        certainty = SAID
    return models.ContactPoint(
        council_id=actor.council,
        person_id=person,
        kind=kind,
        value=email or reach.phone_words(phone),
        email_norm=email,
        phone_e164=phone,
        phone_back=reach.backwards(phone),
        source=source,
        certainty=certainty,
        added_at=clock.now(),
    )


def normalised(kind: str, value: str) -> tuple[str, str]:
    """(email, phone) in stored form, one of them ''. Refusal when the value cannot be one of its kind."""
    if kind == EMAIL:
        email = reach.normalise_email(value)
        if email is None:
            raise Refusal(reach.email_problem(value), field="email")
        return email, ""
    if kind == PHONE:
        phone = reach.normalise_phone(value)
        if phone is None:
            raise Refusal(reach.phone_problem(value), field="phone")
        return "", phone
    raise ValueError(f"Unknown kind of contact point: {kind}")
