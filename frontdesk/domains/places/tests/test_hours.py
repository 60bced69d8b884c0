from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from frontdesk.domains.places.rules.hours import exceptions_words, open_state, span_words, time_words, week_words
from frontdesk.kernel.hours import calendar_from_data
from frontdesk.kernel.worktime import WorkCalendar

STD = calendar_from_data({"hours": {"monday to friday": "9:00-17:00"}})
SPLIT = calendar_from_data({"hours": {"monday to friday": "9:00-13:00, 14:00-17:00", "saturday": "10:00-12:00"}})
ALWAYS = calendar_from_data({"hours": {"every day": "all day"}, "bank_holidays": "none"})
TWO_DAYS = calendar_from_data({"hours": {"tuesday": "9:00-17:00", "thursday": "9:00-17:00", "friday": "9:00-13:00"}})
EVE = calendar_from_data(
    {
        "hours": {"monday to friday": "9:00-17:00"},
        "special": {"2026-12-24": "9:00-12:00"},
        "closed": ["2026-12-29"],
    }
)


def at(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo("Europe/London"))


@pytest.mark.parametrize(
    ("minute", "words"),
    [(540, "9am"), (1050, "5:30pm"), (720, "midday"), (0, "midnight"), (5, "12:05am"), (1440, "midnight")],
)
def test_it_says_times_plainly(minute: int, words: str):
    assert time_words(minute) == words


@pytest.mark.shows("D8")
@pytest.mark.parametrize(
    ("hours", "lines"),
    [
        (STD, ("Monday to Friday: 9am to 5pm", "Saturday, Sunday and bank holidays: closed")),
        (
            SPLIT,
            (
                "Monday to Friday: 9am to 1pm and 2pm to 5pm",
                "Saturday: 10am to midday",
                "Sunday and bank holidays: closed",
            ),
        ),
        (ALWAYS, ("Monday to Sunday: 24 hours",)),
        (
            TWO_DAYS,
            (
                "Tuesday and Thursday: 9am to 5pm",
                "Friday: 9am to 1pm",
                "Monday, Wednesday, Saturday, Sunday and bank holidays: closed",
            ),
        ),
        (None, ("Opening hours are not given here",)),
    ],
)
def test_it_says_a_week_with_like_days_together(hours: WorkCalendar | None, lines: tuple[str, ...]):
    assert week_words(hours) == lines


@pytest.mark.parametrize(
    ("hours", "now", "words"),
    [
        (STD, at(2026, 3, 4, 10), "Open until 5pm"),
        (STD, at(2026, 3, 4, 8, 59), "Closed, opens at 9am"),
        (STD, at(2026, 3, 4, 17), "Closed, opens tomorrow at 9am"),
        (STD, at(2026, 3, 6, 18), "Closed, opens on Monday at 9am"),
        (SPLIT, at(2026, 3, 4, 13), "Closed, opens at 2pm"),
        (SPLIT, at(2026, 3, 4, 13, 59), "Closed, opens at 2pm"),
        (SPLIT, at(2026, 3, 4, 14), "Open until 5pm"),
        (ALWAYS, at(2026, 3, 4, 3), "Open 24 hours"),
        (ALWAYS, at(2026, 3, 29, 3), "Open 24 hours"),
        (STD, at(2026, 12, 24, 18), "Closed, opens on Tuesday at 9am"),
        (EVE, at(2026, 12, 24, 11), "Open until midday"),
        (EVE, at(2026, 12, 24, 13), "Closed, opens on Wednesday at 9am"),
        (None, at(2026, 3, 4, 10), "Opening hours are not given here"),
    ],
)
def test_it_says_whether_a_place_is_open(hours: WorkCalendar | None, now: datetime, words: str):
    assert open_state(hours, now).words == words


def test_it_says_the_other_hours_of_the_coming_weeks():
    notes = {date(2026, 12, 24): "Christmas Eve"}
    assert exceptions_words(EVE, date(2026, 12, 20), notes) == (
        "Thursday 24 December 2026: 9am to midday (Christmas Eve)",
        "Tuesday 29 December 2026: closed",
    )
    assert exceptions_words(EVE, date(2026, 10, 1)) == ()
    assert exceptions_words(None, date(2026, 10, 1)) == ()


def test_it_says_a_closed_day_in_a_word():
    assert span_words(()) == "closed"
