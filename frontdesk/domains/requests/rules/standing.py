"""Whether we keep the promise, said in plain words."""

from dataclasses import dataclass
from datetime import date, datetime

from frontdesk.kernel.words import clock_time, local, long_date

IN_TIME, LATE, WAITING, KEPT, MISSED, NONE = "in-time", "late", "waiting", "kept", "missed", "none"


@dataclass(frozen=True, slots=True)
class Clocked:
    """Where a request's clock stands. `state` is running, waiting or stopped; `missed` that a period ran out before.

    `begun` is False where a promise is made whose time has not begun: it waits for a payment.
    """

    state: str
    due_at: datetime | None
    due_on: date | None
    by_the_minute: bool
    missed: bool
    closed_at: datetime | None = None
    kept: bool | None = None
    begun: bool = True


def say_due(due_at: datetime | None, due_on: date | None, by_the_minute: bool) -> str:
    """ "Thursday 3 December 2026", with the time where the promise counts minutes; '' without a date."""
    if due_on is None:
        return ""
    return f"{long_date(due_on)}, {clock_time(due_at)}" if by_the_minute and due_at else long_date(due_on)


def standing(clock: Clocked, now: datetime) -> str:
    """in-time, late, waiting, kept, missed or none."""
    if clock.state == "stopped":
        return NONE if clock.kept is None else KEPT if clock.kept else MISSED
    if clock.state == "waiting":
        return WAITING
    if clock.due_at is None:
        return NONE
    return LATE if now > clock.due_at else IN_TIME


def sentence(clock: Clocked, now: datetime, expected_on: date | None = None) -> str:
    """What the customer reads first: one date, the last that we gave."""
    by = say_due(clock.due_at, clock.due_on, clock.by_the_minute)
    if expected_on is not None and clock.state == "running":
        return _delayed(expected_on, now)
    match standing(clock, now):
        case "in-time" if clock.due_on == local(now).date() and not clock.by_the_minute:
            return "We will do this today."
        case "in-time":
            return f"We will do this by {by}."
        case "late":
            return f"This is late. We said we would do it by {by}, and we are sorry."
        case "waiting":
            return "We have a question for you. The time we promised stands still until you answer."
        case "kept":
            return f"We finished this on {long_date(clock.closed_at)}, in the time we promised."
        case "missed":
            return f"We finished this on {long_date(clock.closed_at)}, later than we promised. We are sorry."
        case _ if clock.closed_at is not None:
            return f"We closed this on {long_date(clock.closed_at)}."
        case _ if not clock.begun:
            return ""
        case _:
            return "We are dealing with this."


def _delayed(expected_on: date, now: datetime) -> str:
    """After we told of a delay: the day we gave then counts for the customer, not the one before it."""
    if expected_on < local(now).date():
        return f"This is late. We said we would do it by {long_date(expected_on)}, and we are sorry."
    return f"This takes longer than we promised, and we are sorry. We now expect to do it by {long_date(expected_on)}."
