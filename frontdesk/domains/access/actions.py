"""The verbs: memberships and tokens."""

import re
import secrets
from collections.abc import Iterable

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F

from frontdesk.domains.access import models, policy
from frontdesk.domains.access.queries import hash_of, memberships_of
from frontdesk.domains.access.types import (
    INVITATION_ENDED,
    MEMBER_ACCEPTED,
    MEMBER_ASKED,
    MEMBER_CHANGED,
    MEMBER_ENDED,
    PEOPLE,
    SCOPES,
    SECOND_STEP_ENDED,
    TOKEN_CREATED,
    TOKEN_ENDED,
)
from frontdesk.domains.organisations import queries as organisations
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import ROLES, Actor
from frontdesk.kernel.errors import NotFound, Refusal, require
from frontdesk.kernel.words import one_line


def open_sign_in(
    *,
    email: str,
    password: str | None = None,
    full_name: str = "",
    by_staff: bool = False,
    verified: bool = False,
) -> int:
    """Find or create the sign-in with this email; returns its id.

    An existing one keeps its password and name: staff never set a customer's password. Without `password` the
    new sign-in has none, and its owner gets in by emailed code or by recovery. `verified` is for sign-ins that the
    installation itself opens (the demo, the first administrator): their email needs no code.
    """
    address = email.strip().lower()
    user = models.User.objects.filter(email=address).first()
    if user is None:
        user = models.User.objects.create_user(address, password, full_name=full_name, opened_by_staff=by_staff)
    address_row, _ = EmailAddress.objects.get_or_create(user=user, email=address, defaults={"primary": True})
    if verified and not address_row.verified:
        address_row.verified = True
        address_row.save(update_fields=["verified"])
    return user.pk


def forget_password(*, user: int) -> None:
    """Leave a sign-in without a password; its owner gets in by emailed code, and may choose one."""
    row = models.User.objects.get(pk=user)
    row.set_unusable_password()
    row.save(update_fields=["password"])


def set_member(actor: Actor, *, user: int, name: str, roles: Iterable[str], teams: Iterable[str] = ()) -> None:
    """Make the user a member of the actor's council with exactly these roles and teams (codes).

    Whoever is no member yet is asked, and becomes one by `accept_invitation`; the installation itself asks nobody.
    Refuses no name, no role, unknown roles and teams, and a change of one's own rights.
    """
    require(policy.may_manage_members(actor, user), "Ask another administrator: nobody changes their own rights.")
    name, roles = one_line(name), sorted(set(roles))
    if not name:
        raise Refusal("Enter their name.", field="name")
    if not roles:
        raise Refusal("Choose what they do.", field="roles")
    unknown = [role for role in roles if role not in ROLES or role == "system"]
    if unknown:
        raise Refusal(f"There is no role called {unknown[0]}.", field="roles")
    with transaction.atomic():
        of_user = models.Membership.objects.select_for_update().filter(council_id=actor.council, user_id=user)
        here = of_user.filter(ended_at=None).first()
        asked = None if actor.is_system else here.asked_at if here else clock.now()
        row, _ = models.Membership.objects.update_or_create(
            council_id=actor.council,
            user_id=user,
            defaults={"name": name, "roles": roles, "asked_at": asked, "ended_at": None},
        )
        left = _place(actor, row, teams)
        kind = MEMBER_ASKED if asked else MEMBER_CHANGED
        journal.write(
            actor, kind, thing=("membership", row.id), data={"roles": roles, "user": user, "left": sorted(left)}
        )


def _place(actor: Actor, row: models.Membership, teams: Iterable[str]) -> set[int]:
    """Put a member into exactly these teams; the teams they left."""
    before, now = set(row.places.values_list("team_id", flat=True)), set()
    row.places.all().delete()
    for code in teams:
        team = organisations.team(actor.council, code)
        if team is None:
            raise Refusal(f"There is no team called {code}.", field="teams")
        models.MembershipTeam.objects.create(council_id=actor.council, membership=row, team_id=team.id)
        now.add(team.id)
    return before - now


def take_on(actor: Actor, *, email: str, name: str, roles: Iterable[str], teams: Iterable[str] = ()) -> int:
    """Take somebody on: find or open the sign-in with this email and ask it to work here; returns the sign-in's id.

    A sign-in that is new has no password. Whoever is asked hears of it by email, and nothing is open to them until
    they accept (`set_member`). Refusal for what is no email address, for somebody who works here or is asked already.
    """
    require(policy.may_manage_members(actor, None))
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise Refusal("Enter an email address, like dee.marsh@council.example.", field="email") from None
    with transaction.atomic():
        user = open_sign_in(email=address, full_name=name.strip())
        here = models.Membership.objects.filter(council_id=actor.council, user_id=user, ended_at=None).first()
        if here is not None and here.asked_at is not None:
            raise Refusal("Somebody with this email is asked already. Send it again, or withdraw it.", field="email")
        if here is not None:
            raise Refusal("Somebody with this email works here already. Change what they do instead.", field="email")
        set_member(actor, user=user, name=name, roles=roles, teams=teams)
    return user


def accept_invitation(actor: Actor) -> None:
    """Whoever was asked to work for the actor's council says yes: they are a member from their next page on.

    NotFound when nobody asked this sign-in, or no longer does.
    """
    with transaction.atomic():
        row = _asked(actor, actor.user)
        row.asked_at = None
        row.save(update_fields=["asked_at"])
        data = {"roles": list(row.roles), "user": row.user_id}
        journal.write(actor, MEMBER_ACCEPTED, thing=("membership", row.id), data=data)


def end_invitation(actor: Actor, *, user: int) -> None:
    """An administrator withdraws an invitation, or whoever was asked says that it is a mistake. NotFound for none."""
    own = actor.user is not None and user == actor.user
    require(own or policy.may_manage_members(actor, user))
    with transaction.atomic():
        row = _asked(actor, user)
        row.asked_at, row.ended_at = None, clock.now()
        row.save(update_fields=["asked_at", "ended_at"])
        journal.write(actor, INVITATION_ENDED, thing=("membership", row.id), data={"user": user, "declined": own})


def ask_again(actor: Actor, *, user: int) -> None:
    """Send an invitation once more. NotFound when they have accepted, said no, or were never asked."""
    require(policy.may_manage_members(actor, user))
    with transaction.atomic():
        row = _asked(actor, user)
        row.asked_at = clock.now()
        row.save(update_fields=["asked_at"])
        data = {"roles": list(row.roles), "user": user, "left": []}
        journal.write(actor, MEMBER_ASKED, thing=("membership", row.id), data=data)


def _asked(actor: Actor, user: int | None) -> models.Membership:
    """The invitation of a sign-in, locked."""
    rows = models.Membership.objects.select_for_update().filter(council_id=actor.council, user_id=user or 0)
    row = rows.filter(ended_at=None, asked_at__isnull=False).first()
    if row is None:
        raise NotFound("There is no invitation any more. It may have been accepted already.")
    return row


def end_member(actor: Actor, *, user: int) -> None:
    """End a membership: somebody has left. Their sign-in opens nothing of the council from the next page on.

    What they had is handed on by whoever hears of it in the journal. NotFound when they are no member, NotAllowed for
    one's own membership.
    """
    require(policy.may_manage_members(actor, user), "Ask another administrator: nobody changes their own rights.")
    with transaction.atomic():
        row = _member(actor, user)
        row.ended_at = clock.now()
        row.save(update_fields=["ended_at"])
        journal.write(actor, MEMBER_ENDED, thing=("membership", row.id), data={"user": user})


def _member(actor: Actor, user: int) -> models.Membership:
    """The membership of somebody who works here."""
    rows = models.Membership.objects.filter(council_id=actor.council, user_id=user, ended_at=None, asked_at=None)
    row = rows.first()
    if row is None:
        raise NotFound("There is no such member.")
    return row


def end_second_step(actor: Actor, *, user: int) -> int:
    """Take a colleague's second step and passkeys away, who lost them; returns how many. They set up new ones.

    NotFound when they are no member, NotAllowed for one's own. A sign-in is one for the whole installation, so Refusal
    for somebody who works for another council too: only the installation itself may.
    """
    require(policy.may_manage_members(actor, user), "Ask another administrator: nobody changes their own rights.")
    with transaction.atomic():
        member = _member(actor, user)
        if not actor.is_system and any(each.council != actor.council for each in memberships_of(user)):
            raise Refusal("They work for another council too. Ask whoever runs this installation.")
        ended: int = Authenticator.objects.filter(user_id=user).delete()[0]
        journal.write(actor, SECOND_STEP_ENDED, thing=("membership", member.id), data={"user": user})
    return ended


def begin_sign_up(council: int, *, user: int) -> int:
    """Somebody begins to create this sign-in at the council; returns the id of the sign-up, which is counted."""
    now = clock.now()
    return models.SignUp.objects.create(council_id=council, user_id=user, started_at=now, last_at=now).pk


def note_sign_up(council: int, *, user: int, wrong_code: bool = False) -> None:
    """The code of a sign-up was wrong, or (otherwise) right: then it is done. Nothing where nobody signs up."""
    now = clock.now()
    rows = models.SignUp.objects.filter(council_id=council, user_id=user, done_at=None)
    if wrong_code:
        rows.update(wrong_codes=F("wrong_codes") + 1, last_at=now)
    else:
        rows.update(done_at=now, last_at=now)


def take_second_step_off(*, user: int) -> int:
    """Take the second step, the recovery codes and all passkeys off a customer's sign-in; returns how many rows went.

    Called once the customer has shown who they are (people.actions.account_help). Refusal for a sign-in that works
    with a council: `end_second_step` is for those.
    """
    _refuse_working(user)
    return int(Authenticator.objects.filter(user_id=user).delete()[0])


def move_sign_in(*, user: int, email: str) -> None:
    """Let a customer sign in with another address from now on, which they have proved; the old one opens nothing.

    The password is forgotten, which signs out every browser: whoever has the old address may know it. Refusal where
    another sign-in has the address, and for one that works with a council.
    """
    _refuse_working(user)
    address = email.strip().lower()
    with transaction.atomic():
        row = models.User.objects.select_for_update().get(pk=user)
        taken = EmailAddress.objects.filter(email=address, verified=True).exclude(user_id=user).exists()
        if taken or models.User.objects.filter(email=address).exclude(pk=user).exists():
            raise Refusal("There is an account with this address by now. Sign in with it, or contact us.")
        EmailAddress.objects.filter(user_id=user).delete()
        EmailAddress.objects.create(user_id=user, email=address, primary=True, verified=True)
        row.email = address
        row.set_unusable_password()
        row.save(update_fields=["email", "password"])


def part_sign_in(*, user: int, email: str) -> int:
    """A sign-in of their own for a customer whose other one stays as it is, for another council; returns its id.

    It has the address, which they have proved, no password, and the codes of the second step: passkeys stay behind.
    Refusal where another sign-in has the address, and for one that works with a council.
    """
    _refuse_working(user)
    address = email.strip().lower()
    with transaction.atomic():
        if models.User.objects.filter(email=address).exists():
            raise Refusal("There is an account with this address by now. Sign in with it, or contact us.")
        old = models.User.objects.get(pk=user)
        made = open_sign_in(email=address, full_name=old.full_name, verified=True)
        codes = Authenticator.objects.filter(user_id=user).exclude(type=Authenticator.Type.WEBAUTHN)
        for each in codes:
            Authenticator.objects.create(user_id=made, type=each.type, data=each.data)
        return made


def close_sign_in(*, user: int) -> None:
    """Take a customer's sign-in away: nobody gets in by it, every browser is signed out, and its address is free.

    Called once the customer has closed their account and no council has it any more (people.actions.closing). Whoever
    registers with the address again has a new one. Refusal for a sign-in that works with a council.
    """
    _refuse_working(user)
    with transaction.atomic():
        row = models.User.objects.select_for_update().get(pk=user)
        EmailAddress.objects.filter(user_id=user).delete()
        Authenticator.objects.filter(user_id=user).delete()
        row.email, row.full_name, row.is_active, row.preferences = f"closed-{user}@closed.invalid", "", False, {}
        row.set_unusable_password()
        row.save()


def _refuse_working(user: int) -> None:
    if memberships_of(user):
        raise Refusal("This sign-in is used for work with a council. Their administrator repairs it.")


_OF_SYSTEM = re.compile(PEOPLE + r"[a-z0-9]+(-[a-z0-9]+){0,10}")


def create_token(
    actor: Actor, *, label: str, scopes: Iterable[str], per_minute: int = 600, secret: str | None = None
) -> str:
    """Create an API token of the actor's council and return its secret, which is not kept.

    `secret` is given only in the demo, where the token is published on purpose. Refuses scopes that nothing asks for.
    """
    require(policy.may_manage_tokens(actor))
    scopes = sorted(set(scopes))
    if unknown := [scope for scope in scopes if scope not in SCOPES and not _OF_SYSTEM.fullmatch(scope)]:
        known = f"{', '.join(SCOPES)}, and {PEOPLE}SYSTEM like {PEOPLE}council-tax"
        raise Refusal(f"There is no scope “{unknown[0]}”. There are: {known}.", field="scope")
    secret = secret or secrets.token_urlsafe(30)
    with transaction.atomic():
        row, _ = models.Token.objects.update_or_create(
            secret_hash=hash_of(secret),
            defaults={
                "council_id": actor.council,
                "label": label,
                "scopes": scopes,
                "per_minute": per_minute,
                "created_at": clock.now(),
                "ended_at": None,
            },
        )
        journal.write(actor, TOKEN_CREATED, thing=("token", row.id), data={"scopes": row.scopes})
    return secret


def end_token(actor: Actor, *, token: int) -> None:
    """End a token at once. NotFound when the council has no such token."""
    require(policy.may_manage_tokens(actor))
    with transaction.atomic():
        changed = models.Token.objects.filter(council_id=actor.council, id=token, ended_at=None).update(
            ended_at=clock.now()
        )
        if not changed:
            raise NotFound("There is no such token.")
        journal.write(actor, TOKEN_ENDED, thing=("token", token))
