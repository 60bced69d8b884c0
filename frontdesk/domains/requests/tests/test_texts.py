"""Texts: who is told by text rather than email, and what a text never says."""

from typing import Any

import pytest

from frontdesk.domains.notifications import queries as notifications
from frontdesk.domains.notifications.types import EMAIL, TEXT, Message
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries as people_queries
from frontdesk.domains.people.models import Person
from frontdesk.domains.requests import actions, queries
from frontdesk.domains.requests.rules.messages import ORDINARY, TELLING, TEXTS
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.kernel import clock

MOBILE, HOUSE = "07700 900123", "01632 960123"


@pytest.fixture
def texts(settings: Any) -> None:
    settings.TEXT_ADAPTER = "outbox-texts"


def told(story: Story, request: int) -> list[Message]:
    return notifications.messages_about(story.cast.councils.demo.id, ("request", request))


def report_for(story: Story, **reached: str) -> Any:
    person = story.person(**reached)
    return story.report(story.cast.dee, person=person, answers={"email": None, "phone": None})


@pytest.mark.shows("F11")
def test_who_has_a_mobile_number_and_no_email_is_told_of_each_change_by_text(story: Story, texts: None):
    receipt = report_for(story, phone=MOBILE)
    assert (receipt.told, receipt.to_prove) == ("+447700900123", False)
    actions.ask_customer(story.cast.oli, request=receipt.request, question="Is it the blue bin?")
    first, question = told(story, receipt.request)
    assert [first.channel, question.channel] == [TEXT, TEXT]
    assert first.body.startswith(
        f"Demo Council: We have your request about Report a missed bin, reference {receipt.reference}"
    )
    assert "/follow/" in question.body and "blue" not in question.body
    again = queries.receipt(story.cast.councils.demo.id, receipt.request)
    assert (again.told, again.to_prove) == (receipt.told, False)


@pytest.mark.parametrize(
    ("reached", "prefers", "channel"),
    [
        ({"phone": MOBILE, "email": "amina@example.org"}, "", EMAIL),
        ({"phone": MOBILE, "email": "amina@example.org"}, TEXT, TEXT),
        ({"phone": HOUSE, "email": "amina@example.org"}, TEXT, EMAIL),
        ({"phone": HOUSE}, "", None),
    ],
)
def test_a_text_goes_to_whoever_prefers_it_and_never_to_a_house(
    story: Story, texts: None, reached: dict[str, str], prefers: str, channel: str | None
):
    person = story.person(**reached)
    if prefers:
        people.change_person(story.cast.dee, person=person, preferred_channel=prefers)
    receipt = story.report(story.cast.dee, person=person, answers={"email": None, "phone": None})
    assert [each.channel for each in told(story, receipt.request)] == ([channel] if channel else [])


def test_where_no_texts_are_sent_nobody_is_promised_one(story: Story, settings: Any):
    settings.TEXT_ADAPTER = ""
    receipt = report_for(story, phone=MOBILE)
    assert (receipt.told, told(story, receipt.request)) == ("", [])


def test_the_link_that_was_lost_comes_by_text_too(story: Story, texts: None):
    receipt = report_for(story, phone=MOBILE)
    actions.send_link(story.cast.nobody, reference=receipt.reference, typed=MOBILE)
    link = told(story, receipt.request)[-1]
    assert (link.channel, link.address) == (TEXT, "+447700900123") and "It was sent to you only" in link.body


def test_each_message_has_a_text_that_tells_nothing_that_was_decided():
    assert TEXTS.keys() == ORDINARY.keys()
    assert not [each for each in TEXTS.values() for name in TELLING if name in each]
    assert all("{link}" in each and "{reference}" in each for each in TEXTS.values())


def test_a_joined_record_is_told_at_the_number_of_either(story: Story):
    kept, other = story.person(), story.person(phone=MOBILE)
    Person.objects.filter(pk=other).update(merged_into=kept, merged_at=clock.now(), merged_how="own")
    assert people_queries.mail_of(story.cast.councils.demo.id, other).mobile == "+447700900123"
