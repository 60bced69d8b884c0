"""Who somebody is in a council. Before a council is known only two definer functions answer (TRIED 1)."""

import hashlib
from collections.abc import Iterable

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.postgres.aggregates import ArrayAgg
from django.db import connection
from django.db.models import Q, Value

from frontdesk.domains.access import models
from frontdesk.domains.access.types import ROLE_NAMES, Invitation, Membership, SignIn, TokenFacts
from frontdesk.kernel import planned
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.reading import once_a_page


def memberships_of(user: int) -> list[Membership]:
    """The user's memberships in all councils of the installation, whatever council is set."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT council_id, user_id, name, roles, teams FROM memberships_of(%s)", [user])
        return [
            Membership(council, user_id, name, frozenset(roles), frozenset(teams))
            for council, user_id, name, roles, teams in cursor.fetchall()
        ]


def actor_for(
    council: int,
    user: int | None,
    person: int | None = None,
    *,
    own: int | None = None,
    memberships: Iterable[Membership] | None = None,
) -> Actor:
    """The actor that this sign-in is in this council: staff roles from the membership, else a resident.

    `own` is the very record that it was linked to, `memberships` are the user's own, where they have just been read.
    """
    if user is None:
        return Actor.nobody(council)
    for membership in memberships_of(user) if memberships is None else memberships:
        if membership.council == council:
            return Actor(council, membership.roles, user, person, teams=membership.teams, own=own)
    return Actor(council, frozenset({"resident"}), user, person, own=own)


def hash_of(secret: str) -> str:
    """How a token's secret is kept. Secrets are 40 random characters, so a plain hash cannot be guessed back."""
    return hashlib.sha256(secret.encode()).hexdigest()


def token_by_secret(secret: str) -> TokenFacts | None:
    """The living token with this secret, whatever council is set; None when there is none."""
    with planned.cursor() as cursor:
        cursor.execute("SELECT id, council_id, label, scopes, per_minute FROM token_by_hash(%s)", [hash_of(secret)])
        row = cursor.fetchone()
    return TokenFacts(row[0], row[1], row[2], frozenset(row[3]), row[4]) if row else None


def tokens(council: int) -> list[TokenFacts]:
    """The council's living tokens, oldest first."""
    rows = models.Token.objects.filter(council_id=council, ended_at=None).order_by("id")
    return [TokenFacts(row.pk, row.council_id, row.label, frozenset(row.scopes), row.per_minute) for row in rows]


def actor_for_token(token: TokenFacts) -> Actor:
    """The actor a token is: role `api` and one role per scope (`scope:contacts`)."""
    roles = frozenset({"api", *(f"scope:{scope}" for scope in token.scopes)})
    return Actor(token.council, roles, token=token.id)


def names_of(council: int, users: Iterable[int]) -> dict[int, str]:
    """The names colleagues know these users by, by user id."""
    rows = models.Membership.objects.filter(council_id=council, user_id__in=list(users))
    return {row.user_id: row.name for row in rows}


def roles_of(council: int, users: Iterable[int]) -> dict[int, str]:
    """What these users are here, in words, with their teams where they have any ("Adviser, Customer services").

    Of those who left too: for whoever may know what somebody was, and not who.
    """
    rows = models.Membership.objects.filter(council_id=council, user_id__in=list(users))
    placed = rows.annotate(
        in_teams=ArrayAgg("places__team__name", filter=Q(places__isnull=False), default=Value([]))
    ).order_by("id")
    return {
        user: ", ".join([*(ROLE_NAMES.get(role, role) for role in roles), *sorted(teams)])
        for user, roles, teams in placed.values_list("user_id", "roles", "in_teams")
    }


def emails_of(council: int, users: Iterable[int]) -> dict[int, str]:
    """The sign-in addresses of the council's present members among these users, by user id."""
    rows = models.Membership.objects.filter(council_id=council, user_id__in=list(users), ended_at=None, asked_at=None)
    return dict(rows.values_list("user_id", "user__email"))


def members(council: int, *, team: int | None = None, role: str | None = None) -> list[Membership]:
    """The council's present members by name, of one team or with one role where asked."""
    rows = models.Membership.objects.filter(council_id=council, ended_at=None, asked_at=None).order_by("name", "id")
    placed = rows.annotate(in_teams=ArrayAgg("places__team_id", filter=Q(places__isnull=False), default=Value([])))
    found = [
        Membership(council, user, name, frozenset(roles), frozenset(teams))
        for user, name, roles, teams in placed.values_list("user_id", "name", "roles", "in_teams")
    ]
    return [m for m in found if (team is None or team in m.teams) and (role is None or role in m.roles)]


def invitations(council: int, *, user: int | None = None) -> list[Invitation]:
    """Who has been asked to work here and has not accepted yet, by name; of one sign-in where asked."""
    rows = models.Membership.objects.filter(council_id=council, ended_at=None, asked_at__isnull=False)
    if user is not None:
        rows = rows.filter(user_id=user)
    told = rows.order_by("name", "id").values_list("user_id", "name", "user__email", "roles", "asked_at")
    return [
        Invitation(council, who, name, email, frozenset(roles), asked_at)
        for who, name, email, roles, asked_at in told
        if asked_at is not None
    ]


def user_by_email(email: str) -> models.User | None:
    """The sign-in with this email, or None."""
    return models.User.objects.filter(email=email.strip().lower()).first()


@once_a_page
def email_of(user: int) -> str:
    """The email this sign-in gets in by; '' when the sign-in is gone."""
    return emails_by_user([user]).get(user, "")


def emails_by_user(users: Iterable[int]) -> dict[int, str]:
    """The same of several, by user id; a sign-in that is gone has none."""
    return dict(models.User.objects.filter(pk__in=list(users)).values_list("pk", "email"))


@once_a_page
def verified_emails(user: int) -> list[str]:
    """The emails this sign-in has proved by a code, in lower case."""
    rows = EmailAddress.objects.filter(user_id=user, verified=True).order_by("-primary", "id")
    return [row.email.lower() for row in rows]


def sign_in(user: int) -> SignIn:
    """How this sign-in gets in: email, whether it has a password, a second step, how many passkeys."""
    row = models.User.objects.get(pk=user)
    kinds = list(Authenticator.objects.filter(user_id=user).values_list("type", flat=True))
    passkeys = kinds.count(Authenticator.Type.WEBAUTHN)
    codes = Authenticator.Type.RECOVERY_CODES in kinds
    return SignIn(row.email, row.has_usable_password(), Authenticator.Type.TOTP in kinds, passkeys, codes)
