"""The list of messages that reached nobody."""

import pytest

from frontdesk.domains.notifications import actions as notifications
from frontdesk.domains.notifications.models import Message
from frontdesk.domains.requests.models import Request
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.sites.desk.tests.conftest import SignIn


def lost(story: Story) -> tuple[str, int]:
    """A report whose receipt came back: its reference, and the message."""
    receipt = story.report(story.cast.nobody)
    message = Message.objects.get()
    notifications.give_up(council=story.cast.system.council, message=message.pk)
    return receipt.reference, message.pk


@pytest.mark.shows("F11")
def test_a_manager_sees_it_and_sends_it_again(story: Story, sign_in: SignIn) -> None:
    (reference, message), sam = lost(story), sign_in(story.cast.sam)
    page = sam.get("/desk/undelivered/").content.decode()
    assert reference in page and "amina@example.org" in page
    answer = sam.post(f"/desk/undelivered/{message}/again/", follow=True)
    assert "It is being sent again." in answer.content.decode()
    assert Message.objects.get(pk=message).state == "waiting"


def test_a_manager_takes_it_from_the_list(story: Story, sign_in: SignIn) -> None:
    (_, message), sam = lost(story), sign_in(story.cast.sam)
    answer = sam.post(f"/desk/undelivered/{message}/settle/", follow=True)
    assert "Every message has been delivered." in answer.content.decode()


def test_a_restricted_request_is_not_on_the_list(story: Story, sign_in: SignIn) -> None:
    reference, _ = lost(story)
    Request.objects.update(restricted=True)
    page = sign_in(story.cast.sam).get("/desk/undelivered/").content.decode()
    assert reference not in page and "amina@example.org" not in page
