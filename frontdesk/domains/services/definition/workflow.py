"""The ordinary workflow, for services that do not write out their own."""

from frontdesk.domains.services.definition.flow import Status, Transition, Workflow
from frontdesk.domains.services.definition.model import Definition

_STAFF = ("officer", "adviser", "manager", "complaints-officer")


def _status(code: str, name: str, clock: str, open311: str, text: str) -> Status:
    return Status(code=code, name=name, clock=clock, open311=open311, text=text)


def _step(from_: str, to: str, *who: str, needs: str = "") -> Transition:
    return Transition(from_=from_, to=to, who=who or _STAFF, needs=needs)


def _ways_out(from_: str) -> list[Transition]:
    """From any open status a request can be done, not done, a duplicate, or withdrawn by the customer."""
    return [
        _step(from_, "done", *_STAFF, "partner", "system", needs="outcome"),
        _step(from_, "not-done", *_STAFF, "partner", "system", needs="outcome"),
        _step(from_, "duplicate", *_STAFF, "system", needs="reason"),
        _step(from_, "withdrawn", *_STAFF, "customer"),
    ]


ORDINARY = Workflow(
    start="received",
    statuses=(
        _status("received", "Received", "runs", "open", "We have it."),
        _status("in-progress", "In progress", "runs", "open", "We are working on it."),
        _status("looking-again", "We look at it again", "runs", "open", "You told us that it was not right."),
        _status("waiting-for-customer", "Waiting for you", "pauses", "open", "We need an answer from you."),
        _status("waiting-for-partner", "With our partner", "runs", "open", "Our partner has it and works on it."),
        _status("done", "Done", "stops", "closed", "It is done."),
        _status("not-done", "Not done", "stops", "closed", "We could not do it."),
        _status("withdrawn", "Withdrawn", "stops", "closed", "You told us that you no longer need it."),
        _status("duplicate", "Already reported", "stops", "closed", "We had this already. You follow the first one."),
    ),
    transitions=(
        _step("received", "in-progress", *_STAFF, "partner", "system"),
        _step("received", "waiting-for-customer", needs="question"),
        _step("received", "waiting-for-partner", *_STAFF, "system"),
        *_ways_out("received"),
        _step("in-progress", "waiting-for-customer", *_STAFF, "partner", needs="question"),
        _step("in-progress", "waiting-for-partner", *_STAFF, "system"),
        *_ways_out("in-progress"),
        _step("looking-again", "in-progress", *_STAFF, "partner", "system"),
        _step("looking-again", "waiting-for-customer", *_STAFF, "partner", needs="question"),
        _step("looking-again", "waiting-for-partner", *_STAFF, "system"),
        *_ways_out("looking-again"),
        _step("waiting-for-customer", "in-progress", *_STAFF, "customer", "system"),
        *_ways_out("waiting-for-customer"),
        _step("waiting-for-partner", "in-progress", *_STAFF, "partner", "system"),
        _step("waiting-for-partner", "waiting-for-customer", *_STAFF, "partner", needs="question"),
        *_ways_out("waiting-for-partner"),
        _step("done", "in-progress", needs="reason"),
        _step("done", "looking-again", "customer", needs="reason"),
        _step("not-done", "in-progress", needs="reason"),
        _step("not-done", "looking-again", "customer", needs="reason"),
        _step("withdrawn", "in-progress", needs="reason"),
        _step("withdrawn", "looking-again", "customer", needs="reason"),
        _step("duplicate", "in-progress", needs="reason"),
        _step("duplicate", "looking-again", "customer", needs="reason"),
    ),
)


def workflow_of(definition: Definition) -> Workflow:
    """The workflow of a service: its own, or the ordinary one."""
    return definition.workflow or ORDINARY
