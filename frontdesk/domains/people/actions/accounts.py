"""Sign-ins and the person each is: by proved possession, by staff, or from the customer's own first request."""

from datetime import date
from typing import Any

from django.db import transaction

from frontdesk.domains.access import actions as access
from frontdesk.domains.access import queries as sign_ins
from frontdesk.domains.people import models, policy, queries
from frontdesk.domains.people.actions.points import normalised, prove_contact_point, write_point
from frontdesk.domains.people.actions.records import create_person
from frontdesk.domains.people.types import EMAIL, LINKED
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal, require

BY_CODE, BY_STAFF, OWN = "code", "staff", "own"


def link_sign_in(actor: Actor, *, user: int, person: int, how: str = BY_CODE, date_of_birth: date | None = None) -> int:
    """Say that the sign-in is this person; returns the surviving person's id.

    `how` is `code`: the signed-in customer takes a record that the same verified email has proved
    (`queries.claimable`), or confirms the one staff opened for them; `date_of_birth` is asked where we know it,
    because an email that staff typed may be a stranger's. A sign-in that has a person already takes the other
    record in: it points at the one it has, and both are kept. `staff` links at once, but opens nothing until
    confirmed. A typed email is never enough.
    """
    if how == BY_STAFF:
        require(policy.may_open_accounts(actor), "Ask an adviser to open an account for a customer.")
        return _link(actor, user, queries.row(actor, person).id, BY_STAFF)
    require(how == BY_CODE and actor.user is not None and actor.user == user)
    claim = next((claim for claim in queries.claimable(actor) if claim.person == person), None)
    if claim is None:
        raise NotFound("We could not find that record. Ask us to link it for you.")
    if claim.asks_birth:
        born = models.Person.objects.get(council_id=actor.council, id=person).date_of_birth
        if date_of_birth != born:
            sentence = "That is not the date of birth we have. Check it, or call us and we will put it right."
            raise Refusal(sentence, field="date_of_birth")
    return _link(actor, user, person, BY_STAFF if claim.by_staff else BY_CODE, confirmed=True)


def open_account(actor: Actor, *, person: int, email: str) -> int:
    """Open a sign-in for a customer on the phone or at the desk; returns the sign-in's id.

    It has no password: its holder gets in by a code sent to the email, and confirms who they are. Repairs an
    account too: one that is already theirs is returned. Refuses an email whose sign-in belongs to somebody else.
    """
    require(policy.may_open_accounts(actor), "Ask an adviser to open an account for a customer.")
    row = queries.row(actor, person)
    address, _ = normalised(EMAIL, email)
    known = sign_ins.user_by_email(address)
    other = models.SignInLink.objects.filter(council_id=actor.council, user=known).first() if known else None
    if other is not None and queries.head(actor.council, other.person_id) != row.id:
        raise Refusal(
            "This email belongs to another customer's account. Check it with the customer, or use another email.",
            field="email",
        )
    with transaction.atomic(savepoint=False):
        user = access.open_sign_in(email=address, full_name=row.name, by_staff=True)
        write_point(actor, row.id, EMAIL, address, "desk")
        if other is None:
            _link(actor, user, row.id, BY_STAFF)
    return user


def own_record(actor: Actor, *, name: str, source: str, **details: Any) -> int:
    """The signed-in customer's own person, created at their first request; returns its id.

    `details` are those of `create_person`. The emails the sign-in has verified count as proved.
    """
    require(actor.user is not None, "Sign in first.")
    known = queries.person_of(actor.council, actor.user)
    if known is not None:
        return known
    with transaction.atomic():  # with a savepoint: it may refuse, and the caller may go on
        person = create_person(actor, name=name, source=source, **details)
        return _link(actor, actor.user or 0, person, OWN, confirmed=True)


def keep_verified_emails(actor: Actor) -> None:
    """Let the signed-in customer's record have the emails their sign-in has verified, as proved. Rerunnable."""
    person = queries.person_of(actor.council, actor.user)
    if person is None:
        return
    with transaction.atomic(savepoint=False):
        for email in sign_ins.verified_emails(actor.user or 0):
            point, _ = write_point(actor, person, EMAIL, email, "account")
            prove_contact_point(actor, point=point.id, how="sign-in")


def _link(actor: Actor, user: int, person: int, how: str, *, confirmed: bool = False) -> int:
    """Write the link, confirm it, or take `person` into the record the sign-in already has."""
    now = clock.now()
    with transaction.atomic(savepoint=False):
        link, new = models.SignInLink.objects.select_for_update().get_or_create(
            council_id=actor.council,
            user_id=user,
            defaults={
                "person_id": person,
                "how": how,
                "linked_at": now,
                "linked_by": actor.user,
                "confirmed_at": now if confirmed else None,
            },
        )
        mine = queries.head(actor.council, link.person_id)
        if confirmed and link.confirmed_at is None:
            link.confirmed_at = now
            link.save(update_fields=["confirmed_at"])
        elif not new and mine == person:
            return mine
        if mine != person:
            _take_in(actor, person, into=mine)
        data = {"how": how, "user": user, "took_in": person, "confirmed": confirmed}
        journal.write(actor, LINKED, thing=("person", mine), person=mine, data=data)
        if confirmed:
            keep_verified_emails(actor)
    return mine


def _take_in(actor: Actor, person: int, *, into: int) -> None:
    """Point a record, and those that pointed at it, at the survivor. Locks in the order of ids."""
    rows = models.Person.objects.filter(council_id=actor.council, id__in=queries.cluster(actor.council, person))
    ids = list(rows.select_for_update().order_by("id").values_list("id", flat=True))
    models.Person.objects.filter(council_id=actor.council, id__in=ids).update(
        merged_into_id=into, merged_at=clock.now(), merged_how="own"
    )
