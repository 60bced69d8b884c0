"""Correcting what was sent, and moving a request to the service it should have been."""

from datetime import date, timedelta

import pytest
from django.db import connection

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
    with pytest.raises(Incomplete) as unknown:
        actions.correct(story.cast.oli, request=receipt.request, answers={"photo": ["somebody-elses.jpg"]})
    assert list(unknown.value.errors) == ["photo"]
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


@pytest.mark.shows("F2", "K2")
def test_a_miss_stays_a_miss_of_the_promise_that_was_missed(story: Story):
    standards.set_standards(story.cast.system, standards=[promise(), promise("slow", "10 working days")])
    story.publish("slow-bin", standard=Standard(promise="slow"))
    story.publish("talk", standard=None)
    receipt = story.report(story.cast.nobody)
    with clock.at(NOW + timedelta(days=5)):  # two working days were promised
        actions.recategorise(story.cast.oli, request=receipt.request, service="talk")
        row = story.row(receipt)
        assert (row.due_at, row.missed, row.promise, row.missed_promise) == (None, True, "", "missed-bin")
        actions.recategorise(story.cast.oli, request=receipt.request, service="slow-bin")
        assert story.row(receipt).due_on == date(2026, 12, 15)
        actions.close_request(story.cast.oli, request=receipt.request, outcome="emptied")
    row = story.row(receipt)
    assert (row.missed, row.kept, row.promise, row.missed_promise) == (True, False, "slow", "missed-bin")
    with connection.cursor() as cursor:
        cursor.execute("SELECT promise, kept FROM requests_facts WHERE id = %s", [receipt.request])
        assert cursor.fetchone() == ("missed-bin", False)


def test_one_moved_in_time_to_a_service_without_a_promise_is_neither_kept_nor_missed(story: Story):
    story.publish("talk", standard=None)
    receipt = story.report(story.cast.nobody)
    with clock.at(NOW + timedelta(hours=1)):
        actions.recategorise(story.cast.oli, request=receipt.request, service="talk")
    with clock.at(NOW + timedelta(days=30)):
        actions.close_request(story.cast.oli, request=receipt.request, outcome="emptied")
    assert (story.row(receipt).missed, story.row(receipt).kept) == (False, None)
