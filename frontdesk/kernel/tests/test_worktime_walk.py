"""Working time agrees with walking minute by minute and day by day, whatever the hours."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.kernel.holidays import CHOICES, bank_holidays
from frontdesk.kernel.worktime import (
    DateRange,
    Interval,
    Stretch,
    WorkCalendar,
    add_calendar_days,
    add_minutes,
    add_working_days,
    working_days_between,
    working_minutes_between,
)

LONDON = ZoneInfo("Europe/London")
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def is_open(moment: datetime, calendar: WorkCalendar) -> bool:
    local = moment.astimezone(LONDON)
    return any(a <= local.hour * 60 + local.minute < b for a, b in day_hours(local.date(), calendar))


def day_hours(day: date, calendar: WorkCalendar) -> Iterable[Interval]:
    if day in calendar.special:
        return calendar.special[day]
    shut = day in calendar.closed or day in bank_holidays(calendar.holidays, day.year)
    return () if shut else calendar.weekly[day.weekday()]


def walk(start: datetime, minutes: int, calendar: WorkCalendar, pauses: list[Stretch]) -> datetime:
    moment = start
    while minutes:
        if is_open(moment, calendar) and not any(a <= moment < b for a, b in pauses):
            minutes -= 1
        moment += MINUTE
    return moment


@st.composite
def intervals(draw: st.DrawFn) -> tuple[Interval, ...]:
    marks = sorted(draw(st.sets(st.integers(0, 96), max_size=6)))
    return tuple((a * 15, b * 15) for a, b in zip(marks[::2], marks[1::2], strict=False))


@st.composite
def calendars(draw: st.DrawFn) -> WorkCalendar:
    weekly = [draw(intervals()) for _ in range(6)] + [((0, 1440),)]
    near = st.dates(date(2026, 3, 20), date(2026, 4, 10))
    return WorkCalendar(
        tuple(draw(st.permutations(weekly))),
        holidays=draw(st.sampled_from(CHOICES)),
        closed=frozenset(draw(st.lists(near, max_size=3))),
        special=draw(st.dictionaries(near, intervals(), max_size=3)),
    )


moments = st.integers(0, 14 * 1440).map(lambda n: datetime(2026, 3, 22, tzinfo=UTC) + n * MINUTE) | st.integers(
    0, 9 * 1440
).map(lambda n: datetime(2026, 10, 19, tzinfo=UTC) + n * MINUTE)
stretches = st.lists(st.tuples(moments, st.integers(0, 4000)).map(lambda p: (p[0], p[0] + p[1] * MINUTE)), max_size=4)
days = st.dates(date(2025, 11, 1), date(2027, 2, 1))
ranges: st.SearchStrategy[list[DateRange]] = st.lists(
    st.tuples(days, st.integers(0, 20)).map(lambda p: (p[0], p[0] + p[1] * DAY)), max_size=4
)


@settings(max_examples=150, deadline=None)
@given(calendars(), moments, st.integers(1, 4000), stretches)
def test_it_adds_minutes_as_walking_does(
    calendar: WorkCalendar, start: datetime, length: int, pauses: list[Stretch]
) -> None:
    due = walk(start, length, calendar, pauses)
    assert add_minutes(start, length, calendar, pauses) == due
    assert working_minutes_between(start, due, calendar, pauses) == length


@settings(max_examples=150, deadline=None)
@given(calendars(), moments, moments, stretches)
def test_it_counts_minutes_as_walking_does(
    calendar: WorkCalendar, start: datetime, end: datetime, pauses: list[Stretch]
) -> None:
    end = min(end, start + 5 * DAY)
    walked = sum(
        is_open(start + n * MINUTE, calendar) and not any(a <= start + n * MINUTE < b for a, b in pauses)
        for n in range((end - start) // MINUTE)
    )
    assert working_minutes_between(start, end, calendar, pauses) == walked


@settings(max_examples=300, deadline=None)
@given(calendars(), days, st.integers(1, 60), ranges, st.booleans())
def test_it_adds_days_as_walking_does(
    calendar: WorkCalendar, received: date, count: int, left_out: list[DateRange], same_day: bool
) -> None:
    def walk_days(working: bool) -> date:
        day, left = received if same_day else received + DAY, count
        while True:
            out = any(a <= day <= b for a, b in left_out)
            left -= not out and (not working or bool(day_hours(day, calendar)))
            if not left:
                return day
            day += DAY

    assert add_working_days(received, count, calendar, left_out, same_day=same_day) == walk_days(True)
    assert add_calendar_days(received, count, left_out, same_day=same_day) == walk_days(False)
    if not left_out and not same_day:
        assert working_days_between(received, walk_days(True), calendar) == count
