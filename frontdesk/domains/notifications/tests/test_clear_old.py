"""What we wrote leaves the table after three months, and when a person is erased; that we wrote stays."""

from datetime import timedelta

import pytest

from frontdesk.domains.notifications import actions, queries
from frontdesk.domains.notifications.models import Message
from frontdesk.domains.notifications.tests.test_tell import WORDS
from frontdesk.domains.people import actions as people
from frontdesk.kernel import clock, tenancy
from frontdesk.kernel.holdings import holdings
from tests.support.cast import Cast

TEXTS = ("address", "body", "link", "reply_to")


def texts(message: int) -> set[str]:
    return {getattr(Message.objects.get(pk=message), name) for name in TEXTS}


@pytest.fixture
def nora(cast: Cast) -> int:
    return people.create_person(cast.dee, name="Nora Field", source="phone", email="nora@example.org")


@pytest.fixture
def sent(cast: Cast, nora: int) -> int:
    """A message to nora that was sent."""
    message = actions.tell(cast.system, key="k", **{**WORDS, "email": "", "to_person": nora})
    assert message is not None
    actions.mark_sent(council=cast.system.council, message=message)
    return message


def test_old_messages_lose_their_words_and_address(cast: Cast, sent: int):
    waiting = actions.tell(cast.system, key="w", **WORDS)
    assert waiting is not None
    with clock.at(clock.now() + timedelta(days=89)):
        assert actions.clear_old(cast.system.council) == 0
    with clock.at(clock.now() + timedelta(days=91)):
        assert actions.clear_old(cast.system.council) == 1
        assert actions.clear_old(cast.system.council) == 0
    assert texts(sent) == {""}
    assert "amina@example.org" in texts(waiting)
    assert [message.state for message in queries.messages_about(cast.system.council, ("request", 7))] == [
        "sent",
        "waiting",
    ]


def test_another_councils_messages_are_left_alone(cast: Cast, sent: int):
    with tenancy.acting_for(cast.lena.council), clock.at(clock.now() + timedelta(days=91)):
        assert actions.clear_old(cast.lena.council) == 0


def test_a_person_sees_what_we_wrote_and_erasing_takes_it(cast: Cast, nora: int, sent: int):
    waiting = actions.tell(cast.system, key="w", **{**WORDS, "email": "", "to_person": nora})
    assert waiting is not None
    (mine,) = [one for one in holdings() if one.name == "notifications"]
    assert [line["address"] for line in mine.export(cast.system.council, [nora])] == ["nora@example.org"] * 2
    assert mine.erase(cast.system.council, [nora]) == 2
    assert texts(sent) == texts(waiting) == {""}
    assert actions.begin_sending(council=cast.system.council, message=waiting) is None
