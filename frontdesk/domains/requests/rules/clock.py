"""When a request is due: by the rule it was received under, from its events (standards.rules.due)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from frontdesk.domains.standards.rules.calendars import Calendars
from frontdesk.domains.standards.rules.due import due, warn_at
from frontdesk.domains.standards.types import ClockRule, Event, Running, Unit, Verdict

WARN_AT = Fraction(3, 4)
"""How much of the promise may be used up before the owner is warned."""
BY_THE_MINUTE = frozenset({Unit.SECOND, Unit.MINUTE, Unit.HOUR, Unit.WORKING_MINUTE, Unit.WORKING_HOUR})


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What the events come to. `kept` is None while it is open, or where there is no promise."""

    due_at: datetime | None = None
    due_on: date | None = None
    warn_at: datetime | None = None
    missed: bool = False
    kept: bool | None = None
    by_the_minute: bool = False


def reckon(rule: ClockRule | None, events: Iterable[Event], calendars: Calendars, now: datetime) -> Reckoned:
    """Everything a list needs to know, from the rule and the events alone. Without a rule nothing is promised."""
    if rule is None:
        return Reckoned()
    told = list(events)
    answer = due(rule, told, calendars)
    running = answer.state is Running.RUNNING
    return Reckoned(
        due_at=answer.at,
        due_on=answer.on,
        warn_at=warn_at(rule, told, calendars, WARN_AT) if running else None,
        missed=answer.missed_before,
        kept=answer.verdict(now) is Verdict.KEPT if answer.state is Running.STOPPED else None,
        by_the_minute=answer.rule.unit in BY_THE_MINUTE,
    )
