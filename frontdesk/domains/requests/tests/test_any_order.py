"""Any order of verbs leaves a request with one owner, a legal status, and the due date that its story gives."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontdesk.domains.requests import actions, models
from frontdesk.domains.requests.tests.conftest import NOW
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.domains.services.definition.model import Standard
from frontdesk.domains.services.definition.workflow import workflow_of
from frontdesk.domains.standards import actions as standards
from frontdesk.domains.standards.rules.calendars import Calendars
from frontdesk.domains.standards.tests.made import promise
from frontdesk.domains.standards.tests.slow_clock import slow_due
from frontdesk.domains.standards.types import Event, Events
from frontdesk.kernel import clock
from frontdesk.kernel.errors import Refusal
from tests.support.services import definition_of

Verb = Callable[[Story, int], object]

VERBS: dict[str, Verb] = {
    "start": lambda s, r: actions.change_status(s.cast.oli, request=r, to="in-progress"),
    "hand-on": lambda s, r: actions.change_status(s.cast.oli, request=r, to="waiting-for-partner"),
    "ask": lambda s, r: actions.ask_customer(s.cast.oli, request=r, question="Which?"),
    "answer": lambda s, r: actions.answer_question(s.cast.dee, request=r, answer="That"),
    "done": lambda s, r: actions.close_request(s.cast.oli, request=r, outcome="emptied"),
    "withdraw": lambda s, r: actions.withdraw(s.cast.dee, request=r),
    "dispute": lambda s, r: actions.dispute(s.cast.dee, request=r, words="No"),
    "reopen": lambda s, r: actions.reopen(s.cast.sam, request=r, reason="Mistake"),
    "assign": lambda s, r: actions.assign(s.cast.sam, request=r, team="complaints"),
    "note": lambda s, r: actions.note(s.cast.oli, request=r, text="Note"),
    "talk": lambda s, r: actions.recategorise(s.cast.oli, request=r, service="talk"),
    "slow": lambda s, r: actions.recategorise(s.cast.oli, request=r, service="slow"),
    "back": lambda s, r: actions.recategorise(s.cast.oli, request=r, service="missed-bin"),
    "correct": lambda s, r: actions.correct(s.cast.oli, request=r, answers={"bin": "food"}),
}

SLOW = promise("slow", "10 working days")
BECOMES = {"talk": None, "slow": SLOW.clock, "back": promise().clock}

steps = st.lists(st.tuples(st.sampled_from(sorted(VERBS)), st.integers(0, 90)), min_size=1, max_size=8)


class Told:
    """The story told a second time, from which verb succeeded and nothing else: what the clock should have heard."""

    def __init__(self, received: datetime) -> None:
        self.events = [Event(received, Events.HAPPENED, "receipt")]
        self.state = "running"

    def heard(self, verb: str, now: datetime) -> None:
        """Write down what a verb that succeeded means for the clock."""
        ends_wait = self.state == "waiting" and verb in ("start", "answer", "done", "withdraw")
        if ends_wait:
            self.events.append(Event(now, Events.RESUMED, "customer"))
            self.state = "running"
        if verb == "ask":
            self.events.append(Event(now, Events.PAUSED, "customer"))
            self.state = "waiting"
        if verb in ("done", "withdraw"):
            self.events.append(Event(now, Events.HAPPENED, "closing"))
            self.state = "stopped"
        if verb in ("dispute", "reopen"):
            self.events.append(Event(now, Events.REOPENED, "dispute" if verb == "dispute" else "reopened"))
            self.state = "running"
        if verb in BECOMES:
            self.events.append(Event(now, Events.RECATEGORISED, rule=BECOMES[verb]))


def is_missed(row: models.Request, now: datetime) -> bool:
    """The promise was missed: before, by the closing, or because it is open and late."""
    return row.missed or row.kept is False or (row.due_at is not None and row.due_at < now and row.closed_at is None)


@pytest.mark.shows("F2", "F11")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(verbs=steps)
def test_any_order_keeps_the_rules(story: Story, verbs: list[tuple[str, int]]):
    standards.set_standards(story.cast.system, standards=[promise(), SLOW])
    story.publish("talk", standard=None)
    story.publish("slow", standard=Standard(promise="slow"))
    receipt = story.report(story.cast.nobody, even_if_same=True)
    rule, told, now, was_missed = promise().clock, Told(NOW), NOW, False
    workflow = workflow_of(definition_of("demo", "missed-bin"))
    assert rule is not None and receipt.request is not None
    for verb, hours in verbs:
        now += timedelta(hours=hours, minutes=1)
        was_missed = was_missed or is_missed(models.Request.objects.get(pk=receipt.request), now)
        with clock.at(now):
            try:
                VERBS[verb](story, receipt.request)
            except Refusal:
                continue
        told.heard(verb, now)
        row = models.Request.objects.get(pk=receipt.request)
        assert row.state == told.state
        assert (row.closed_at is None) == (row.state != "stopped") == (row.side == "open")
        assert row.owner_id is not None
        assert workflow.status(row.status) is not None
        assert is_missed(row, now) or not was_missed
        assert (row.due_at, row.missed) == slow_due(rule, told.events, Calendars()), told.events
