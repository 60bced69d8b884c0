"""Asking the customer: the clock stands still until they answer."""

from datetime import UTC, date, datetime, timedelta

import pytest

from frontdesk.domains.notifications import queries as notifications
from frontdesk.domains.requests import actions
from frontdesk.domains.requests.tests.conftest import NOW
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.domains.requests.types import Receipt
from frontdesk.kernel import clock
from frontdesk.kernel.errors import NotFound, Refusal


def token(receipt: Receipt) -> str:
    return receipt.follow.split("/")[2]


@pytest.mark.shows("F2")
def test_the_clock_stands_still_until_the_customer_answers(story: Story):
    receipt = story.report(story.cast.nobody)
    actions.ask_customer(story.cast.oli, request=receipt.request, question="Which side of the house is the bin on?")
    row = story.row(receipt)
    assert (row.status, row.state, row.due_at, row.warn_at) == ("waiting-for-customer", "waiting", None, None)
    with clock.at(NOW + timedelta(days=6)):  # Monday 7 December
        actions.answer_question(
            story.cast.nobody, request=receipt.request, answer="At the back.", follow=token(receipt)
        )
    row = story.row(receipt)
    assert (row.status, row.state) == ("received", "running")
    assert row.due_on == date(2026, 12, 9)


@pytest.mark.shows("F2")
def test_asked_on_the_last_day_it_is_not_late_when_the_answer_comes(story: Story):
    receipt = story.report(story.cast.nobody)
    with clock.at(NOW + timedelta(days=2)):  # Thursday 3 December, the last day
        actions.ask_customer(story.cast.oli, request=receipt.request, question="Which side of the house?")
    assert story.row(receipt).due_at is None
    with clock.at(datetime(2026, 12, 6, 21, tzinfo=UTC)):  # Sunday evening
        actions.answer_question(story.cast.nobody, request=receipt.request, answer="Left", follow=token(receipt))
    row = story.row(receipt)
    assert (row.due_on, row.missed) == (date(2026, 12, 7), False)
    with clock.at(datetime(2026, 12, 7, 15, tzinfo=UTC)):
        actions.close_request(story.cast.oli, request=receipt.request, outcome="emptied")
    assert story.row(receipt).kept is True


def test_the_customer_gets_the_question_with_the_link_and_the_new_date(story: Story):
    receipt = story.report(story.cast.nobody)
    actions.ask_customer(story.cast.oli, request=receipt.request, question="Which side?")
    with clock.at(NOW + timedelta(days=1)):
        actions.answer_question(story.cast.nobody, request=receipt.request, answer="Left", follow=token(receipt))
    _, question, news = notifications.messages_about(story.cast.councils.demo.id, ("request", receipt.request))
    assert question.topic == "requests.question" and "Which side?" in question.body and "/follow/" in question.body
    assert "Thank you for your answer." in news.body and "Left" not in news.body


def test_an_answer_leads_back_to_where_we_asked_and_says_nothing_that_nobody_has_done(story: Story):
    receipt = story.report(story.cast.nobody)
    oli, nobody = story.cast.oli, story.cast.nobody
    for status in ("received", "in-progress", "waiting-for-partner"):
        if status != story.row(receipt).status:
            actions.change_status(oli, request=receipt.request, to=status)
        actions.ask_customer(oli, request=receipt.request, question="Which side?")
        actions.answer_question(nobody, request=receipt.request, answer="Left", follow=token(receipt))
        assert story.row(receipt).status == status
    news = notifications.messages_about(story.cast.councils.demo.id, ("request", receipt.request))
    first = next(one for one in news if "Thank you for your answer." in one.body)
    assert "Crew on its way" not in first.body


def test_only_one_question_is_open_and_is_answered_once(story: Story):
    receipt = story.report(story.cast.nobody)
    actions.ask_customer(story.cast.oli, request=receipt.request, question="Which side?")
    with pytest.raises(Refusal) as refused:
        actions.ask_customer(story.cast.dee, request=receipt.request, question="Which bin?")
    assert refused.value.code == "waiting"
    actions.answer_question(story.cast.dee, request=receipt.request, answer="Left, she says.")
    with pytest.raises(Refusal) as refused:
        actions.answer_question(story.cast.nobody, request=receipt.request, answer="Left", follow=token(receipt))
    assert refused.value.code == "no-question"


def test_an_answer_to_a_closed_request_is_refused_and_nobody_is_told_of_a_change(story: Story):
    receipt = story.report(story.cast.nobody)
    actions.ask_customer(story.cast.oli, request=receipt.request, question="Which side?")
    actions.withdraw(story.cast.nobody, request=receipt.request, follow=token(receipt))
    about = (story.cast.councils.demo.id, ("request", receipt.request))
    before = len(notifications.messages_about(*about))
    with pytest.raises(Refusal) as refused:
        actions.answer_question(story.cast.nobody, request=receipt.request, answer="Left", follow=token(receipt))
    assert refused.value.code == "closed"
    assert len(notifications.messages_about(*about)) == before


def test_a_link_opens_its_own_request_only(story: Story):
    first, second = story.report(story.cast.nobody), story.report(story.cast.nobody, even_if_same=True)
    actions.ask_customer(story.cast.oli, request=second.request, question="Which side?")
    with pytest.raises(NotFound):
        actions.answer_question(story.cast.nobody, request=second.request, answer="x", follow=token(first))
    with pytest.raises(NotFound):
        actions.answer_question(story.cast.bill, request=second.request, answer="x")


def test_a_customer_with_an_account_answers_without_the_link(story: Story):
    amina = story.cast.amina.as_person(story.person())
    receipt = story.report(amina)
    actions.ask_customer(story.cast.oli, request=receipt.request, question="Which side?")
    actions.answer_question(amina, request=receipt.request, answer="Left")
    assert story.row(receipt).state == "running"


def test_the_customer_adds_something_of_their_own_accord(story: Story):
    receipt = story.report(story.cast.nobody)
    actions.add_words(story.cast.nobody, request=receipt.request, words="The gate is open now.", follow=token(receipt))
    assert story.row(receipt).texts.get().by_customer
    actions.close_request(story.cast.oli, request=receipt.request, outcome="emptied")
    with pytest.raises(Refusal) as refused:
        actions.add_words(story.cast.nobody, request=receipt.request, words="Hello?", follow=token(receipt))
    assert refused.value.code == "closed"


def test_closing_while_waiting_ends_the_wait(story: Story):
    receipt = story.report(story.cast.nobody)
    actions.ask_customer(story.cast.oli, request=receipt.request, question="Which side?")
    with clock.at(datetime(2027, 3, 1, 12, tzinfo=UTC)):
        actions.close_request(story.cast.oli, request=receipt.request, outcome="emptied")
    row = story.row(receipt)
    assert (row.state, row.kept, row.side) == ("stopped", True, "completed")
