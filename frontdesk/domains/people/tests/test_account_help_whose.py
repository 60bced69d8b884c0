"""Help with an account is for the one whose account it is: what of the dead, of joined, of restricted records."""

from collections.abc import Iterator

import pytest

from frontdesk.domains.access import queries as sign_ins
from frontdesk.domains.people import actions, queries
from frontdesk.domains.people.actions.erase import erase_people
from frontdesk.domains.people.tests.accounts import NOW, nell, user_of
from frontdesk.domains.people.types.accounts import (
    DOCUMENT,
    KNOWN,
    NEW_EMAIL,
    SECOND_STEP,
    WAY_IN,
)
from frontdesk.kernel import clock, tenancy
from frontdesk.kernel.errors import NotFound, Refusal
from tests.support.cast import Cast


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.at(NOW):
        yield


def test_the_other_council_finds_no_such_help(cast: Cast):
    person = nell(cast)
    id_ = actions.help_account(cast.dee, person=person, kind=SECOND_STEP, checked=DOCUMENT, channel="visit")
    with tenancy.acting_for(cast.lena.council, cast.dee.council):
        for act in (
            lambda: actions.help_account(cast.lena, person=person, kind=WAY_IN, checked=KNOWN),
            lambda: actions.send_help_again(cast.lena, help_=id_),
            lambda: actions.stop_help(cast.lena, help_=id_),
            lambda: actions.finish_help(cast.lena, help_=id_),
            lambda: actions.refuse_help(cast.lena, help_=id_),
        ):
            with pytest.raises(NotFound):
                act()


def test_a_restricted_customer_is_helped_by_those_named_only(cast: Cast):
    person = nell(cast)
    actions.restrict_person(cast.sam, person=person, readers=[cast.sam.user or 0])
    with pytest.raises(NotFound):
        actions.help_account(cast.dee, person=person, kind=WAY_IN, checked=KNOWN)
    actions.help_account(cast.sam, person=person, kind=WAY_IN, checked=KNOWN)


def test_nobody_opens_or_repairs_the_account_of_somebody_who_died(cast: Cast):
    person = nell(cast)
    actions.say_died(cast.dee, person=person, source="desk")
    with pytest.raises(Refusal, match="report that they have died"):
        actions.help_account(cast.dee, person=person, kind=WAY_IN, checked=KNOWN)


def test_what_was_started_is_not_finished_for_somebody_who_died_meanwhile(cast: Cast):
    person = nell(cast)
    id_ = actions.help_account(cast.dee, person=person, kind=SECOND_STEP, checked=DOCUMENT, channel="visit")
    actions.say_died(cast.dee, person=person, source="desk")
    with pytest.raises(NotFound):
        actions.finish_help(cast.nobody, help_=id_)
    assert sign_ins.sign_in(user_of(cast, person)).second_step


def test_what_was_started_on_a_wrong_join_is_not_finished_on_the_sign_in_of_somebody_else(cast: Cast):
    person = nell(cast)
    anna = actions.create_person(cast.dee, name="Anna Otherwood", source="phone", phone="07700 900322")
    join = actions.join_people(cast.sam, person=person, into=anna, why="Taken for one woman")
    id_ = actions.help_account(
        cast.dee, person=anna, kind=NEW_EMAIL, checked=DOCUMENT, channel="visit", email="anna@example.org"
    )
    actions.undo_join(cast.sam, join=join, why="Two women")
    with pytest.raises(NotFound):
        actions.finish_help(cast.nobody, help_=id_)
    assert sign_ins.email_of(user_of(cast, person)) == "nell@example.org"


def test_of_two_joined_accounts_neither_is_repaired_before_it_is_known_whose_they_are(cast: Cast):
    person, amina = nell(cast), actions.own_record(cast.amina, name="Amina Testwood", source="web")
    actions.join_people(cast.sam, person=person, into=amina, why="One woman with two accounts")
    with pytest.raises(Refusal, match="Two accounts are joined here"):
        actions.help_account(cast.dee, person=amina, kind=SECOND_STEP, checked=DOCUMENT, channel="visit")
    assert actions.help_account(cast.dee, person=amina, kind=WAY_IN, checked=KNOWN)


def test_what_is_erased_is_over_and_names_no_sign_in(cast: Cast):
    person = nell(cast)
    id_ = actions.help_account(
        cast.dee, person=person, kind=NEW_EMAIL, checked=DOCUMENT, channel="visit", email="new@example.org"
    )
    erase_people(cast.dee.council, [person])
    found = queries.account_help(cast.dee.council, id_)
    assert (found.is_open, found.to) == (False, "")
