"""Working time against the vectors of the standards sheet (4h), and at the edges that broke other products."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from frontdesk.kernel.hours import calendar_from_data
from frontdesk.kernel.worktime import (
    EVERY_DAY,
    NeverOpenError,
    WorkCalendar,
    add_calendar_days,
    add_calendar_months,
    add_minutes,
    add_working_days,
    next_working_day,
    weekdays,
    working_days_between,
    working_minutes_between,
)

LONDON = ZoneInfo("Europe/London")


def hours(**days: str) -> WorkCalendar:
    return calendar_from_data({"hours": {key.replace("_", " "): value for key, value in days.items()}})


STD = hours(monday_to_friday="9:00-17:00")
SPLIT = hours(monday_to_friday="9:00-13:00, 14:00-17:00")
STD_SATURDAY = hours(monday_to_friday="9:00-17:00", saturday="9:00-12:00")
ENGLAND = weekdays("england-and-wales")


def at(text: str, fold: int = 0) -> datetime:
    """A local moment, e.g. "2026-03-27 15:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON, fold=fold)


@pytest.mark.shows("F2")
@pytest.mark.parametrize(
    ("calendar", "length", "start", "due"),
    [
        (STD, 4, "2026-03-27 15:00", "2026-03-30 11:00"),
        (STD, 4, "2026-10-23 15:30", "2026-10-26 11:30"),
        (EVERY_DAY, 24, "2026-03-28 12:00", "2026-03-29 13:00"),
        (EVERY_DAY, 24, "2026-10-24 12:00", "2026-10-25 11:00"),
        (SPLIT, 4, "2026-03-04 11:00", "2026-03-04 16:00"),
        (SPLIT, 8, "2026-03-04 12:59", "2026-03-05 14:59"),
        (STD, 4, "2026-03-07 10:00", "2026-03-09 13:00"),
        (STD_SATURDAY, 4, "2026-03-06 16:00", "2026-03-07 12:00"),
        (STD, 4, "2026-04-02 16:00", "2026-04-07 12:00"),
        (STD, 16, "2026-12-23 10:00", "2026-12-29 10:00"),
        (STD, 2, "2026-03-06 17:00", "2026-03-09 11:00"),
        (STD, 2, "2026-03-06 16:59", "2026-03-09 10:59"),
        (STD, 2, "2026-03-06 15:00", "2026-03-06 17:00"),
    ],
)
def test_it_ends_at_the_last_working_minute_used(calendar: WorkCalendar, length: int, start: str, due: str) -> None:
    assert add_minutes(at(start), length * 60, calendar) == at(due)


@pytest.mark.shows("F2")
@pytest.mark.parametrize(
    ("hours_long", "start", "pauses", "due"),
    [
        (4, "2026-03-04 09:00", [("2026-03-04 10:00", "2026-03-05 10:00")], "2026-03-05 13:00"),
        (
            4,
            "2026-03-04 09:00",
            [("2026-03-04 10:00", "2026-03-05 10:00"), ("2026-03-04 15:00", "2026-03-04 16:00")],
            "2026-03-05 13:00",
        ),
        (8, "2026-04-02 11:00", [("2026-04-02 12:00", "2026-04-07 12:00")], "2026-04-08 11:00"),
    ],
)
def test_it_leaves_out_pauses_once(hours_long: int, start: str, pauses: list[tuple[str, str]], due: str) -> None:
    assert add_minutes(at(start), hours_long * 60, STD, [(at(a), at(b)) for a, b in pauses]) == at(due)


@pytest.mark.shows("F2")
@pytest.mark.parametrize(
    ("count", "division", "received", "due"),
    [
        (20, "uk", "2026-11-23", "2026-12-22"),
        (20, "uk", "2026-12-18", "2027-01-21"),
        (20, "uk", "2026-03-02", "2026-03-31"),
        (20, "uk", "2026-03-07", "2026-04-08"),
        (5, "england-and-wales", "2026-12-14", "2026-12-21"),
        (7, "england-and-wales", "2026-12-21", "2027-01-04"),
        (7, "england-and-wales", "2026-03-31", "2026-04-13"),
        (7, "england-and-wales", "2026-03-08", "2026-03-17"),
        (10, "england-and-wales", "2026-12-21", "2027-01-07"),
        (1, "england-and-wales", "2026-12-24", "2026-12-29"),
    ],
)
def test_it_counts_working_days_from_the_day_after_receipt(count: int, division: str, received: str, due: str) -> None:
    assert add_working_days(date.fromisoformat(received), count, weekdays(division)) == date.fromisoformat(due)


def test_it_is_wrong_by_a_day_with_englands_calendar_for_freedom_of_information() -> None:
    assert add_working_days(date(2026, 11, 23), 20, ENGLAND) == date(2026, 12, 21)


@pytest.mark.parametrize(
    ("received", "months", "due"),
    [
        ("2026-08-31", 1, "2026-09-30"),
        ("2027-01-30", 1, "2027-02-28"),
        ("2028-01-30", 1, "2028-02-29"),
        ("2026-09-03", 1, "2026-10-03"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
    ],
)
def test_it_finds_the_corresponding_date(received: str, months: int, due: str) -> None:
    assert add_calendar_months(date.fromisoformat(received), months) == date.fromisoformat(due)


def test_it_rolls_to_the_next_working_day() -> None:
    assert next_working_day(date(2026, 10, 3), ENGLAND) == date(2026, 10, 5)
    assert next_working_day(date(2026, 10, 2), ENGLAND) == date(2026, 10, 2)


def test_it_leaves_whole_days_out_once() -> None:
    away = [(date(2026, 3, 4), date(2026, 3, 6)), (date(2026, 3, 5), date(2026, 3, 5))]
    assert add_working_days(date(2026, 3, 2), 3, ENGLAND, away) == date(2026, 3, 10)
    assert add_calendar_days(date(2026, 3, 2), 3, away) == date(2026, 3, 8)


def test_it_counts_the_day_of_service_when_told() -> None:
    assert add_calendar_days(date(2026, 3, 2), 14, same_day=True) == date(2026, 3, 15)
    assert add_working_days(date(2026, 3, 7), 1, ENGLAND, same_day=True) == date(2026, 3, 9)


@pytest.mark.parametrize("closing", ["23:59", "24:00", "0:00"])
def test_it_survives_closing_at_midnight(closing: str) -> None:
    calendar = hours(every_day=f"9:00-{closing}")
    until = at("2026-03-05 00:00") if closing != "23:59" else at("2026-03-04 23:59")
    length = (until - at("2026-03-04 09:00")) // timedelta(minutes=1)
    assert add_minutes(at("2026-03-04 09:00"), length, calendar) == until
    assert add_minutes(at("2026-03-04 09:00"), length + 1, calendar) == at("2026-03-05 09:01")


def test_it_counts_a_day_open_all_round_without_losing_its_midnights() -> None:
    assert add_minutes(at("2026-03-04 23:30"), 3 * 1440, EVERY_DAY) == at("2026-03-07 23:30")
    assert working_minutes_between(at("2026-03-01 00:00"), at("2026-04-01 00:00"), EVERY_DAY) == 31 * 1440 - 60


def test_it_has_no_open_hour_that_the_clock_skips_and_two_that_it_repeats() -> None:
    night = hours(sunday="1:00-2:00")
    assert working_minutes_between(at("2026-03-29 00:00"), at("2026-03-29 12:00"), night) == 0
    assert working_minutes_between(at("2026-10-25 00:00"), at("2026-10-25 12:00"), night) == 120
    half = hours(sunday="1:00-1:30")
    assert add_minutes(at("2026-10-25 00:00"), 31, half) == datetime(2026, 10, 25, 1, 1, tzinfo=UTC)


def test_it_gives_a_special_day_its_own_hours_over_holiday_and_closure() -> None:
    calendar = calendar_from_data(
        {
            "hours": {"monday to friday": "9:00-17:00"},
            "closed": ["2026-12-24"],
            "special": {"2026-12-28": "10:00-12:00"},
        }
    )
    assert add_minutes(at("2026-12-23 16:00"), 60 + 90, calendar) == at("2026-12-28 11:30")


def test_it_counts_minutes_between_as_it_adds_them() -> None:
    assert working_minutes_between(at("2026-12-23 10:00"), at("2026-12-29 10:00"), STD) == 16 * 60
    assert working_minutes_between(at("2026-03-06 18:00"), at("2026-03-06 17:00"), STD) == 0
    pause = [(at("2026-12-23 11:00"), at("2026-12-24 11:00"))]
    assert working_minutes_between(at("2026-12-23 10:00"), at("2026-12-29 10:00"), STD, pause) == 8 * 60
    assert working_days_between(date(2026, 11, 23), date(2026, 12, 22), weekdays("uk")) == 20


def test_it_drops_the_seconds() -> None:
    assert add_minutes(at("2026-03-04 09:00:59"), 60, STD) == at("2026-03-04 10:00")


def test_it_refuses_a_calendar_that_is_never_open() -> None:
    with pytest.raises(NeverOpenError):
        WorkCalendar(((),) * 7)


def test_it_does_not_search_for_ever_for_a_day_that_never_comes() -> None:
    every_christmas = frozenset(date(2026, 1, 1) + timedelta(days=n) for n in range(365 * 60))
    with pytest.raises(NeverOpenError):
        add_minutes(at("2026-03-04 09:00"), 60, WorkCalendar(STD.weekly, closed=every_christmas))
    with pytest.raises(NeverOpenError):
        add_working_days(date(2026, 3, 4), 1, WorkCalendar(STD.weekly, closed=every_christmas))


def test_it_refuses_a_moment_without_a_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        add_minutes(at("2026-03-04 09:00").replace(tzinfo=None), 60, STD)


def test_it_ends_a_day_at_its_last_instant() -> None:
    assert ENGLAND.end_of_day(date(2026, 12, 3)) < at("2026-12-04 00:00")
    assert ENGLAND.local_day(ENGLAND.end_of_day(date(2026, 6, 3))) == date(2026, 6, 3)


def test_it_compares_calendars_by_what_they_say() -> None:
    assert hours(every_day="9:00-17:00") == hours(every_day="9:00-17:00")
    assert len({hours(every_day="9:00-17:00"), hours(every_day="9:00-17:00"), STD}) == 2
