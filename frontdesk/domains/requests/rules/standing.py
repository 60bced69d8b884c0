"""Whether we keep the promise, said in plain words."""

from dataclasses import dataclass
from datetime import date, datetime

from frontdesk.kernel.words import clock_time, local, long_date

IN_TIME, LATE, WAITING, KEPT, MISSED, NONE = "in-time", "late", "waiting", "kept", "missed", "none"


@dataclass(frozen=True, slots=True)
class Clocked:
    """Where a request's clock stands. `state` is running, waiting or stopped; `missed` that a period ran out before."""

    state: str
    due_at: datetime | None
    due_on: date | None
    by_the_minute: bool
    missed: bool
    closed_at: datetime | None = None
    kept: bool | None = None


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
    """What the customer reads first."""
    by = say_due(clock.due_at, clock.due_on, clock.by_the_minute)
    match standing(clock, now):
        case "in-time" if clock.due_on == local(now).date() and not clock.by_the_minute:
            said = "We will do this today."
        case "in-time":
            said = f"We will do this by {by}."
        case "late":
            said = f"This is late. We said we would do it by {by}, and we are sorry."
        case "waiting":
            said = "We have a question for you. The time we promised starts again when you answer."
        case "kept":
            said = f"We finished this on {long_date(clock.closed_at)}, in the time we promised."
        case "missed":
            said = f"We finished this on {long_date(clock.closed_at)}, later than we promised. We are sorry."
        case _ if clock.closed_at is not None:
            said = f"We closed this on {long_date(clock.closed_at)}."
        case _:
            said = "We are dealing with this."
    if expected_on is not None and clock.state != "stopped":
        said += f" We now expect to do it by {long_date(expected_on)}."
    return said
