"""Opening hours in words, and whether a place is open. The hours themselves are `kernel.worktime.WorkCalendar`s.

A day may be split ("9am to 1pm and 2pm to 5pm"), a date may keep hours of its own, bank holidays are shut. A place
whose hours nobody has told has no calendar at all (None).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from frontdesk.domains.places.types import WEEKDAYS, OpenState
from frontdesk.kernel.holidays import NONE
from frontdesk.kernel.worktime import DAY, Interval, WorkCalendar

_LOOK_AHEAD = 14
UNTOLD = "Opening hours are not given here"


def time_words(minute: int) -> str:
    """Say a minute of the day as GOV.UK does: 540 is "9am", 1050 "5:30pm", 720 "midday", 0 and 1440 "midnight"."""
    if minute in (0, DAY):
        return "midnight"
    if minute == DAY // 2:
        return "midday"
    hour, past = divmod(minute, 60)
    minutes = f":{past:02d}" if past else ""
    return f"{hour % 12 or 12}{minutes}{'am' if hour < 12 else 'pm'}"


def span_words(spans: Sequence[Interval]) -> str:
    """Say the hours of one day: "9am to 1pm and 2pm to 5pm", "24 hours", "closed"."""
    if not spans:
        return "closed"
    if tuple(spans) == ((0, DAY),):
        return "24 hours"
    return _joined([f"{time_words(opens)} to {time_words(shuts)}" for opens, shuts in spans])


def week_words(hours: WorkCalendar | None) -> tuple[str, ...]:
    """Say the usual week, neighbouring open days with the same hours together, closed days last.

    For example ("Monday to Friday: 9am to 5pm", "Saturday: 10am to midday", "Sunday and bank holidays: closed").
    """
    if hours is None:
        return (UNTOLD,)
    groups: list[tuple[list[int], tuple[Interval, ...]]] = []
    for day, spans in enumerate(hours.weekly):
        if groups and groups[-1][1] == spans and spans:
            groups[-1][0].append(day)
        elif spans:
            groups.append(([day], spans))
    lines = [f"{_joined(_named(days))}: {span_words(spans)}" for days, spans in groups]
    shut = [day for day, spans in enumerate(hours.weekly) if not spans]
    closed = _named(shut) + (["bank holidays"] if hours.holidays != NONE else [])
    if not closed:
        return tuple(lines)
    words = _joined(closed)
    return (*lines, f"{words[0].upper()}{words[1:]}: closed")


def short_week_words(hours: WorkCalendar) -> str:
    """Say the open days of the usual week on one line: "Monday to Friday, 8am to 6pm; Saturday, 9am to 1pm"."""
    return "; ".join(line.replace(": ", ", ", 1) for line in week_words(hours) if not line.endswith(": closed"))


def _named(days: Sequence[int]) -> list[str]:
    """Name days: a run of three or more as "Monday to Friday", others one by one."""
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    said: list[str] = []
    for run in runs:
        if len(run) >= 3:
            said.append(f"{WEEKDAYS[run[0]]} to {WEEKDAYS[run[-1]]}")
        else:
            said.extend(WEEKDAYS[day] for day in run)
    return said


def _joined(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]


def open_state(hours: WorkCalendar | None, now: datetime) -> OpenState:
    """Say whether a place is open at a moment (aware) and when that changes.

    For example "Open until 5pm", "Closed, opens at 2pm", "Closed, opens on Monday at 9am". Looks two weeks ahead.
    """
    if hours is None:
        return OpenState(False, UNTOLD)
    zone = ZoneInfo(hours.zone)
    local = now.astimezone(zone)
    for ahead in range(_LOOK_AHEAD + 1):
        day = local.date() + timedelta(days=ahead)
        for opens, shuts in hours.hours_on(day):
            starts, ends = _at(day, opens, zone), _at(day, shuts, zone)
            if starts <= local < ends:
                words = "Open 24 hours" if (opens, shuts) == (0, DAY) else f"Open until {time_words(shuts)}"
                return OpenState(True, words, ends)
            if local < starts:
                return OpenState(False, f"Closed, opens{_day_words(day, ahead)} at {time_words(opens)}", starts)
    return OpenState(False, "Closed")


def _at(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """The moment at which the local clock of a day shows so many minutes past midnight."""
    if minute == DAY:
        day, minute = day + timedelta(days=1), 0
    return datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=zone)


def _day_words(day: date, ahead: int) -> str:
    if ahead < 2:
        return " tomorrow" if ahead else ""
    name = WEEKDAYS[day.weekday()]
    return f" on {name}" if ahead < 7 else f" on {name} {day.day} {day:%B}"


def exceptions_words(
    hours: WorkCalendar | None, today: date, notes: Mapping[date, str] | None = None, days: int = 28
) -> tuple[str, ...]:
    """Say the other hours of the coming weeks: "Thursday 24 December 2026: 9am to midday (Christmas Eve)".

    Only days that the council named itself; that bank holidays are shut is said with the usual week.
    """
    if hours is None:
        return ()
    named = sorted(hours.closed | hours.special.keys())
    coming = [day for day in named if today <= day <= today + timedelta(days=days)]
    return tuple(_exception_words(day, hours.hours_on(day), (notes or {}).get(day, "")) for day in coming)


def _exception_words(day: date, spans: Sequence[Interval], why: str) -> str:
    reason = f" ({why})" if why else ""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {day:%B %Y}: {span_words(spans)}{reason}"
