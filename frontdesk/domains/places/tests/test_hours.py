from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from frontdesk.domains.places.rules.hours import (
    exceptions_words,
    open_state,
    problems_with,
    span_words,
    spans_on,
    time_words,
    week_words,
)
from frontdesk.domains.places.types import DayException, OpeningHours

LONDON = ZoneInfo("Europe/London")
NINE, ONE, TWO, FIVE, TEN, NOON, MIDNIGHT = time(9), time(13), time(14), time(17), time(10), time(12), time(0)
STD = OpeningHours(dict.fromkeys(range(1, 6), ((NINE, FIVE),)))
SPLIT = OpeningHours({**dict.fromkeys(range(1, 6), ((NINE, ONE), (TWO, FIVE))), 6: ((TEN, NOON),)})
ALWAYS = OpeningHours(dict.fromkeys(range(1, 8), ((MIDNIGHT, MIDNIGHT),)), shut_on_bank_holidays=False)
TWO_DAYS = OpeningHours({2: ((NINE, FIVE),), 4: ((NINE, FIVE),), 5: ((NINE, ONE),)})
EVE = OpeningHours(
    STD.week,
    (DayException(date(2026, 12, 24), ((NINE, NOON),), "Christmas Eve"), DayException(date(2026, 12, 29))),
)
CHRISTMAS = {date(2026, 12, 25), date(2026, 12, 28)}


@pytest.mark.parametrize(
    ("moment", "words"),
    [(time(9), "9am"), (time(17, 30), "5:30pm"), (time(12), "midday"), (time(0), "midnight"), (time(0, 5), "12:05am")],
)
def test_it_says_times_plainly(moment, words):
    assert time_words(moment) == words


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
        (OpeningHours({}), ("Closed to visitors",)),
    ],
)
def test_it_says_a_week_with_like_days_together(hours, lines):
    assert week_words(hours) == lines


def test_it_says_days_that_are_apart():
    assert week_words(TWO_DAYS)[0] == "Tuesday and Thursday: 9am to 5pm"
    assert week_words(TWO_DAYS)[-1] == "Monday, Wednesday, Saturday, Sunday and bank holidays: closed"


def at(*when: int) -> datetime:
    return datetime(*when, tzinfo=LONDON)  # type: ignore[misc, arg-type]


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
        (STD, at(2026, 12, 24, 18), "Closed, opens on Tuesday at 9am"),
        (EVE, at(2026, 12, 24, 11), "Open until midday"),
        (EVE, at(2026, 12, 24, 13), "Closed, opens on Wednesday at 9am"),
        (OpeningHours({}), at(2026, 3, 4, 10), "Closed"),
    ],
)
def test_it_says_whether_a_place_is_open(hours, now, words):
    assert open_state(hours, now, CHRISTMAS).words == words


def test_an_exception_wins_over_a_bank_holiday():
    hours = OpeningHours(STD.week, (DayException(date(2026, 12, 28), ((NINE, NOON),)),))
    assert spans_on(hours, date(2026, 12, 28), CHRISTMAS) == ((NINE, NOON),)
    assert spans_on(hours, date(2026, 12, 25), CHRISTMAS) == ()


def test_it_says_the_other_hours_of_the_coming_weeks():
    assert exceptions_words(EVE, date(2026, 12, 20)) == (
        "Thursday 24 December 2026: 9am to midday (Christmas Eve)",
        "Tuesday 29 December 2026: closed",
    )
    assert exceptions_words(EVE, date(2026, 10, 1)) == ()


@pytest.mark.parametrize(
    ("hours", "problem"),
    [
        (OpeningHours({8: ((NINE, FIVE),)}), "Weekday 8 does not exist: use 1 for Monday to 7 for Sunday"),
        (OpeningHours({1: ((FIVE, NINE),)}), "Monday: opens at 5pm but closes at 9am"),
        (
            OpeningHours({2: ((TWO, FIVE), (NINE, ONE))}),
            "Tuesday: the stretches of a day must be in order and not touch",
        ),
        (OpeningHours({}, (DayException(date(2026, 1, 2)),) * 2), "2026-01-02 is listed twice"),
    ],
)
def test_it_says_what_is_wrong_with_hours(hours, problem):
    assert problems_with(hours) == (problem,)
    assert problems_with(SPLIT) == ()


def test_it_says_a_closed_day_in_a_word():
    assert span_words(()) == "closed"
