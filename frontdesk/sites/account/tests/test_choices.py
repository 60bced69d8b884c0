"""What we write to a customer, and how: chosen by topic; what is needed comes all the same."""

import pytest

from frontdesk.domains.documents import actions as documents
from frontdesk.domains.documents import queries as letters
from frontdesk.domains.notifications import actions as notifications
from frontdesk.domains.notifications import queries
from frontdesk.domains.people import actions as people
from frontdesk.domains.requests import actions
from frontdesk.kernel.errors import Refusal
from frontdesk.sites.account.tests.test_acting import BIN, browser, words
from frontdesk.sites.account.tests.test_messages import _yesterday
from tests.support.cast import Cast
from tests.support.services import publish

pytestmark = pytest.mark.shows("B1")


def test_a_topic_that_is_switched_off_sends_nothing_and_a_needed_one_does(cast: Cast):
    publish(cast.system, "missed-bin")
    hers, ruth = browser(cast, "ruth@example.org", "Ruth Bridges")
    assert "we always tell you" in words(hers, "/account/choices/")
    sent = hers.post("/account/choices/", {"progress": "none", "written": "none", "letters": "email"})
    assert sent["Location"] == "/account/choices/"
    made = actions.report_request(ruth, service="missed-bin", channel="web", answers=BIN | {"missed-on": _yesterday()})
    request = made.request or 0
    actions.ask_customer(cast.oli, request=request, question="Which side?")
    actions.answer_question(ruth, request=request, answer="Left")
    actions.write_to_customer(cast.oli, request=request, words="We come at noon.")
    actions.close_request(cast.oli, request=request, outcome="emptied")
    told = [each.topic for each in queries.messages_about(ruth.council, ("request", request))]
    assert told == ["requests.received", "requests.question", "requests.closed"]
    hers.post("/account/choices/", {"progress": "email"})
    actions.dispute(ruth, request=request, words="It is full")
    assert queries.messages_about(ruth.council, ("request", request))[-1].topic == "requests.changed"


def test_by_text_where_it_was_chosen(cast: Cast, settings: pytest.FixtureRequest):
    settings.TEXT_ADAPTER = "outbox-text"  # type: ignore[attr-defined]
    publish(cast.system, "missed-bin")
    _, ruth = browser(cast, "ruth@example.org", "Ruth Bridges")
    people.set_phone(ruth, person=ruth.person or 0, value="07700 900321", source="web")
    notifications.choose(ruth, topic="progress", way="text")
    made = actions.report_request(ruth, service="missed-bin", channel="web", answers=BIN | {"missed-on": _yesterday()})
    actions.ask_customer(cast.oli, request=made.request or 0, question="Which side?")
    actions.answer_question(ruth, request=made.request or 0, answer="Left")
    told = queries.messages_about(ruth.council, ("request", made.request or 0))
    assert [(each.topic, each.channel) for each in told] == [
        ("requests.received", "email"), ("requests.question", "email"), ("requests.changed", "text"),
    ]  # fmt: skip


def test_letters_go_by_post_where_it_was_chosen_and_cannot_be_switched_off(cast: Cast):
    _, ruth = browser(cast, "ruth@example.org", "Ruth Bridges")
    people.move_person(cast.dee, person=ruth.person or 0, address="12 Mill Lane", postcode="ZY1 1AB")
    with pytest.raises(Refusal, match="one of the ways"):
        notifications.choose(ruth, topic="letters", way="none")
    assert notifications.choose(ruth, topic="letters", way="letter")
    assert not notifications.choose(ruth, topic="letters", way="letter")
    words_ = {"subject": "Your bin", "body": "Dear Ruth", "signed": "Head of Waste"}
    made = documents.issue_letter(cast.oli, person=ruth.person or 0, **words_)
    assert letters.own_letter(ruth, made).to_post
    notifications.erase_people(ruth.council, [ruth.person or 0])
    assert queries.chosen(ruth.council, ruth.person, "documents.letter") == ""
