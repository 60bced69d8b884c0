"""Which calendar a clock counts by."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from frontdesk.domains.standards.types import ClockRule, Unit
from frontdesk.kernel.errors import Refusal
from frontdesk.kernel.holidays import CHOICES, ENGLAND_AND_WALES, NONE
from frontdesk.kernel.worktime import EVERY_DAY, WorkCalendar, weekdays

LOCAL = "local"

_STATUTORY = {code: EVERY_DAY if code == NONE else weekdays(code) for code in CHOICES}
"""Monday to Friday less the bank holidays of each division: closures of the council's own do not stop the law."""


@dataclass(frozen=True)
class Calendars:
    """A council's calendars: its division of bank holidays, and its own calendars by code."""

    division: str = ENGLAND_AND_WALES
    own: Mapping[str, WorkCalendar] = field(default_factory=dict)

    def named(self, code: str) -> WorkCalendar:
        """The calendar that a code means (see ClockRule.calendar). Refusal when there is none."""
        found = self.own.get(code) or _STATUTORY.get(self.division if code == LOCAL else code)
        if found is None:
            raise Refusal(f"There is no calendar called “{code}”.", field="calendar")
        return found

    def of(self, rule: ClockRule) -> WorkCalendar:
        """The calendar of a rule: time that passes for everybody needs none."""
        needs_none = rule.unit in (Unit.SECOND, Unit.MINUTE, Unit.HOUR)
        return EVERY_DAY if needs_none else self.named(rule.calendar)
