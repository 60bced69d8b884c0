"""Moving through the workflow: to an outcome, disputed, reopened, withdrawn, extended."""

from datetime import date, timedelta

import pytest

from frontdesk.domains.notifications import queries as notifications
from frontdesk.domains.requests import actions, models, queries
from frontdesk.domains.requests.tests.conftest import NOW
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.domains.requests.tests.test_asking import token
from frontdesk.kernel import clock, journal
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal

pytestmark = pytest.mark.pg15

LATE = NOW + timedelta(days=5)


def messages(story: Story, request: int) -> list:
    return notifications.messages_about(story.cast.councils.demo.id, ("request", request))


def test_a_step_is_taken_and_the_customer_told(story: Story):
    receipt = story.report(story.cast.nobody)
    actions.change_status(story.cast.oli, request=receipt.request, to="in-progress", message="Lorry 4 has it.")
    assert story.row(receipt).status == "in-progress"
    news = messages(story, receipt.request)[-1]
    assert "\n\nLorry 4 has it.\n\n" in news.body
    assert "Crew on its way" in news.body and "Thursday 3 December 2026" in news.body


@pytest.mark.parametrize(
    ("to", "given", "code"),
    [
        ("received", {}, "no-step"),
        ("nowhere", {}, "no-step"),
        ("done", {}, "refused"),
        ("duplicate", {}, "refused"),
        ("waiting-for-customer", {}, "refused"),
        ("done", {"outcome": "magic"}, "refused"),
        ("not-done", {"outcome": "emptied"}, "refused"),
    ],
)
def test_a_step_that_is_not_there_or_lacks_something_is_refused(story: Story, to: str, given: dict, code: str):
    receipt = story.report(story.cast.nobody)
    with pytest.raises(Refusal) as refused:
        actions.change_status(story.cast.oli, request=receipt.request, to=to, **given)
    assert refused.value.code == code
    assert story.row(receipt).status == "received"


def test_a_floorwalker_sees_but_does_not_move_it(story: Story):
    receipt = story.report(story.cast.nobody)
    with pytest.raises(Refusal) as refused:
        actions.change_status(story.cast.flo, request=receipt.request, to="in-progress")
    assert refused.value.code == "not-yours"


@pytest.mark.shows("F9")
def test_closing_says_the_outcome_in_plain_words_and_how_to_object(story: Story):
    receipt = story.report(story.cast.nobody)
    actions.close_request(story.cast.oli, request=receipt.request, outcome="emptied", message="We came at noon.")
    row = story.row(receipt)
    assert (row.status, row.outcome, row.side, row.kept, row.closed_at) == ("done", "emptied", "completed", True, NOW)
    news = messages(story, receipt.request)[-1]
    assert "\n\nWe came at noon.\n\n" in news.body and "/follow/" in news.body


def test_a_late_closing_is_a_promise_missed(story: Story):
    receipt = story.report(story.cast.nobody)
    with clock.at(LATE):
        actions.close_request(story.cast.oli, request=receipt.request, outcome="emptied")
    assert story.row(receipt).kept is False


def test_the_second_of_two_who_close_is_told_to_look_again(story: Story):
    receipt = story.report(story.cast.nobody)
    actions.close_request(story.cast.oli, request=receipt.request, outcome="emptied")
    with pytest.raises(Refusal) as refused:
        actions.close_request(story.cast.sam, request=receipt.request, outcome="emptied")
    assert refused.value.code == "no-step"
    assert "somebody else" in refused.value.sentence


@pytest.mark.shows("F1")
def test_a_dispute_goes_back_to_its_owner_with_a_flag(story: Story):
    receipt = story.report(story.cast.nobody)
    actions.close_request(story.cast.oli, request=receipt.request, outcome="emptied")
    with clock.at(NOW + timedelta(hours=3)):
        actions.dispute(story.cast.nobody, request=receipt.request, words="It is still full.", follow=token(receipt))
    row = story.row(receipt)
    now = (row.status, row.state, row.side, row.outcome, row.closed_at)
    assert now == ("looking-again", "running", "open", "", None)
    assert row.owner_id == story.cast.oli.user and row.disputed_at == NOW + timedelta(hours=3)
    assert row.due_on == date(2026, 12, 3)
    body = messages(story, receipt.request)[-1].body
    assert "We look at it again" in body and "Crew on its way" not in body
    assert body.count("Thursday 3 December 2026") == 1


def test_a_new_closing_takes_the_flag_of_a_dispute_away(story: Story):
    receipt = story.report(story.cast.nobody)
    actions.close_request(story.cast.oli, request=receipt.request, outcome="emptied")
    actions.dispute(story.cast.nobody, request=receipt.request, words="It is still full.", follow=token(receipt))
    actions.close_request(story.cast.oli, request=receipt.request, outcome="emptied")
    actions.reopen(story.cast.sam, request=receipt.request, reason="The wrong house")
    assert story.row(receipt).disputed_at is None


def test_an_open_request_is_not_disputed_and_others_cannot_dispute(story: Story):
    receipt = story.report(story.cast.nobody)
    with pytest.raises(Refusal) as refused:
        actions.dispute(story.cast.nobody, request=receipt.request, words="Where is it?", follow=token(receipt))
    assert refused.value.code == "open"
    actions.close_request(story.cast.oli, request=receipt.request, outcome="emptied")
    with pytest.raises(NotFound):
        actions.dispute(story.cast.bill, request=receipt.request, words="It is full.")


def test_staff_reopen_with_a_reason(story: Story):
    receipt = story.report(story.cast.nobody)
    actions.close_request(story.cast.oli, request=receipt.request, outcome="emptied")
    actions.reopen(story.cast.oli, request=receipt.request, reason="Wrong street.")
    assert story.row(receipt).side == "open"
    assert "Wrong street" not in messages(story, receipt.request)[-1].body
    with pytest.raises(Refusal):
        actions.reopen(story.cast.oli, request=receipt.request, reason="Again.")


def test_the_customer_withdraws_and_it_counts_on_neither_side(story: Story):
    receipt = story.report(story.cast.nobody)
    actions.withdraw(story.cast.nobody, request=receipt.request, follow=token(receipt))
    row = story.row(receipt)
    assert (row.status, row.side, row.outcome) == ("withdrawn", "neither", "")
    (seen,) = queries.requests_of(story.cast.councils.demo.id, [receipt.person])
    assert seen.sentence.startswith("We closed this on") and seen.keeping == "none"
    with pytest.raises(Refusal) as refused:
        actions.withdraw(story.cast.nobody, request=receipt.request, follow=token(receipt))
    assert refused.value.code == "closed"


def test_a_duplicate_is_closed_and_tied_to_the_first(story: Story):
    first, second = story.report(story.cast.nobody), story.report(story.cast.nobody, even_if_same=True)
    actions.change_status(
        story.cast.oli, request=second.request, to="duplicate", reason="Same bin", same_as=first.request
    )
    link = models.RequestLink.objects.get()
    assert (link.request_id, link.other_id, link.kind) == (second.request, first.request, "same-as")
    assert story.row(second).side == "neither"


def test_the_customer_is_told_of_a_delay_and_it_counts_as_missed_all_the_same(story: Story):
    receipt = story.report(story.cast.nobody)
    with pytest.raises(Refusal):
        actions.tell_delay(story.cast.oli, request=receipt.request, reason="Ice.", expected_on=date(2026, 11, 30))
    actions.tell_delay(
        story.cast.oli, request=receipt.request, reason="The road is icy.", expected_on=date(2026, 12, 7)
    )
    row = story.row(receipt)
    assert (row.expected_on, row.due_on) == (date(2026, 12, 7), date(2026, 12, 3))
    news = messages(story, receipt.request)[-1]
    assert "The road is icy." in news.body and "Monday 7 December 2026" in news.body
    assert "3 December" not in news.body, "one date: the new one"
    actions.change_status(story.cast.oli, request=receipt.request, to="in-progress")
    assert "3 December" not in messages(story, receipt.request)[-1].body


def test_a_promise_without_extension_is_not_extended(story: Story):
    receipt = story.report(story.cast.nobody)
    with pytest.raises(Refusal) as refused:
        actions.extend_promise(story.cast.oli, request=receipt.request, reason="Snow")
    assert refused.value.code == "no-extension"


def test_residents_and_designers_move_nothing(story: Story):
    receipt = story.report(story.cast.nobody)
    for actor in (story.cast.bill, story.cast.des, story.cast.pat, story.cast.nobody):
        with pytest.raises((NotAllowed, NotFound)):
            actions.close_request(actor, request=receipt.request, outcome="emptied")


def test_reasons_stay_out_of_the_journal(story: Story):
    receipt = story.report(story.cast.nobody)
    actions.change_status(
        story.cast.oli, request=receipt.request, to="in-progress", reason="Canaryword", message="Canaryword"
    )
    entries = journal.timeline(story.cast.councils.demo.id, thing=("request", receipt.request))
    assert "Canaryword" not in str(entries)
