"""Sign-ins and the person each is: by proved possession, by staff, or from the customer's own first request."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from frontdesk.domains.access import actions as access
from frontdesk.domains.access import queries as sign_ins
from frontdesk.domains.people import models, policy, queries
from frontdesk.domains.people.actions.account_help import opened_is_done, planned, start_help
from frontdesk.domains.people.actions.clusters import locked
from frontdesk.domains.people.actions.joins import take_in
from frontdesk.domains.people.actions.points import normalised, prove_contact_point, write_point
from frontdesk.domains.people.actions.records import create_person
from frontdesk.domains.people.types import EMAIL, LINKED
from frontdesk.domains.people.types.accounts import KNOWN, OPENING, WAY_IN
from frontdesk.domains.people.types.deaths import OF_THE_DEAD
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal, require

BY_CODE, BY_STAFF, OWN = "code", "staff", "own"


def link_sign_in(actor: Actor, *, user: int, person: int, how: str = BY_CODE, date_of_birth: date | None = None) -> int:
    """Say that the sign-in is this person; returns the surviving person's id.

    `how` is `code`: the signed-in customer takes a record that the same verified email has proved
    (`queries.claimable`), or confirms the one staff opened for them; `date_of_birth` is asked where we know it,
    because an email that staff typed may be a stranger's. A sign-in that has a person already takes the other
    record in: it is joined to the one it has, and both are kept. `staff` makes an offer, which opens nothing until
    confirmed. A typed email is never enough.
    """
    if how == BY_STAFF:
        require(policy.may_open_accounts(actor), "Ask an adviser to open an account for a customer.")
        return _offer(actor, user, queries.row(actor, person).id)
    require(how == BY_CODE and actor.user is not None and actor.user == user)
    with transaction.atomic():
        mine = queries.person_of(actor.council, user)
        locked(actor.council, [person] if mine is None else [person, mine])
        row = models.Person.objects.filter(council_id=actor.council, id=person).first()
        claim = next((claim for claim in queries.claimable(actor) if claim.person == person), None)
        if row is None or claim is None:
            raise NotFound("We could not find that record. Ask us to link it for you.")
        if claim.asks_birth and date_of_birth != row.date_of_birth:
            sentence = "That is not the date of birth we have. Check it, or contact us and we will put it right."
            raise Refusal(sentence, field="date_of_birth")
        return _link(actor, user, person, BY_STAFF if claim.by_staff else BY_CODE)


def open_account(
    actor: Actor, *, person: int, email: str, checked: str = KNOWN, channel: str = "", contact: int | None = None
) -> int:
    """Open a sign-in for a customer on the phone or at the desk; returns the sign-in's id.

    It has no password: its holder gets in by a code sent to the email, and confirms who they are by the date of
    birth, which we must know. One that is already theirs is returned, and they hear how to get in. An offer to another
    email is withdrawn. Refuses an email whose sign-in is, or is offered to, somebody else, or works with a council;
    and a second account for a customer who has one.
    `checked` says how it was checked who they are (types.accounts), `channel` and `contact` of the contact in hand.
    """
    require(policy.may_open_accounts(actor), "Ask an adviser to open an account for a customer.")
    row = queries.row(actor, person)
    require(policy.of_somebody_else(actor, queries.cluster(actor.council, row.id)), "Ask a colleague: it is your own.")
    address, _ = normalised(EMAIL, email)
    known = sign_ins.user_by_email(address)
    links = list(_links(actor.council, known.pk).select_related("person")) if known else []
    taken = [link for link in links if link.confirmed_at] or links
    if any((link.person.merged_into_id or link.person_id) != row.id for link in taken):
        raise Refusal(
            "This email belongs to another customer's account. Check it with the customer, or use another email.",
            field="email",
        )
    theirs = any(link.confirmed_at for link in taken)
    if not theirs and queries.has_account(actor.council, row.id):
        raise Refusal(
            "They have an account already, with another email. Help them into that one, or to move it to this email.",
            field="email",
        )
    if not taken and row.date_of_birth is None:
        raise Refusal(
            "Ask for the customer's date of birth and keep it with their details first: the account opens only to "
            "somebody who knows it."
        )
    if known is not None and not taken and sign_ins.memberships_of(known.pk):
        raise Refusal("This email is used for work with a council. Ask for their private email.", field="email")
    planned(actor, row.id, OPENING, checked, channel)
    with transaction.atomic(savepoint=False):
        user = access.open_sign_in(email=address, full_name=row.name, by_staff=True)
        write_point(actor, row.id, EMAIL, address, "desk")
        if not taken:
            _offer(actor, user, row.id)
        start_help(
            actor, person=row.id, user=user, kind=WAY_IN if theirs else OPENING, checked=checked, channel=channel,
            contact=contact,
        )  # fmt: skip
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
        return _link(actor, actor.user or 0, person, OWN)


def keep_verified_emails(actor: Actor) -> None:
    """Let the record that the sign-in was linked to have the emails it has verified, as proved. Rerunnable."""
    person = queries.signed_in_as(actor.council, actor.user)[1]
    if person is None:
        return
    with transaction.atomic(savepoint=False):
        for email in sign_ins.verified_emails(actor.user or 0):
            point, _ = write_point(actor, person, EMAIL, email, "account")
            prove_contact_point(actor, point=point.id, how="sign-in")


def _links(council: int, user: int) -> QuerySet[models.SignInLink]:
    return models.SignInLink.objects.filter(council_id=council, user_id=user)


def _offer(actor: Actor, user: int, person: int) -> int:
    """Offer the sign-in to be this person; offers of the person to other sign-ins are withdrawn. Returns the person."""
    offers = models.SignInLink.objects.filter(council_id=actor.council, person_id=person, confirmed_at=None)
    with transaction.atomic(savepoint=False):
        offers.exclude(user_id=user).delete()
        if not _links(actor.council, user).filter(person_id=person).exists():
            values = _values(actor, person, BY_STAFF)
            models.SignInLink.objects.create(council_id=actor.council, user_id=user, **values)
            _write(actor, person, user, person, BY_STAFF, confirmed=False)
    return person


def _link(actor: Actor, user: int, person: int, how: str) -> int:
    """Let the sign-in be this person, or take the record into the person it is already; returns who it is then.

    Offers of other records stay offers.
    """
    links, values = _links(actor.council, user), _values(actor, person, how)
    with transaction.atomic(savepoint=False):
        link, _ = links.select_for_update().get_or_create(
            council_id=actor.council, user_id=user, confirmed_at__isnull=False,
            defaults={**values, "confirmed_at": values["linked_at"]},
        )  # fmt: skip
        mine = queries.head(actor.council, link.person_id)
        if queries.is_of_the_dead(actor.council, user):
            raise Refusal(OF_THE_DEAD)
        if mine != person:
            take_in(actor, person, into=mine)
        links.filter(person_id=person, confirmed_at=None).delete()
        opened_is_done(actor, mine)
        _write(actor, mine, user, person, how, confirmed=True)
        keep_verified_emails(actor)
    return mine


def _values(actor: Actor, person: int, how: str) -> dict[str, Any]:
    return {"person_id": person, "how": how, "linked_at": clock.now(), "linked_by": actor.user}


def _write(actor: Actor, mine: int, user: int, took_in: int, how: str, *, confirmed: bool) -> None:
    data = {"how": how, "user": user, "took_in": took_in, "confirmed": confirmed}
    journal.write(actor, LINKED, thing=("person", mine), person=mine, data=data)
