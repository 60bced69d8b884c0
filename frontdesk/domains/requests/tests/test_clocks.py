"""Warnings before a promise is missed, and clocks that follow a changed calendar."""

from datetime import timedelta

import pytest

from frontdesk.domains.notifications import queries as notifications
from frontdesk.domains.notifications.models import Message
from frontdesk.domains.requests import actions, models, queries
from frontdesk.domains.requests.tests.conftest import NOW
from frontdesk.domains.requests.tests.stories import BIN, Story
from frontdesk.domains.services.definition.model import Standard
from frontdesk.domains.standards import actions as standards
from frontdesk.domains.standards.rules.clock_data import OWN_WAITS, rule_from_data
from frontdesk.domains.standards.tests.made import promise
from frontdesk.kernel import clock, jobs, journal
from frontdesk.kernel.hours import calendar_from_data
from tests.support.services import publish


@pytest.mark.shows("F2")
def test_the_owner_is_warned_once_before_the_promise_is_missed(story: Story):
    receipt = story.report(story.cast.nobody)
    council = story.cast.councils.demo.id
    assert actions.warn_late(council) == 0
    with clock.at(NOW + timedelta(days=2)):  # the last of two working days
        assert actions.warn_late(council) == 1
        assert actions.warn_late(council) == 0
        assert [item.id for item in queries.listed(story.cast.oli, show="warned").items] == [receipt.request]
    kinds = [entry.kind for entry in journal.timeline(council, thing=("request", receipt.request))]
    assert kinds[0] == "requests.late_warned"
    warning = notifications.messages_about(council, ("request", receipt.request))[-1]
    assert warning.address == "oli@council.example"
    assert receipt.reference in warning.body and "Amina" not in warning.body


def test_a_waiting_request_gives_no_warning(story: Story):
    receipt = story.report(story.cast.nobody)
    actions.ask_customer(story.cast.oli, request=receipt.request, question="Which?")
    with clock.at(NOW + timedelta(days=6)):
        assert actions.warn_late(story.cast.councils.demo.id) == 0


def test_a_new_date_gives_a_new_warning(story: Story):
    standards.set_standards(story.cast.system, standards=[promise("slow", "10 working days")])
    story.publish("slow-bin", standard=Standard(promise="slow"))
    receipt = story.report(story.cast.nobody)
    with clock.at(NOW + timedelta(days=2)):
        assert actions.warn_late(story.cast.councils.demo.id) == 1
        actions.recategorise(story.cast.oli, request=receipt.request, service="slow-bin")
    assert story.row(receipt).warned_at is None
    with clock.at(NOW + timedelta(days=13)):
        assert actions.warn_late(story.cast.councils.demo.id) == 1


def test_a_date_moved_by_the_calendar_gives_a_new_warning_for_all_of_the_mail(story: Story):
    """Oli was warned of the first; after the crews' day off he is warned of it again, and of the second."""
    council, cast = story.cast.councils.demo.id, story.cast
    standards.set_calendars(cast.system, calendars=_crews("monday to friday"))
    rule = rule_from_data("slow", {"within": "4 working days", "calendar": "crews"})
    standards.set_standards(cast.system, standards=[promise("slow", "4 working days", clock=rule)])
    story.publish("slow-bin", standard=Standard(promise="slow"))
    first = story.report(cast.nobody, service="slow-bin")
    assert first.due_on is not None
    with clock.at(NOW + timedelta(days=5)):
        assert actions.warn_late(council) == 1
        standards.set_calendars(cast.system, calendars=_crews("tuesday to friday"))
        journal.deliver(council)
        jobs.do_all()
    with clock.at(NOW + timedelta(days=1)):
        second = story.report(cast.nobody, service="slow-bin", answers={"address": "1 Mill Lane, ZY1 1AB"})
    story.rows.update(owner_id=cast.oli.user)
    with clock.at(NOW + timedelta(days=7, hours=12)):
        assert actions.warn_late(council) == 2
    warnings = Message.objects.filter(topic="requests.late_warned").order_by("id")
    assert [message.address for message in warnings] == ["oli@council.example"] * 2
    assert first.reference in warnings[1].body and second.reference in warnings[1].body


def test_open_clocks_follow_a_changed_calendar_a_part_at_a_time(story: Story, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("frontdesk.domains.requests.actions.clocks.AT_ONCE", 2)
    standards.set_calendars(story.cast.system, calendars=_crews("monday to friday"))
    rule = rule_from_data("slow", {"within": "4 working days", "calendar": "crews"})
    standards.set_standards(story.cast.system, standards=[promise("slow", "4 working days", clock=rule)])
    story.publish("slow-bin", standard=Standard(promise="slow"))
    made = [story.report(story.cast.nobody, service="slow-bin", even_if_same=True) for _ in range(5)]

    def due() -> set[str]:
        rows = models.Request.objects.filter(pk__in=[each.request for each in made])
        return {str(row.due_on) for row in rows}

    assert due() == {"2026-12-07"}
    standards.set_calendars(story.cast.system, calendars=_crews("monday to saturday"))
    journal.deliver(story.cast.councils.demo.id)
    assert due() == {"2026-12-07"}  # the reaction holds no locks: it writes a job
    jobs.do_all()
    assert due() == {"2026-12-05"}


def _crews(days: str) -> dict:
    return {"crews": ("Crews", calendar_from_data({"hours": {days: "7:00-15:00"}}))}


@pytest.mark.shows("F2")
def test_a_promise_that_begins_with_payment_has_no_date_before_it_is_paid(story: Story):
    rule = rule_from_data("garden-waste", {"within": "8 working days", "starts_on": "payment"}, OWN_WAITS)
    standards.set_standards(story.cast.system, standards=[promise("garden-waste", "8 working days", clock=rule)])
    publish(story.cast.system, "garden-waste")
    given = {"address": "12 Mill Lane, ZY1 1AB", "garden-is": "own", "bins": 1, "bins-there": 0, "support": "no"}
    answers = {**given, "name": "Amina Testwood", "email": "amina@example.org"}
    receipt = story.report(story.cast.nobody, service="garden-waste", answers={**dict.fromkeys(BIN), **answers})
    row = story.row(receipt)
    assert (row.due_on, row.state, receipt.fee) == (None, "running", 4800)
    assert receipt.next_step == "You have not paid yet. Our time begins when you have."
    (mail,) = notifications.messages_about(row.council_id, ("request", row.pk))
    assert "To pay: £48 for the year." in mail.body and "by card on 01632 960123" in mail.body
    with clock.at(NOW + timedelta(days=30)):
        assert queries.progress(row.council_id, row.pk).keeping == "none"
        assert actions.warn_late(row.council_id) == 0
        actions.change_status(story.cast.oli, request=row.pk, to="paid")
        assert str(story.row(receipt).due_on) == "2027-01-13", "eight working days of 31 December 2026"
        actions.ask_customer(story.cast.oli, request=row.pk, question="Which gate?")
        actions.answer_question(story.cast.dee, request=row.pk, answer="The left.")
        assert story.row(receipt).status == "paid"
