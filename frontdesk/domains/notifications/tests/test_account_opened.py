"""A customer for whom staff opened an account is told how to get in."""

from datetime import date

import pytest

from frontdesk.domains.access.models import User
from frontdesk.domains.notifications.models import Message
from frontdesk.domains.notifications.rules.account_help import to_hear
from frontdesk.domains.people import actions as people
from frontdesk.domains.people.types.accounts import NEW_EMAIL, OPENING, SECOND_STEP, HelpToTell
from frontdesk.kernel import clock, journal
from tests.support.cast import Cast


@pytest.mark.shows("B5")
def test_it_tells_once_and_carries_no_secret(cast: Cast):
    person = people.create_person(cast.dee, name="Nell Field", date_of_birth=date(1950, 2, 1), source="phone")
    for _ in range(2):
        people.open_account(cast.dee, person=person, email="nell@example.org")
        journal.deliver(cast.dee.council)
    (message,) = Message.objects.filter(address="nell@example.org")
    assert message.subject == "Your account is ready"
    assert message.link.endswith("/c/demo/account/sign-in/code/")
    assert "password" in message.body and "code" in message.body


def test_a_customers_own_link_tells_nobody(cast: Cast):
    people.own_record(cast.amina, name="Amina Begum", source="web")
    journal.deliver(cast.dee.council)
    assert not Message.objects.filter(council_id=cast.dee.council).exists()


@pytest.mark.parametrize("kind", [OPENING, SECOND_STEP, NEW_EMAIL])
def test_whoever_did_not_ask_reads_that_somebody_else_did(kind: str):
    words = to_hear(HelpToTell(kind, 1, "x@example.org", clock.now(), False, (), ()), "01632 960100")
    assert words is not None and words.body.startswith("Somebody told us that they are you")
    assert "as you asked" not in words.body


def test_a_sign_in_that_is_gone_does_not_stop_the_news(cast: Cast):
    person = people.create_person(cast.dee, name="Nell Field", date_of_birth=date(1950, 2, 1), source="phone")
    people.open_account(cast.dee, person=person, email="nell@example.org")
    User.objects.filter(email="nell@example.org").delete()
    journal.deliver(cast.dee.council)
    assert not Message.objects.filter(council_id=cast.dee.council).exists()
