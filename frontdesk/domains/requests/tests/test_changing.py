"""Correcting what was sent, and moving a request to the service it should have been."""

from datetime import date, timedelta

import pytest

from frontdesk.domains.requests import actions
from frontdesk.domains.requests.tests.conftest import NOW
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.domains.requests.tests.test_asking import token
from frontdesk.domains.requests.types import Incomplete
from frontdesk.domains.services.definition.model import Standard
from frontdesk.domains.standards import actions as standards
from frontdesk.domains.standards.tests.made import promise
from frontdesk.kernel import clock
from frontdesk.kernel.errors import NotFound, Refusal


def answers(story: Story, receipt) -> list[dict]:
    return [each.answers for each in story.row(receipt).answers.order_by("number")]


def test_a_correction_is_a_new_row_and_the_old_one_stays(story: Story):
    receipt = story.report(story.cast.nobody)
    with clock.at(NOW + timedelta(days=8)):  # long after the time for a new report
        changed = actions.correct(
            story.cast.nobody, request=receipt.request, answers={"bin": "recycling"}, follow=token(receipt)
        )
    assert changed == ["bin"]
    assert [each["bin"] for each in answers(story, receipt)] == ["rubbish", "recycling"]


def test_a_correction_that_changes_nothing_is_nothing(story: Story):
    receipt = story.report(story.cast.nobody)
    assert actions.correct(story.cast.oli, request=receipt.request, answers={"bin": "rubbish"}) == []
    assert len(answers(story, receipt)) == 1


def test_a_wrong_correction_is_refused_with_what_to_mend(story: Story):
    receipt = story.report(story.cast.nobody)
    with pytest.raises(Incomplete) as refused:
        actions.correct(story.cast.oli, request=receipt.request, answers={"bin": "bath"})
    assert "bin" in refused.value.errors
    with pytest.raises(Refusal) as refused_:
        actions.correct(story.cast.oli, request=receipt.request, answers={"missed-on": "2026-11-02"})
    assert refused_.value.code == "not-taken"
    with pytest.raises(NotFound):
        actions.correct(story.cast.bill, request=receipt.request, answers={"bin": "food"})


def test_it_moves_to_another_service_without_retyping(story: Story):
    story.publish("missed-bin-two", owner="complaints", routes=(), standard=Standard(promise="slow"))
    standards.set_standards(story.cast.system, standards=[promise("slow", "10 working days")])
    receipt = story.report(story.cast.nobody)
    with clock.at(NOW + timedelta(hours=1)):
        actions.recategorise(story.cast.oli, request=receipt.request, service="missed-bin-two")
    row = story.row(receipt)
    assert (row.service, row.promise, row.owner_id) == ("missed-bin-two", "slow", story.cast.cora.user)
    assert row.due_on == date(2026, 12, 15)
    assert [each["bin"] for each in answers(story, receipt)] == ["rubbish", "rubbish"]
    assert row.reference == receipt.reference.replace("-", "")


def test_it_is_not_moved_to_itself_or_nowhere(story: Story):
    receipt = story.report(story.cast.nobody)
    with pytest.raises(Refusal):
        actions.recategorise(story.cast.oli, request=receipt.request, service="missed-bin")
    with pytest.raises(NotFound):
        actions.recategorise(story.cast.oli, request=receipt.request, service="moon")
