"""What the evaluator is told about the world: the day, the working days, looked-up facts, and two look-ups."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from frontdesk.domains.services.definition.conditions import Moment
from frontdesk.kernel.worktime import WorkCalendar, weekdays

Answer = Any
"""A canonical answer: JSON (text, number, list, object), or None for a question left empty on purpose."""
Answers = Mapping[str, Answer]
"""Answers by code of the question. A code that is missing has not been asked yet."""

ORDINARY_DAYS = weekdays("england-and-wales")


@dataclass(frozen=True)
class Context:
    """The world at one moment of a form.

    `today` is the local day; `calendar` says which days are working days, or fetches what says so; `facts` are
    looked-up values by code (unknown ones are missing); `address_of` gives {"lines": [...], "postcode": "..."} for a
    UPRN, None for one that is not known; `in_area` says whether a point or address lies in the council's area, None
    when that cannot be told, and `whose` in a sentence whose area it is ("" unknown). Without them nothing is refused.
    """

    today: date
    calendar: WorkCalendar | Callable[[], WorkCalendar] = ORDINARY_DAYS
    facts: Mapping[str, Any] = field(default_factory=dict)
    channel: str = "web"
    assisted: bool = False
    address_of: Callable[[str], Mapping[str, Any] | None] | None = None
    in_area: Callable[[Mapping[str, Any]], bool | None] | None = None
    whose: Callable[[Mapping[str, Any]], str] | None = None

    def fact(self, code: str) -> Any:
        """A fact by its code; None when it is not known."""
        if code == "channel":
            return self.channel
        if code == "assisted":
            return "yes" if self.assisted else "no"
        return self.facts.get(code)

    def with_facts(self, **facts: Any) -> "Context":
        """The same with more facts."""
        return replace(self, facts={**self.facts, **facts})

    def day_of(self, moment: Moment) -> date:
        """The day that a moment of a service file means today. Days out of the calendar's reach end at its edge."""
        if moment.day is not None:
            return moment.day
        if moment.unit == "working days":
            return self._working_days(moment.count)
        try:
            if moment.unit in ("months", "years"):
                return _months(self.today, moment.count * (12 if moment.unit == "years" else 1))
            return self.today + timedelta(days=moment.count * (7 if moment.unit == "weeks" else 1))
        except (OverflowError, ValueError):
            return date.max if moment.count > 0 else date.min

    def _working_days(self, count: int) -> date:
        """The so-manieth working day after today, or before it where `count` is below nought."""
        calendar = self.calendar() if callable(self.calendar) else self.calendar
        day, left, step = self.today, abs(count), timedelta(days=1 if count > 0 else -1)
        for _ in range(abs(count) * 4 + 366):
            if left == 0:
                break
            day += step
            left -= calendar.is_working_day(day)
        return day


def _months(day: date, count: int) -> date:
    """The same date so many months on or back, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
