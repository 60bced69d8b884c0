"""An account opened on answers alone is told to whatever we had of them, and "it was not me" is work for staff."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress

from frontdesk.domains.notifications.models import Message
from frontdesk.domains.people import actions, queries
from frontdesk.domains.people.tests.accounts import BORN, NOW, newest
from frontdesk.domains.people.tests.stories import kinds
from frontdesk.domains.people.types.accounts import KNOWN
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal
from tests.support.cast import Cast


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.at(NOW):
        yield


def old_nell(cast: Cast, **points: str) -> int:
    """Nell as we have known her for long, with points that nobody ever proved."""
    with clock.at(NOW - timedelta(days=60)):
        return actions.create_person(cast.dee, name="Nell Field", date_of_birth=BORN, source="phone", **points)


@pytest.mark.shows("B5")
def test_opened_on_answers_alone_it_is_told_to_whatever_we_have_had_of_them_for_long(cast: Cast):
    person = old_nell(cast, email="nell@example.org", phone="07700 900321")
    actions.add_contact_point(cast.dee, person=person, kind="email", value="thief2@example.org", source="phone")
    actions.open_account(cast.dee, person=person, email="thief@example.org", checked=KNOWN, channel="phone")
    journal.deliver(cast.dee.council)
    heard = {each.address: each for each in Message.objects.filter(council_id=cast.dee.council)}
    assert set(heard) == {"thief@example.org", "nell@example.org", "+447700900321"}
    assert "/account/not-me/" in heard["nell@example.org"].link and "/account/not-me/" in heard["+447700900321"].body
    assert "Nell" not in heard["+447700900321"].body + heard["nell@example.org"].body


def test_what_a_restricted_customer_never_proved_hears_nothing(cast: Cast):
    person = old_nell(cast, email="nell@example.org", phone="07700 900321")
    actions.restrict_person(cast.sam, person=person, readers=[cast.dee.user or 0])
    actions.open_account(cast.dee, person=person, email="new@example.org", checked=KNOWN, channel="phone")
    journal.deliver(cast.dee.council)
    assert {each.address for each in Message.objects.filter(council_id=cast.dee.council)} == {"new@example.org"}


@pytest.mark.shows("B5")
@pytest.mark.parametrize("done", [False, True])
def test_it_was_not_me_is_work_for_staff_also_where_it_was_done_already(cast: Cast, done: bool):
    person = old_nell(cast, email="nell@example.org")
    user = actions.open_account(cast.dee, person=person, email="thief@example.org", checked=KNOWN, channel="phone")
    help_ = newest(cast, person).id
    if done:
        EmailAddress.objects.filter(user_id=user).update(verified=True)
        thief = Actor(cast.dee.council, user=user)
        actions.link_sign_in(thief, user=user, person=person, date_of_birth=BORN)
    assert queries.denied_helps(cast.dee) == []
    for _ in range(2):
        assert actions.refuse_help(cast.nobody, help_=help_) is not done
    (listed,) = queries.denied_helps(cast.dee)
    assert (listed.name, listed.help.id, listed.help.done_at is not None) == ("Nell Field", help_, done)
    assert kinds(cast.dee.council, person).count("people.account_help_denied") == 1
    with pytest.raises(NotAllowed):
        queries.denied_helps(cast.des)
    with pytest.raises(NotFound):
        actions.settle_denied(cast.lena, help_=help_, words="Not mine")
    with pytest.raises(Refusal, match="what you found"):
        actions.settle_denied(cast.dee, help_=help_, words=" ")
    actions.settle_denied(cast.dee, help_=help_, words="Rang her: it was her sister")
    assert queries.denied_helps(cast.dee) == []
    assert newest(cast, person).settled_words == "Rang her: it was her sister"
    with pytest.raises(NotFound):
        actions.refuse_help(cast.nobody, help_=help_)


def test_of_a_restricted_customer_only_those_named_look_into_it(cast: Cast):
    person = old_nell(cast, email="nell@example.org")
    actions.open_account(cast.dee, person=person, email="thief@example.org")
    help_ = newest(cast, person).id
    actions.refuse_help(cast.nobody, help_=help_)
    actions.restrict_person(cast.sam, person=person, readers=[cast.sam.user or 0])
    assert queries.denied_helps(cast.dee) == []
    with pytest.raises(NotFound):
        actions.settle_denied(cast.dee, help_=help_, words="Seen")
    assert len(queries.denied_helps(cast.sam)) == 1


def test_after_three_months_the_link_says_nothing_more(cast: Cast):
    person = old_nell(cast)
    actions.open_account(cast.dee, person=person, email="thief@example.org")
    with clock.at(NOW + timedelta(days=91)), pytest.raises(NotFound):
        actions.refuse_help(cast.nobody, help_=newest(cast, person).id)
