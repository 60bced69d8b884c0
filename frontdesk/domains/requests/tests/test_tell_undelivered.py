"""One digest a day to the team whose customer was not reached; to managers where the team has no address."""

from datetime import timedelta

import pytest
from django.db.models import QuerySet

from frontdesk.domains.notifications import actions as notifications
from frontdesk.domains.notifications import queries as messages
from frontdesk.domains.notifications.models import Message
from frontdesk.domains.organisations.models import Team
from frontdesk.domains.requests import actions
from frontdesk.domains.requests.tests.conftest import NOW
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.kernel import clock


def ours(story: Story) -> QuerySet[Message]:
    return Message.objects.filter(council_id=story.cast.system.council)


def lose_all(story: Story) -> None:
    """Every message written so far comes back."""
    for message in ours(story).filter(state="waiting"):
        notifications.give_up(council=story.cast.system.council, message=message.pk)


def digests(story: Story) -> list[Message]:
    return list(ours(story).filter(topic="requests.undelivered").order_by("address"))


@pytest.mark.shows("F11")
def test_a_team_is_told_once_a_day(story: Story):
    Team.objects.filter(code="waste").update(email="waste@council.example")
    made = [story.report(story.cast.nobody, answers={"address": f"{number} Mill Lane, ZY1 1AB"}) for number in (1, 2)]
    lose_all(story)
    with clock.at(NOW + timedelta(hours=20)):
        assert actions.tell_undelivered(story.cast.system.council) == 1
        actions.tell_undelivered(story.cast.system.council)
    (digest,) = digests(story)
    assert digest.address == "waste@council.example"
    assert all(receipt.reference in digest.body for receipt in made)
    assert "Amina" not in digest.body and "amina@" not in digest.body
    with clock.at(NOW + timedelta(hours=45)):
        assert actions.tell_undelivered(story.cast.system.council) == 0
        assert len(messages.undelivered(story.cast.sam)) == 3  # the digest itself waits for its carrier


def test_managers_are_told_where_a_team_has_no_address_and_of_what_no_team_has(story: Story):
    receipt = story.report(story.cast.nobody)
    notifications.tell(
        story.cast.system,
        topic="account",
        subject="Your code",
        body="123456",
        about=("user", 0),
        key="code:1",
        email="gone@example.org",
    )
    lose_all(story)
    assert actions.tell_undelivered(story.cast.system.council) == 1
    (digest,) = digests(story)
    assert digest.address == "sam@council.example"
    assert receipt.reference in digest.body and "saved forms and the like: 1" in digest.body
    assert "123456" not in digest.body and "gone@" not in digest.body
