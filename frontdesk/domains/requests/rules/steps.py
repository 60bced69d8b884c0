"""Steps of a workflow: which may be taken by whom, and what a step does to the clock."""

from collections.abc import Callable
from dataclasses import dataclass

from frontdesk.domains.requests.types import COMPLETED, NEITHER, Outcome, Step
from frontdesk.domains.services.definition.flow import Status, Transition, Workflow
from frontdesk.domains.services.definition.model import Definition
from frontdesk.domains.services.definition.workflow import workflow_of
from frontdesk.domains.standards.types import Events
from frontdesk.kernel.errors import Refusal

RUNNING, WAITING, STOPPED = "running", "waiting", "stopped"
_STATE = {"runs": RUNNING, "pauses": WAITING, "stops": STOPPED}
CUSTOMER = "customer"
"""Who may take a step beside roles: the request's own customer. Also the reason of a wait for them."""
DUPLICATE = "duplicate"
"""The final status of what we had already: its customer follows the first one."""
WITHDRAWN = "withdrawn"
ASIDE = frozenset({WITHDRAWN, DUPLICATE, "referred", "cancelled"})
"""Final statuses that count on neither side (REQUIREMENTS, "Words"), with or without an outcome."""


@dataclass(frozen=True, slots=True)
class ClockEvent:
    """What a step tells the clock."""

    kind: Events
    name: str


def status_of(workflow: Workflow, code: str) -> Status:
    """The status with this code. A workflow that is checked has every status its requests can have."""
    found = workflow.status(code)
    if found is None:
        raise LookupError(f"The workflow has no status {code}")
    return found


def state_of(workflow: Workflow, code: str) -> str:
    """running, waiting or stopped."""
    return _STATE[status_of(workflow, code).clock]


def transition(workflow: Workflow, from_: str, to: str) -> Transition | None:
    """The step between two statuses, if there is one."""
    return next((each for each in workflow.transitions if each.from_ == from_ and each.to == to), None)


def check_step(workflow: Workflow, from_: str, to: str, who: frozenset[str], given: frozenset[str]) -> None:
    """Refusal unless the step exists, `who` may take it, and what it needs is among `given`."""
    step = transition(workflow, from_, to)
    here, there = status_of(workflow, from_), workflow.status(to)
    if step is None or there is None:
        raise Refusal(
            f"This request is now “{here.name}”. Look at it again: somebody else may have changed it.", code="no-step"
        )
    if who.isdisjoint(step.who):
        raise Refusal(f"You cannot move this request from “{here.name}” to “{there.name}”.", code="not-yours")
    sentences = {
        "question": "Write the question for the customer.",
        "reason": "Say why.",
        "outcome": "Choose an outcome.",
    }
    if step.needs and step.needs not in given:
        raise Refusal(sentences[step.needs], field=step.needs)


def steps_from(workflow: Workflow, from_: str, who: frozenset[str]) -> tuple[Step, ...]:
    """The steps that `who` may take from here, in the workflow's order."""
    found = []
    for each in workflow.transitions:
        there = workflow.status(each.to)
        if each.from_ == from_ and there is not None and not who.isdisjoint(each.who):
            found.append(Step(each.to, there.name, each.needs, there.clock == "stops"))
    return tuple(found)


def clock_events(workflow: Workflow, from_: str, to: str, why: str = "") -> tuple[ClockEvent, ...]:
    """What a step tells the clock, in order. `why` is the reason of a reopening (dispute, mistake).

    A wait ends before the closing: otherwise nobody could say by when it should have been closed.
    """
    before, after = state_of(workflow, from_), state_of(workflow, to)
    events: list[ClockEvent] = []
    if before == WAITING and after != WAITING:
        events.append(ClockEvent(Events.RESUMED, CUSTOMER))
    if before == STOPPED and after != STOPPED:
        events.append(ClockEvent(Events.REOPENED, why))
    fact = status_of(workflow, to).happened
    if fact and fact != status_of(workflow, from_).happened:
        events.append(ClockEvent(Events.HAPPENED, fact))
    if after == WAITING and before != WAITING:
        events.append(ClockEvent(Events.PAUSED, CUSTOMER))
    if after == STOPPED and before != STOPPED:
        events.append(ClockEvent(Events.HAPPENED, "closing"))
    return tuple(events)


def first_waiting(workflow: Workflow, from_: str, who: frozenset[str]) -> str | None:
    """The status in which we wait for the customer, reached by a step that asks a question."""
    return _first(workflow, from_, who, lambda status, needs: status.clock == "pauses" and needs == "question")


def first_running(workflow: Workflow, from_: str, who: frozenset[str]) -> str | None:
    """The running status that a wait, or a closing that did not hold, leads back to."""
    return _first(workflow, from_, who, lambda status, _: status.clock == "runs")


def after_answer(workflow: Workflow, waiting: str, asked_in: str, who: frozenset[str]) -> str | None:
    """Where an answer leads: back to the status in which we asked, for an answer alone sends no crew and fixes no day.

    Where that is not known, or no question leads from it, the first running status that the workflow names.
    """
    there = workflow.status(asked_in)
    step = transition(workflow, asked_in, waiting)
    if there is not None and there.clock == "runs" and step is not None and step.needs == "question":
        return asked_in
    return first_running(workflow, waiting, who)


def withdrawal(workflow: Workflow, from_: str) -> str | None:
    """The final status to which the customer may take the request: "I no longer need it"."""
    return _first(workflow, from_, frozenset({CUSTOMER}), lambda status, _: status.clock == "stops")


def _first(workflow: Workflow, from_: str, who: frozenset[str], fits: Callable[[Status, str], bool]) -> str | None:
    for each in workflow.transitions:
        there = workflow.status(each.to)
        if each.from_ == from_ and there is not None and not who.isdisjoint(each.who) and fits(there, each.needs):
            return each.to
    return None


def side_of(status: str, outcome: str) -> str:
    """On which side of the figures a closed request counts: completed needs an outcome."""
    return COMPLETED if outcome and status not in ASIDE else NEITHER


def outcomes_of(definition: Definition) -> tuple[Outcome, ...]:
    """The ways to close a request: the service's own, else one for each final status with the status's own words."""
    if definition.outcomes:
        return tuple(Outcome(o.code, o.status, o.name, o.text, o.message) for o in definition.outcomes)
    finals = [s for s in workflow_of(definition).statuses if s.clock == "stops" and s.code not in ASIDE]
    return tuple(Outcome(s.code, s.code, s.name, s.text) for s in finals)


def outcome(definition: Definition, code: str) -> Outcome:
    """The outcome with this code. Refusal when the service has none such."""
    known = outcomes_of(definition)
    found = next((each for each in known if each.code == code), None)
    if found is None:
        raise Refusal(f"Choose an outcome: {', '.join(each.name for each in known)}.", field="outcome")
    return found
