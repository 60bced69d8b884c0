"""Opening hours from files: every spelling that is clear, a sentence for every one that is not."""

from datetime import date
from typing import Any

import pytest

from frontdesk.kernel.errors import Refusal
from frontdesk.kernel.hours import calendar_as_data, calendar_from_data, parse_hours


@pytest.mark.parametrize(
    ("value", "intervals"),
    [
        ("9:00-17:00", ((540, 1020),)),
        ("09.00 – 13.00, 14:00 to 17:00", ((540, 780), (840, 1020))),
        (["9:00-13:00", "14:00-17:00"], ((540, 780), (840, 1020))),
        ("9:00-0:00", ((540, 1440),)),
        ("0:00-24:00", ((0, 1440),)),
        ("all day", ((0, 1440),)),
        ("closed", ()),
        ("", ()),
    ],
)
def test_it_reads_hours(value: Any, intervals: Any) -> None:
    assert parse_hours(value) == intervals


@pytest.mark.parametrize(
    ("data", "field", "says"),
    [
        ({"hours": {"monday": "9-5"}}, "hours.monday", "9:00-17:00"),
        ({"hours": {"monday": "17:00-9:00"}}, "hours.monday", "next day"),
        ({"hours": {"monday": "9:00-9:00"}}, "hours.monday", "before it opens"),
        ({"hours": {"monday": "9:00-25:00"}}, "hours.monday", "not an opening time"),
        ({"hours": {"monday": "9:60-10:00"}}, "hours.monday", "not an opening time"),
        ({"hours": {"monday": "9:00-13:00, 12:00-17:00"}}, "hours.monday", "overlap"),
        ({"hours": {"monday": 9}}, "hours.monday", "all day"),
        ({"hours": {"mon": "9:00-17:00"}}, "hours.mon", "not a day"),
        ({"hours": {"friday to monday": "9:00-17:00"}}, "hours.friday to monday", "not a day"),
        ({"hours": {"monday": "9:00-17:00", "monday to friday": "9:00-12:00"}}, "hours.monday to friday", "two sets"),
        ({"hours": {}}, "hours", "at least one day"),
        ({"hours": "9:00-17:00"}, "hours", "table"),
        ({"hours": {"monday": "9:00-17:00"}, "bank_holidays": "wales"}, "bank_holidays", "england-and-wales"),
        ({"hours": {"monday": "9:00-17:00"}, "closed": ["24/12/2026"]}, "closed", "2026-12-24"),
        ({"hours": {"monday": "9:00-17:00"}, "special": {"christmas": "closed"}}, "special", "2026-12-24"),
        ({"hours": {"monday": "9:00-17:00"}, "holidays": "uk"}, "holidays", "bank_holidays"),
        ({"hours": {"monday": "9:00-17:00"}, "zone": "Mars/Olympus"}, "zone", "Europe/London"),
    ],
)
def test_it_says_what_is_wrong_and_where(data: dict[str, Any], field: str, says: str) -> None:
    with pytest.raises(Refusal) as refused:
        calendar_from_data(data)
    assert refused.value.field == field
    assert says in refused.value.sentence


def test_it_reads_back_what_it_writes() -> None:
    data = {
        "hours": {"monday to thursday": "9:00-13:00, 14:00-17:00", "friday": "9:00-16:30"},
        "bank_holidays": "scotland",
        "closed": [date(2026, 12, 24)],
        "special": {"2026-12-31": "9:00-12:00"},
    }
    calendar = calendar_from_data(data)
    assert calendar_from_data(calendar_as_data(calendar)) == calendar
    assert calendar_as_data(calendar)["special"] == {"2026-12-31": ["09:00-12:00"]}
