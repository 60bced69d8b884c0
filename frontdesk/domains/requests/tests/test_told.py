"""Who is told of what: the customer of each change, the owner of what the customer writes."""

from datetime import timedelta

import pytest

from frontdesk.domains.notifications import queries as notifications
from frontdesk.domains.notifications.types import Message
from frontdesk.domains.requests import actions, queries
from frontdesk.domains.requests.tests.conftest import NOW
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.domains.requests.tests.test_asking import token
from frontdesk.domains.requests.types import Receipt
from frontdesk.kernel import clock, journal
from frontdesk.kernel.errors import NotAllowed, Refusal


def messages(story: Story, receipt: Receipt) -> list[Message]:
    journal.deliver(story.cast.councils.demo.id)
    return notifications.messages_about(story.cast.councils.demo.id, ("request", receipt.request or 0))


@pytest.mark.shows("F11")
def test_the_customer_is_told_who_deals_with_it_now(story: Story):
    receipt = story.report(story.cast.nobody)
    actions.assign(story.cast.sam, request=receipt.request, to=story.cast.dee.user)
    news = messages(story, receipt)[-1]
    assert news.address == "amina@example.org" and "\n\nDee Marsh deals with this now.\n\n" in news.body
    before = len(messages(story, receipt))
    actions.assign(story.cast.sam, request=receipt.request, to=story.cast.dee.user)
    assert len(messages(story, receipt)) == before


@pytest.mark.shows("F11")
def test_the_customer_is_told_of_a_correction_made_by_their_link(story: Story):
    receipt = story.report(story.cast.nobody)
    actions.correct(story.cast.nobody, request=receipt.request, answers={"bin": "food"}, follow=token(receipt))
    assert any("If this was not you" in each.body for each in messages(story, receipt))


def test_the_owner_is_told_once_of_what_the_customer_writes_until_somebody_deals_with_it(story: Story):
    receipt, oli = story.report(story.cast.nobody), story.cast.oli
    for words in ("The gate is open now.", "And the dog is in."):
        actions.add_words(story.cast.nobody, request=receipt.request, words=words, follow=token(receipt))
    to_oli = [each for each in messages(story, receipt) if each.address == "oli@council.example"]
    assert [receipt.reference in each.body and "gate" not in each.body for each in to_oli] == [True]
    assert [item.id for item in queries.listed(oli, show="unread").items] == [receipt.request]
    actions.note(oli, request=receipt.request, text="Crew told.")
    assert queries.counts(oli)["unread"] == 0
    with clock.at(NOW + timedelta(hours=1)):
        actions.add_words(story.cast.nobody, request=receipt.request, words="Thank you!", follow=token(receipt))
        assert len([each for each in messages(story, receipt) if each.address == "oli@council.example"]) == 2
        with pytest.raises(NotAllowed):
            actions.mark_read(story.cast.flo, request=receipt.request)
        actions.mark_read(story.cast.sam, request=receipt.request)
    assert queries.counts(oli)["unread"] == 0


def test_what_an_adviser_writes_down_for_the_customer_is_new_to_the_owner_too(story: Story):
    receipt = story.report(story.cast.nobody)
    actions.add_words(story.cast.dee, request=receipt.request, words="She says the gate is open.")
    assert queries.counts(story.cast.oli)["unread"] == 1


@pytest.mark.shows("F2")
def test_the_clock_waits_for_nobody_who_was_not_asked(story: Story):
    receipt = story.report(story.cast.dee, answers={"email": None})
    with pytest.raises(Refusal) as refused:
        actions.ask_customer(story.cast.oli, request=receipt.request, question="Which side?")
    assert (refused.value.code, refused.value.field) == ("no-address", "by_phone")
    assert story.row(receipt).state == "running"
    actions.ask_customer(story.cast.oli, request=receipt.request, question="Which side?", by_phone=True)
    assert story.row(receipt).state == "waiting"
