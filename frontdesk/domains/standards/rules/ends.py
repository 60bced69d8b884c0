"""When a length of time ends: one period of one clock, given its start and its waits."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from math import ceil

from frontdesk.domains.standards.types import ClockRule, DayOne, LeftOut, Unit
from frontdesk.kernel.worktime import (
    DateRange,
    Stretch,
    WorkCalendar,
    add_calendar_days,
    add_calendar_months,
    add_minutes,
    add_working_days,
    next_working_day,
)

Wait = tuple[datetime, datetime | None]
"""From when to when a clock stood still; still open when it has no end."""

_PASSING = {Unit.SECOND: timedelta(seconds=1), Unit.MINUTE: timedelta(minutes=1), Unit.HOUR: timedelta(hours=1)}
_MINUTES = {Unit.WORKING_MINUTE: 1, Unit.WORKING_HOUR: 60}
DAYS = frozenset({Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.CALENDAR_MONTH})
_OFFICE_OPENS = 9 * 60
"""When a warning is given on a day that has no opening time of its own."""


def end_of(
    rule: ClockRule, length: int, started: datetime, waits: Sequence[Wait], calendar: WorkCalendar
) -> datetime | None:
    """The last instant (UTC) of a period of `length` units; None while an open wait keeps it from ending."""
    if rule.unit in _PASSING:
        return _passing_end(length * _PASSING[rule.unit], started, waits)
    if rule.unit in _MINUTES:
        return _minutes_end(length * _MINUTES[rule.unit], started, waits, calendar)
    day = last_that_counts(rule, length, started, waits, calendar)
    if day is not None and rule.ends_on_working_day:
        day = next_working_day(day, calendar)
    return None if day is None else calendar.end_of_day(day)


def part_of(
    rule: ClockRule, length: int, share: Fraction, started: datetime, waits: Sequence[Wait], calendar: WorkCalendar
) -> datetime | None:
    """The moment at which `share` (above 0, up to 1) of a period is used up, for warnings.

    A clock of days gives the opening of the day on which the share is reached (9am where that day is open round the
    clock), so that nobody is warned at midnight or on a closed day. None while an open wait keeps it from coming.
    """
    if rule.unit in _PASSING:
        return _passing_end(length * _PASSING[rule.unit] * float(share), started, waits)
    if rule.unit in _MINUTES:
        return _minutes_end(ceil(length * _MINUTES[rule.unit] * share), started, waits, calendar)
    days = days_in(rule, length, started, calendar)
    day = _last_day(rule, ceil(days * share), started, waits, calendar)
    if day is None:
        return None
    hours = calendar.hours_on(day)
    opens = hours[0][0] if hours else 0
    return calendar.start_of_day(day) + timedelta(minutes=opens or _OFFICE_OPENS)


def last_that_counts(
    rule: ClockRule, length: int, started: datetime, waits: Sequence[Wait], calendar: WorkCalendar
) -> date | None:
    """The last day that a clock of days counts, before an end on a closed day is moved; None as in `end_of`."""
    return _last_day(rule, days_in(rule, length, started, calendar), started, waits, calendar)


def days_in(rule: ClockRule, length: int, started: datetime, calendar: WorkCalendar) -> int:
    """How many days a length of days or months has, started at a moment."""
    if rule.unit is not Unit.CALENDAR_MONTH:
        return length
    first = calendar.local_day(started)
    return (add_calendar_months(first, length) - first).days


def _passing_end(length: timedelta, started: datetime, waits: Sequence[Wait]) -> datetime | None:
    position, left = started.astimezone(UTC), length
    for wait_from, wait_until in _merged(waits):
        if wait_from > position:
            if left <= wait_from - position:
                break
            left -= wait_from - position
        if wait_until is None:
            return None
        position = max(position, wait_until)
    return position + left


def _minutes_end(minutes: int, started: datetime, waits: Sequence[Wait], calendar: WorkCalendar) -> datetime | None:
    closed: list[Stretch] = [(wait_from, wait_until) for wait_from, wait_until in waits if wait_until is not None]
    end = add_minutes(started, minutes, calendar, closed)
    open_since = min((wait_from for wait_from, wait_until in waits if wait_until is None), default=None)
    return None if open_since is not None and end > open_since.replace(second=0, microsecond=0) else end


def _last_day(
    rule: ClockRule, days: int, started: datetime, waits: Sequence[Wait], calendar: WorkCalendar
) -> date | None:
    first, same_day = calendar.local_day(started), rule.day_one is DayOne.SAME
    left_out = [days_left_out(rule, wait, calendar) for wait in waits]
    closed: list[DateRange] = [(begin, end) for begin, end in left_out if end is not None]
    if rule.unit is Unit.WORKING_DAY:
        day = add_working_days(first, days, calendar, closed, same_day=same_day)
    else:
        day = add_calendar_days(first, days, closed, same_day=same_day)
    open_since = min((begin for begin, end in left_out if end is None), default=None)
    return None if open_since is not None and day >= open_since else day


def days_left_out(rule: ClockRule, wait: Wait, calendar: WorkCalendar) -> tuple[date, date | None]:
    """The days that a wait takes out of a clock of days (the first after the last when it takes none)."""
    begin = calendar.local_day(wait[0]) + timedelta(days=0 if rule.left_out is LeftOut.BOTH else 1)
    return begin, None if wait[1] is None else calendar.local_day(wait[1])


def _merged(waits: Sequence[Wait]) -> list[Wait]:
    """Waits in order of their beginning; overlaps do no harm because the position only moves on."""
    return sorted(waits, key=lambda wait: wait[0])
