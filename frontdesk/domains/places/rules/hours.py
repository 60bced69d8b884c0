"""Opening hours: in words for people, and as a fact for a moment.

A day may be split ("9am to 1pm and 2pm to 5pm"), a date may keep other hours than its weekday, and a
place may shut on bank holidays. All times here are local (Europe/London) wall-clock times.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta

from frontdesk.domains.places.types import WEEKDAYS, DayException, OpeningHours, OpenState, Span

_MIDNIGHT = time(0, 0)
_LOOK_AHEAD = 14


def time_words(moment: time) -> str:
    """Say a time as GOV.UK does: "9am", "5:30pm", "midday", "midnight"."""
    if moment == _MIDNIGHT:
        return "midnight"
    if moment == time(12, 0):
        return "midday"
    hour = moment.hour % 12 or 12
    minutes = f":{moment.minute:02d}" if moment.minute else ""
    return f"{hour}{minutes}{'am' if moment.hour < 12 else 'pm'}"


def span_words(spans: Sequence[Span]) -> str:
    """Say the hours of one day: "9am to 1pm and 2pm to 5pm", "24 hours", "closed"."""
    if not spans:
        return "closed"
    if tuple(spans) == ((_MIDNIGHT, _MIDNIGHT),):
        return "24 hours"
    return _joined([f"{time_words(opens)} to {time_words(shuts)}" for opens, shuts in spans])


def week_words(hours: OpeningHours) -> tuple[str, ...]:
    """Say the usual week, days with the same hours together, closed days last.

    For example ("Monday to Friday: 9am to 5pm", "Saturday: 10am to midday", "Sunday and bank holidays: closed").
    """
    groups: list[tuple[list[int], tuple[Span, ...]]] = []
    for day in range(1, 8):
        spans = tuple(hours.week.get(day, ()))
        if groups and groups[-1][1] == spans and spans:
            groups[-1][0].append(day)
        elif spans:
            groups.append(([day], spans))
    lines = [f"{_joined(_named(days))}: {span_words(spans)}" for days, spans in groups]
    shut = [day for day in range(1, 8) if not hours.week.get(day)]
    if len(shut) == 7:
        return ("Closed to visitors",)
    closed = _named(shut) + (["bank holidays"] if hours.shut_on_bank_holidays else [])
    if not closed:
        return tuple(lines)
    words = _joined(closed)
    return (*lines, f"{words[0].upper()}{words[1:]}: closed")


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
            said.append(f"{WEEKDAYS[run[0] - 1]} to {WEEKDAYS[run[-1] - 1]}")
        else:
            said.extend(WEEKDAYS[day - 1] for day in run)
    return said


def _joined(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]


def spans_on(hours: OpeningHours, day: date, bank_holidays: Collection[date] = ()) -> tuple[Span, ...]:
    """Return the hours of one date: an exception wins over a bank holiday, which wins over the weekday."""
    for exception in hours.exceptions:
        if exception.day == day:
            return exception.spans
    if hours.shut_on_bank_holidays and day in bank_holidays:
        return ()
    return tuple(hours.week.get(day.isoweekday(), ()))


def open_state(hours: OpeningHours, local_now: datetime, bank_holidays: Collection[date] = ()) -> OpenState:
    """Say whether a place is open at a local moment and when that changes.

    For example "Open until 5pm", "Closed, opens at 2pm", "Closed, opens on Monday at 9am". Looks two weeks ahead.
    """
    today = local_now.date()
    for opens, shuts in spans_on(hours, today, bank_holidays):
        starts, ends = _at(local_now, today, opens), _end_of(local_now, today, shuts)
        if starts <= local_now < ends:
            words = "Open 24 hours" if (opens, shuts) == (_MIDNIGHT, _MIDNIGHT) else f"Open until {time_words(shuts)}"
            return OpenState(True, words, ends)
        if local_now < starts:
            return OpenState(False, f"Closed, opens at {time_words(opens)}", starts)
    for ahead in range(1, _LOOK_AHEAD + 1):
        day = today + timedelta(days=ahead)
        for opens, _ in spans_on(hours, day, bank_holidays):
            words = f"Closed, opens {_day_words(day, ahead)} at {time_words(opens)}"
            return OpenState(False, words, _at(local_now, day, opens))
    return OpenState(False, "Closed", None)


def _at(like: datetime, day: date, moment: time) -> datetime:
    return datetime.combine(day, moment, tzinfo=like.tzinfo)


def _end_of(like: datetime, day: date, shuts: time) -> datetime:
    return _at(like, day + timedelta(days=1) if shuts == _MIDNIGHT else day, shuts)


def _day_words(day: date, ahead: int) -> str:
    if ahead == 1:
        return "tomorrow"
    name = WEEKDAYS[day.isoweekday() - 1]
    return f"on {name}" if ahead < 7 else f"on {name} {day.day} {day:%B}"


def exceptions_words(hours: OpeningHours, today: date, days: int = 28) -> tuple[str, ...]:
    """Say the other hours of the coming weeks: "Thursday 24 December 2026: 9am to midday (Christmas Eve)"."""
    until = today + timedelta(days=days)
    coming = sorted((e for e in hours.exceptions if today <= e.day <= until), key=lambda e: e.day)
    return tuple(_exception_words(exception) for exception in coming)


def _exception_words(exception: DayException) -> str:
    why = f" ({exception.why})" if exception.why else ""
    day = exception.day
    return f"{WEEKDAYS[day.isoweekday() - 1]} {day.day} {day:%B %Y}: {span_words(exception.spans)}{why}"


def problems_with(hours: OpeningHours) -> tuple[str, ...]:
    """Return what is wrong with a set of hours, in sentences; nothing if it can be kept."""
    found = []
    for day, spans in sorted(hours.week.items()):
        if day not in range(1, 8):
            found.append(f"Weekday {day} does not exist: use 1 for Monday to 7 for Sunday")
            continue
        found.extend(f"{WEEKDAYS[day - 1]}: {wrong}" for wrong in span_problems(spans))
    for exception in hours.exceptions:
        found.extend(f"{exception.day.isoformat()}: {wrong}" for wrong in span_problems(exception.spans))
    days = [exception.day for exception in hours.exceptions]
    found.extend(f"{day.isoformat()} is listed twice" for day in sorted(set(days)) if days.count(day) > 1)
    return tuple(found)


def span_problems(spans: Sequence[Span]) -> list[str]:
    """Return what is wrong with the stretches of one day: they must be in order, apart, and end after they begin."""
    found = []
    previous: time | None = None
    for opens, shuts in spans:
        if shuts != _MIDNIGHT and shuts <= opens:
            found.append(f"opens at {time_words(opens)} but closes at {time_words(shuts)}")
        if previous is not None and (previous == _MIDNIGHT or opens <= previous):
            found.append("the stretches of a day must be in order and not touch")
        previous = shuts
    return found
