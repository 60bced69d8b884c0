"""Staff open and repair accounts without ever knowing a secret; whoever rings up as somebody else does not get in."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress

from frontdesk.domains.access import actions as access
from frontdesk.domains.access import queries as sign_ins
from frontdesk.domains.notifications.models import Message
from frontdesk.domains.people import actions, queries
from frontdesk.domains.people.rules.accounts import plan
from frontdesk.domains.people.tests.accounts import BORN, NOW, nell, newest, user_of
from frontdesk.domains.people.tests.stories import kinds
from frontdesk.domains.people.types.accounts import (
    CALLED_BACK,
    CUSTOMER,
    DOCUMENT,
    KNOWN,
    NEW_EMAIL,
    NEWER,
    OPENING,
    SECOND_STEP,
    TOO_LATE,
    WAITS,
    WAY_IN,
)
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal
from tests.support.cast import Cast


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.at(NOW):
        yield


# What the check is worth: a table ---------------------------------------------------------------------------------

REFUSED = None
AT_ONCE = timedelta(0)


@pytest.mark.shows("B5")
@pytest.mark.parametrize(
    ("kind", "checked", "channel", "held", "waits"),
    [
        (OPENING, KNOWN, "phone", True, AT_ONCE),
        (WAY_IN, KNOWN, "phone", False, AT_ONCE),
        (WAY_IN, KNOWN, "", False, AT_ONCE),
        # Whoever rings and knows everything about her: a former partner, a carer, a thief of post.
        (SECOND_STEP, KNOWN, "phone", True, REFUSED),
        (NEW_EMAIL, KNOWN, "phone", True, REFUSED),
        (NEW_EMAIL, KNOWN, "visit", True, REFUSED),
        # Whoever gave us a number yesterday and is rung back on it today.
        (NEW_EMAIL, CALLED_BACK, "phone", False, REFUSED),
        (SECOND_STEP, CALLED_BACK, "phone", False, REFUSED),
        # Rung back on a number of long ago: three days in which she hears of it.
        (NEW_EMAIL, CALLED_BACK, "phone", True, WAITS),
        (SECOND_STEP, CALLED_BACK, "phone", True, WAITS),
        (SECOND_STEP, CALLED_BACK, "", True, REFUSED),
        # A document is seen only of somebody who is here.
        (SECOND_STEP, DOCUMENT, "phone", True, REFUSED),
        (NEW_EMAIL, DOCUMENT, "", True, REFUSED),
        (NEW_EMAIL, DOCUMENT, "visit", False, AT_ONCE),
        (SECOND_STEP, DOCUMENT, "visit", False, AT_ONCE),
        # Nothing chosen, or made up.
        (OPENING, "", "phone", True, REFUSED),
        ("everything", DOCUMENT, "visit", True, REFUSED),
    ],
)
def test_the_more_is_lost_the_surer_we_must_be(
    kind: str, checked: str, channel: str, held: bool, waits: timedelta | None
):
    found = plan(kind, checked, channel=channel, number_held=held)
    assert (REFUSED if found.refusal else found.waits) == waits


# Opening ------------------------------------------------------------------------------------------------------------


@pytest.mark.shows("B5")
def test_opened_with_help_then_activated_then_used_unaided_are_three_moments(cast: Cast):
    person = actions.create_person(cast.dee, name="Nell Field", date_of_birth=BORN, source="phone")
    user = actions.open_account(cast.dee, person=person, email="nell@example.org", channel="phone")
    assert not sign_ins.sign_in(user).has_password
    opened = newest(cast, person)
    assert (opened.kind, opened.checked, opened.channel, opened.is_open) == (OPENING, KNOWN, "phone", True)
    assert opened.to == "n•••l@example.org"
    customer = Actor(cast.dee.council, user=user)
    with clock.at(NOW + timedelta(minutes=4)):
        EmailAddress.objects.filter(user_id=user).update(verified=True)
        actions.note_sign_in(customer)
        actions.link_sign_in(customer, user=user, person=person, date_of_birth=BORN)
    assert newest(cast, person).done_at == NOW + timedelta(minutes=4)
    assert newest(cast, person).used_at is None
    for days in (9, 10):
        with clock.at(NOW + timedelta(days=days)):
            actions.note_sign_in(customer)
    assert newest(cast, person).used_at == NOW + timedelta(days=9)
    assert "people.account_used_again" in kinds(cast.dee.council, person)


def test_another_proved_address_hears_that_an_account_was_opened(cast: Cast):
    person = actions.create_person(
        cast.nobody, name="Nell Field", date_of_birth=BORN, source="web", email="nell@example.org"
    )
    actions.prove_contact_point(cast.system, point=queries.person(cast.system, person).points[0].id)
    actions.open_account(cast.dee, person=person, email="thief@example.org")
    journal.deliver(cast.dee.council)
    (heard,) = Message.objects.filter(address="nell@example.org")
    assert "was this you" in heard.subject and "/account/not-me/" in heard.link


def test_an_account_is_not_opened_for_an_address_that_is_used_for_work(cast: Cast):
    person = actions.create_person(cast.dee, name="Nell Field", date_of_birth=BORN, source="phone")
    with pytest.raises(Refusal, match="private email"):
        actions.open_account(cast.dee, person=person, email="dee@council.example")


@pytest.mark.shows("B5")
@pytest.mark.parametrize("who", ["customer", "staff", "nobody in time"])
def test_an_account_that_was_stopped_opens_to_nobody(cast: Cast, who: str):
    person = actions.create_person(cast.dee, name="Nell Field", date_of_birth=BORN, source="phone")
    user = actions.open_account(cast.dee, person=person, email="thief@example.org", channel="phone")
    EmailAddress.objects.filter(user_id=user).update(verified=True)
    thief, help_ = Actor(cast.dee.council, user=user), newest(cast, person).id
    assert [claim.person for claim in queries.claimable(thief)] == [person]
    with clock.at(NOW + timedelta(days=15)):
        if who == "customer":
            actions.refuse_help(cast.nobody, help_=help_)
        elif who == "staff":
            actions.stop_help(cast.dee, help_=help_)
        else:
            assert actions.end_old_helps(cast.dee.council) == 1
        assert queries.claimable(thief) == []
        with pytest.raises(NotFound):
            actions.link_sign_in(thief, user=user, person=person, date_of_birth=BORN)


def test_an_account_that_is_opened_again_for_the_same_address_still_opens(cast: Cast):
    person = actions.create_person(cast.dee, name="Nell Field", date_of_birth=BORN, source="phone")
    user = actions.open_account(cast.dee, person=person, email="nell@example.org")
    with clock.at(NOW + timedelta(hours=1)):
        assert actions.open_account(cast.dee, person=person, email="nell@example.org") == user
    assert queries.account_of(cast.dee, person).helps[1].stopped_why == NEWER
    EmailAddress.objects.filter(user_id=user).update(verified=True)
    assert [claim.person for claim in queries.claimable(Actor(cast.dee.council, user=user))] == [person]


def test_whoever_has_an_account_is_opened_no_second_one(cast: Cast):
    person = nell(cast)
    with pytest.raises(Refusal, match="have an account already"):
        actions.open_account(cast.dee, person=person, email="thief@example.org")


# Repair -------------------------------------------------------------------------------------------------------------


@pytest.mark.shows("B5")
def test_whoever_cannot_get_in_is_told_how_and_nothing_of_the_account_changes(cast: Cast):
    person = nell(cast)
    actions.help_account(cast.dee, person=person, kind=WAY_IN, checked=KNOWN, channel="phone")
    journal.deliver(cast.dee.council)
    (told,) = Message.objects.filter(council_id=cast.dee.council)
    assert told.address == "nell@example.org" and told.link.endswith("/account/sign-in/code/")
    user = user_of(cast, person)
    assert sign_ins.sign_in(user).has_password and sign_ins.sign_in(user).second_step
    actions.note_sign_in(Actor(cast.dee.council, user=user))
    assert newest(cast, person).done_at == NOW


@pytest.mark.shows("B5")
def test_a_lost_second_step_goes_after_three_days_in_which_everybody_hears_of_it(cast: Cast):
    person = nell(cast)
    user = user_of(cast, person)
    id_ = actions.help_account(cast.dee, person=person, kind=SECOND_STEP, checked=CALLED_BACK, channel="phone")
    journal.deliver(cast.dee.council)
    told = {each.address: each for each in Message.objects.filter(council_id=cast.dee.council)}
    assert set(told) == {"nell@example.org", "+447700900321"}
    assert "/account/repair/" in told["nell@example.org"].link and "/account/not-me/" in told["+447700900321"].body
    with pytest.raises(Refusal, match="too early"):
        actions.finish_help(cast.nobody, help_=id_)
    with clock.at(NOW + WAITS):
        assert actions.finish_help(cast.nobody, help_=id_) == SECOND_STEP
    assert not sign_ins.sign_in(user).second_step and sign_ins.sign_in(user).has_password
    with clock.at(NOW + WAITS), pytest.raises(NotFound):
        actions.finish_help(cast.nobody, help_=id_)


@pytest.mark.shows("B5")
def test_the_account_moves_to_the_new_address_when_its_owner_presses_the_button(cast: Cast):
    person = nell(cast)
    user = user_of(cast, person)
    id_ = actions.help_account(
        cast.dee, person=person, kind=NEW_EMAIL, checked=DOCUMENT, channel="visit", email="Nell.New@example.org"
    )
    journal.deliver(cast.dee.council)
    addresses = set(Message.objects.filter(council_id=cast.dee.council).values_list("address", flat=True))
    assert addresses == {"nell.new@example.org", "nell@example.org", "+447700900321"}
    assert sign_ins.email_of(user) == "nell@example.org"
    actions.finish_help(cast.nobody, help_=id_)
    assert sign_ins.verified_emails(user) == ["nell.new@example.org"]
    assert not sign_ins.sign_in(user).has_password, "whoever has the old address may know the password"
    assert sign_ins.sign_in(user).second_step, "the second step keeps its own"
    found = queries.person(cast.dee, person)
    assert [point.value for point in found.points if point.kind == "email"] == ["nell.new@example.org"]
    assert queries.account_of(cast.dee, person).helps[0].done_at == NOW


def test_whoever_rang_and_then_comes_with_a_document_does_not_wait_three_days(cast: Cast):
    person = nell(cast)
    told = {"person": person, "kind": NEW_EMAIL, "email": "nell.new@example.org"}
    rang = actions.help_account(cast.dee, **told, checked=CALLED_BACK, channel="phone")
    with clock.at(NOW + timedelta(minutes=5)):
        here = actions.help_account(cast.dee, **told, checked=DOCUMENT, channel="visit")
        assert here != rang and queries.account_help(cast.dee.council, rang).stopped_why == NEWER
        assert actions.help_account(cast.dee, **told, checked=DOCUMENT, channel="visit") == here
        assert actions.finish_help(cast.nobody, help_=here) == NEW_EMAIL


def test_whoever_it_is_taken_from_stops_it(cast: Cast):
    person = nell(cast)
    id_ = actions.help_account(
        cast.dee, person=person, kind=NEW_EMAIL, checked=CALLED_BACK, channel="phone", email="thief@example.org"
    )
    actions.refuse_help(cast.nobody, help_=id_)
    assert newest(cast, person).stopped_why == CUSTOMER
    with clock.at(NOW + WAITS), pytest.raises(NotFound):
        actions.finish_help(cast.nobody, help_=id_)


def test_a_newer_one_takes_the_place_of_one_that_waits_and_old_ones_are_over(cast: Cast):
    person = nell(cast)
    first = actions.help_account(cast.dee, person=person, kind=SECOND_STEP, checked=CALLED_BACK, channel="phone")
    second = actions.help_account(
        cast.dee, person=person, kind=NEW_EMAIL, checked=CALLED_BACK, channel="phone", email="new@example.org"
    )
    assert [each.stopped_why for each in queries.account_of(cast.dee, person).helps if each.id == first] == [NEWER]
    with clock.at(NOW + WAITS + timedelta(days=15)):
        with pytest.raises(NotFound):
            actions.finish_help(cast.nobody, help_=second)
        assert actions.end_old_helps(cast.dee.council) == 1
    assert newest(cast, person).stopped_why == TOO_LATE


# Who may not --------------------------------------------------------------------------------------------------------


def test_a_number_given_today_is_no_number_to_ring_back(cast: Cast):
    person = nell(cast, since=timedelta(days=3))
    assert queries.numbers_to_ring(cast.dee, person) == []
    with pytest.raises(Refusal, match="30 days"):
        actions.help_account(cast.dee, person=person, kind=SECOND_STEP, checked=CALLED_BACK, channel="phone")


def test_the_sign_in_of_a_colleague_is_not_repaired_at_the_desk(cast: Cast):
    person = nell(cast)
    access.set_member(cast.system, user=user_of(cast, person), name="Nell Field", roles=["manager"])
    with pytest.raises(Refusal, match="administrator"):
        actions.help_account(
            cast.dee, person=person, kind=NEW_EMAIL, checked=DOCUMENT, channel="visit", email="thief@example.org"
        )


def test_an_address_that_is_another_account_is_not_taken_over(cast: Cast):
    person = nell(cast)
    with pytest.raises(Refusal, match="There is an account with this address"):
        actions.help_account(
            cast.dee, person=person, kind=NEW_EMAIL, checked=DOCUMENT, channel="visit", email="bill@example.org"
        )


def test_nobody_repairs_their_own_and_customers_repair_nobodys(cast: Cast):
    person = nell(cast)
    with pytest.raises(NotAllowed):
        actions.help_account(cast.dee.as_person(person), person=person, kind=WAY_IN, checked=KNOWN)
    for actor in (cast.bill, cast.pat, cast.ada, cast.nobody):
        with pytest.raises((NotAllowed, NotFound)):
            actions.help_account(actor, person=person, kind=WAY_IN, checked=KNOWN)


def test_it_is_sent_a_few_times_and_started_a_few_times_and_no_more(cast: Cast):
    person = nell(cast)
    id_ = actions.help_account(cast.dee, person=person, kind=WAY_IN, checked=KNOWN)
    for _ in range(2):
        actions.send_help_again(cast.dee, help_=id_)
    with pytest.raises(Refusal, match="several times"):
        actions.send_help_again(cast.dee, help_=id_)
    for hours in (1, 2):
        with clock.at(NOW + timedelta(hours=hours)):
            actions.help_account(cast.dee, person=person, kind=WAY_IN, checked=KNOWN)
    with clock.at(NOW + timedelta(hours=3)), pytest.raises(Refusal, match="3 times today"):
        actions.help_account(cast.dee, person=person, kind=WAY_IN, checked=KNOWN)
