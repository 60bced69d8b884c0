"""A sign-in that two councils have: what one of them repairs changes nothing of whom the other lets in."""

from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from frontdesk.domains.access import queries as sign_ins
from frontdesk.domains.access.models import User
from frontdesk.domains.people import actions, queries
from frontdesk.domains.people.tests.accounts import NOW, nell, newest, user_of
from frontdesk.domains.people.types.accounts import DOCUMENT, NEW_EMAIL, SECOND_STEP
from frontdesk.kernel import clock, tenancy
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal
from tests.support.cast import Cast

pytestmark = pytest.mark.shows("B5")


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.at(NOW):
        yield


def also_there(cast: Cast, user: int) -> int:
    """The same sign-in is a customer's of Littlewick; returns the record there."""
    there = cast.councils.littlewick.id
    with tenancy.acting_for(there):
        return actions.own_record(Actor(there, frozenset({"resident"}), user), name="Nell Field", source="web")


def linked_there(cast: Cast, user: int) -> int | None:
    with tenancy.acting_for(cast.councils.littlewick.id):
        return queries.person_of(cast.councils.littlewick.id, user)


def start(cast: Cast, person: int, kind: str = NEW_EMAIL) -> int:
    email = "new@example.org" if kind == NEW_EMAIL else ""
    return actions.help_account(cast.dee, person=person, kind=kind, checked=DOCUMENT, channel="visit", email=email)


def test_moving_the_account_here_leaves_the_sign_in_of_the_other_council_as_it_is(cast: Cast):
    person = nell(cast)
    old = user_of(cast, person)
    other = also_there(cast, old)
    actions.finish_help(cast.nobody, help_=start(cast, person))
    new = user_of(cast, person)
    assert (
        new != old
        and sign_ins.email_of(new) == "new@example.org"
        and not User.objects.get(pk=new).has_usable_password()
    )
    assert (sign_ins.email_of(old), linked_there(cast, old), linked_there(cast, new)) == (
        "nell@example.org", other, None,
    )  # fmt: skip
    assert User.objects.get(pk=old).has_usable_password()
    assert queries.person_of(cast.dee.council, old) is None
    assert queries.claimable(Actor(cast.dee.council, user=old)) == [], "the old address opens nothing here any more"
    assert [each.type for each in Authenticator.objects.filter(user_id=new)] == [Authenticator.Type.TOTP]
    helped = newest(cast, person)
    assert helped.done_at == NOW and queries.account_of(cast.dee, person).sign_in == sign_ins.sign_in(new)


def test_an_offer_of_the_other_council_does_not_go_to_the_new_address_either(cast: Cast):
    person, there = nell(cast), cast.councils.littlewick.id
    old = user_of(cast, person)
    with tenancy.acting_for(there):
        other = actions.create_person(
            cast.lena, name="Nell Field", date_of_birth=clock.today().replace(year=1950), source="phone"
        )
        actions.open_account(cast.lena, person=other, email="nell@example.org")
    actions.finish_help(cast.nobody, help_=start(cast, person))
    new = user_of(cast, person)
    with tenancy.acting_for(there):
        assert queries.claimable(Actor(there, user=new)) == []
        assert [each.person for each in queries.claimable(Actor(there, user=old))] == [other]


@pytest.mark.parametrize("when", ["when it starts", "meanwhile"])
def test_the_second_step_is_not_taken_off_what_protects_another_councils_account(cast: Cast, when: str):
    person = nell(cast)
    user = user_of(cast, person)
    if when == "when it starts":
        also_there(cast, user)
        with pytest.raises(Refusal, match="another council too"):
            start(cast, person, SECOND_STEP)
    else:
        help_ = start(cast, person, SECOND_STEP)
        also_there(cast, user)
        with pytest.raises(Refusal, match="Contact us"):
            actions.finish_help(cast.nobody, help_=help_)
    assert sign_ins.sign_in(user).second_step


def test_one_that_no_other_council_has_is_moved_as_it_is(cast: Cast):
    person = nell(cast)
    user = user_of(cast, person)
    actions.finish_help(cast.nobody, help_=start(cast, person))
    assert user_of(cast, person) == user and sign_ins.email_of(user) == "new@example.org"
    assert not EmailAddress.objects.filter(email="nell@example.org").exists()


def test_an_address_that_was_taken_meanwhile_parts_nothing(cast: Cast):
    person = nell(cast)
    user = user_of(cast, person)
    also_there(cast, user)
    help_ = start(cast, person)
    User.objects.create_user("new@example.org")
    with pytest.raises((Refusal, NotFound)):
        actions.finish_help(cast.nobody, help_=help_)
    assert user_of(cast, person) == user
