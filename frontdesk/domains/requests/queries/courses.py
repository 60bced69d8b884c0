"""What a request of a service will be before there is one: its due date on receipt, the ways to its end.

For whoever makes up a council's years (frontdesk.console.year); a request of today is made by its verb.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from frontdesk.domains.requests.queries.promises import Promise, promise_of
from frontdesk.domains.requests.rules import steps
from frontdesk.domains.requests.rules.clock import Reckoned, reckon
from frontdesk.domains.requests.types import Outcome
from frontdesk.domains.services.definition.model import Definition
from frontdesk.domains.services.definition.workflow import workflow_of
from frontdesk.domains.standards.rules.calendars import Calendars
from frontdesk.domains.standards.types import Event, Events

_STAFF = frozenset({"officer", "manager"})


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the workflow to a status: its state, and the facts that the clock is told."""

    status: str
    state: str
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """A way to the end: the status that it begins in, and the steps after; the side on which it counts."""

    steps: tuple[Step, ...]
    outcome: Outcome
    side: str


def on_receipt(promise: Promise, received: datetime, calendars: Calendars) -> Reckoned:
    """When a request is due that is received at this moment under this promise."""
    return reckon(promise.rule, [Event(received, Events.HAPPENED, "receipt")], calendars, received)


def ways(definition: Definition) -> list[Way]:
    """How staff close its requests, each outcome by the shortest way; those that need no words, if there are any."""
    found = [way for each in steps.outcomes_of(definition) if (way := _way(definition, each)) is not None]
    return [way for way in found if not way.outcome.message] or found


def _way(definition: Definition, outcome: Outcome) -> Way | None:
    workflow = workflow_of(definition)
    left: list[tuple[str, ...]] = [(workflow.start,)]
    while left:
        passed = left.pop(0)
        for step in workflow.transitions:
            if step.from_ != passed[-1] or step.to in passed or _STAFF.isdisjoint(step.who):
                continue
            if step.to == outcome.status:
                return _told(definition, (*passed, step.to), outcome)
            if steps.state_of(workflow, step.to) == steps.RUNNING and not step.needs:
                left.append((*passed, step.to))
    return None


def _told(definition: Definition, statuses: Sequence[str], outcome: Outcome) -> Way:
    workflow = workflow_of(definition)
    passed = [Step(statuses[0], steps.state_of(workflow, statuses[0]))]
    for before, after in pairwise(statuses):
        told = tuple(each.name for each in steps.clock_events(workflow, before, after))
        passed.append(Step(after, steps.state_of(workflow, after), told))
    return Way(tuple(passed), outcome, steps.side_of(statuses[-1], outcome.code))


__all__ = ["Promise", "Reckoned", "Step", "Way", "on_receipt", "promise_of", "ways"]
