"""What a request of another system comes to here: where it stands, and whether its due day was kept. Pure."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from frontdesk.domains.requests.rules import steps
from frontdesk.domains.requests.types import OPEN, RequestIn
from frontdesk.domains.services.definition.model import Definition
from frontdesk.domains.services.definition.workflow import workflow_of
from frontdesk.kernel import channels, clock
from frontdesk.kernel.errors import Refusal

_AHEAD_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Stand:
    """Where it stands: status and state of the service's workflow, side of the figures, outcome."""

    status: str
    state: str
    side: str
    outcome: str


def check(row: RequestIn, now: datetime) -> None:
    """Refusal for what no request can be: of an unknown channel, of a day that cannot be, or off the globe."""
    if row.channel and row.channel not in channels.CODES:
        raise Refusal(f"Choose a channel from the list: {', '.join(channels.CODES)}.", field="channel")
    for field, at in (("received_at", row.received_at), ("closed_at", row.closed_at)):
        if at is not None and (at - now).total_seconds() > _AHEAD_SECONDS:
            raise Refusal("Check the time: it is in the future.", field=field)
        if at is not None and at.date() < clock.FIRST:
            raise Refusal(f"Check the time: it is before {clock.FIRST:%Y}.", field=field)
    # Not finite numbers fail the comparison too.
    if row.place and not (abs(row.place[0]) <= 90 and abs(row.place[1]) <= 180):
        raise Refusal("Latitude and longitude are not on the globe. Are they degrees?", field="place")


def in_order(row: RequestIn) -> tuple[RequestIn, str]:
    """The row as it can have been, and a remark where it was changed: clocks of two systems may disagree."""
    if row.closed_at is None or row.closed_at >= row.received_at:
        return row, ""
    return replace(row, closed_at=row.received_at), "It was closed before it was received: it counts as closed at once."


def stand(definition: Definition, row: RequestIn) -> Stand:
    """Where it stands. Without a status a closed one is done and an open one just received.

    Refusal for a status that the service's workflow does not have, or that does not agree with `closed_at`; and for an
    outcome that the service does not have; without one it is the first that leads to its status.
    """
    workflow = workflow_of(definition)
    code = row.status or ("done" if row.closed_at else workflow.start)
    status = workflow.status(code)
    if status is None:
        known = ", ".join(each.code for each in workflow.statuses)
        raise Refusal(f"“{definition.code}” has no status “{code}”. There are: {known}.", field="status")
    state = steps.state_of(workflow, code)
    if (state == steps.STOPPED) != (row.closed_at is not None):
        raise Refusal(f"A request that is “{status.name}” {_needs(state)}.", field="closed_at")
    if state != steps.STOPPED:
        return Stand(code, state, OPEN, "")
    outcome = row.outcome or _ordinary(definition, code)
    if code not in steps.ASIDE:
        steps.outcome(definition, outcome)
    return Stand(code, state, steps.side_of(code, outcome), outcome)


def _ordinary(definition: Definition, status: str) -> str:
    """The first of the service's outcomes that ends in this status."""
    return next((each.code for each in steps.outcomes_of(definition) if each.status == status), "")


def _needs(state: str) -> str:
    return "needs the time when it was closed" if state == steps.STOPPED else "cannot have been closed"


def kept_day(due_on: date | None, closed_at: datetime | None) -> bool | None:
    """Whether it was closed by its due day, by local days; None while it is open, or where no day was given."""
    if due_on is None or closed_at is None:
        return None
    return closed_at.astimezone(clock.LOCAL).date() <= due_on
