"""Dates, times, money and promises in words: tables, no database."""

from datetime import UTC, date, datetime, time

import pytest

from frontdesk.ui import words

NOON = datetime(2026, 12, 3, 12, 0, tzinfo=UTC)
"""Thursday 3 December 2026, midday in the United Kingdom."""


def test_it_says_a_date_in_full() -> None:
    assert words.long_date(date(2026, 12, 3)) == "Thursday 3 December 2026"
    assert words.long_date(None) == ""


def test_it_says_the_day_of_the_united_kingdom_not_of_greenwich() -> None:
    assert words.long_date(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == "Thursday 2 July 2026"


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (time(16), "4pm"),
        (time(9, 30), "9:30am"),
        (time(12), "midday"),
        (time(0), "midnight"),
        (time(0, 5), "12:05am"),
        (time(12, 59), "12:59pm"),
        (datetime(2026, 7, 1, 8, 0, tzinfo=UTC), "9am"),
        (None, ""),
    ],
)
def test_it_says_a_time(at: time | datetime | None, said: str) -> None:
    assert words.clock_time(at) == said


@pytest.mark.parametrize(
    ("pence", "said"),
    [(4200, "£42"), (4250, "£42.50"), (125000, "£1,250"), (0, "£0"), (5, "£0.05"), (-500, "-£5"), (None, "")],
)
def test_it_says_money(pence: int | None, said: str) -> None:
    assert words.money(pence) == said


@pytest.mark.parametrize(
    ("value", "text", "state"),
    [
        (datetime(2026, 12, 3, 16, tzinfo=UTC), "today 4pm", "soon"),
        (date(2026, 12, 3), "today", "soon"),
        (datetime(2026, 12, 4, 9, tzinfo=UTC), "tomorrow 9am", "ahead"),
        (date(2026, 12, 8), "Tuesday 8 December", "ahead"),
        (date(2027, 1, 5), "Tuesday 5 January 2027", "ahead"),
        (datetime(2026, 12, 3, 11, 40, tzinfo=UTC), "20 minutes late", "late"),
        (datetime(2026, 12, 3, 11, 59, 59, tzinfo=UTC), "1 minute late", "late"),
        (datetime(2026, 12, 3, 9, tzinfo=UTC), "3 hours late", "late"),
        (datetime(2026, 12, 2, 23, tzinfo=UTC), "1 day late", "late"),
        (date(2026, 12, 1), "2 days late", "late"),
        (None, "no date", "none"),
        (datetime(2026, 12, 4, 23, 59, 59, tzinfo=UTC), "tomorrow", "ahead"),
    ],
)
def test_it_says_when_something_is_due(value: date | datetime | None, text: str, state: str) -> None:
    assert words.due(value, NOON) == words.Due(text, state)


@pytest.mark.parametrize(
    ("share", "said"),
    [(0.934, "93%"), (1, "100%"), (0.9996, "99%"), (0, "0%"), (0.0004, "under 1%"), (None, "")],
)
def test_it_never_rounds_up_to_all_or_down_to_none(share: float | None, said: str) -> None:
    assert words.percent(share) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (45, "45 seconds"),
        (185, "3 minutes 5 seconds"),
        (7800, "2 hours 10 minutes"),
        (259200, "3 days"),
        (0, "0 seconds"),
    ],
)
def test_it_says_how_long(seconds: int, said: str) -> None:
    assert words.duration(seconds) == said


def test_it_shows_a_running_time_like_a_clock() -> None:
    assert [words.running(5), words.running(185), words.running(3785)] == ["0:05", "3:05", "1:03:05"]


@pytest.mark.parametrize(
    ("value", "said", "link"),
    [
        ("+447700900123", "07700 900123", "tel:+447700900123"),
        ("01632 960 001", "01632 960001", "tel:+441632960001"),
        ("+33123456789", "+33 1 23 45 67 89", "tel:+33123456789"),
        ("999", "999", "tel:999"),
        ("101", "101", "tel:101"),
        ("116 123", "116 123", "tel:116123"),
        ("ask for Jo", "ask for Jo", "tel:askforJo"),
        ("", "", ""),
    ],
)
def test_it_shows_and_links_a_phone_number(value: str, said: str, link: str) -> None:
    assert (words.phone(value), words.tel(value)) == (said, link)


def test_it_sets_the_article_by_the_word() -> None:
    assert [words.with_article(each) for each in ("income", "person", "Other")] == ["an income", "a person", "an Other"]


def test_it_lists_things_in_a_sentence() -> None:
    assert words.listed(["bread"]) == "bread"
    assert words.listed(["bread", "milk", "eggs"], "or") == "bread, milk or eggs"


def test_it_says_the_size_of_a_file() -> None:
    assert [words.file_size(300), words.file_size(640_000), words.file_size(2_400_000)] == ["1 KB", "640 KB", "2.4 MB"]
