"""Nell, who has an account, for the stories of accounts that staff open and repair."""

from datetime import UTC, date, datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from frontdesk.domains.access.models import User
from frontdesk.domains.notifications.models import Message
from frontdesk.domains.people import actions, queries
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from tests.support.cast import Cast

NOW = datetime(2026, 12, 1, 10, tzinfo=UTC)
BORN = date(1950, 2, 1)


def nell(cast: Cast, *, phone: str = "07700 900321", since: timedelta = timedelta(days=90)) -> int:
    """Nell has an account that is hers, with a password, an app for codes and a number we have had for a while."""
    with clock.at(NOW - since):
        person = actions.create_person(
            cast.dee, name="Nell Field", date_of_birth=BORN, source="phone", email="nell@example.org", phone=phone
        )
        user = actions.open_account(cast.dee, person=person, email="nell@example.org")
        EmailAddress.objects.filter(user_id=user).update(verified=True)
        actions.link_sign_in(Actor(cast.dee.council, user=user), user=user, person=person, date_of_birth=BORN)
        row = User.objects.get(pk=user)
        row.set_password("three random words")
        row.save()
        Authenticator.objects.create(user_id=user, type=Authenticator.Type.TOTP, data={})
        journal.deliver(cast.dee.council)
        Message.objects.filter(council_id=cast.dee.council).delete()
    return person


def user_of(cast: Cast, person: int) -> int:
    links = queries.person(cast.system, person)
    assert links.has_account
    return User.objects.get(signinlink__person_id=person, signinlink__confirmed_at__isnull=False).pk


def newest(cast: Cast, person: int):
    """The newest help as the adviser sees it."""
    return queries.account_of(cast.dee, person).helps[0]
