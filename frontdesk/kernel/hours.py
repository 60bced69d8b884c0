"""Opening hours as files and people write them, to and from `worktime.WorkCalendar`. Free of Django.

A calendar as data (a council pack, a JSON column):

    bank_holidays = "england-and-wales"          one of kernel.holidays.CHOICES
    hours = { "monday to thursday" = "9:00-13:00, 14:00-17:00", friday = "9:00-16:30", saturday = "closed" }
    closed = [2026-12-24]                        further days shut
    special = { "2026-12-31" = "9:00-12:00" }    a day with hours of its own; wins over everything else
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any
from zoneinfo import available_timezones

from frontdesk.kernel.errors import Refusal
from frontdesk.kernel.holidays import CHOICES, ENGLAND_AND_WALES
from frontdesk.kernel.worktime import ALL_DAY, DAY, LONDON, Interval, WorkCalendar, check_intervals

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_KEYS = frozenset({"hours", "bank_holidays", "closed", "special", "zone"})
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})")


def calendar_from_data(data: Mapping[str, Any]) -> WorkCalendar:
    """A calendar from data as above; Refusal says what is wrong, its `field` is the key, e.g. "hours.monday"."""
    unknown = sorted(set(data) - _KEYS)
    if unknown:
        raise Refusal(f"A calendar has no “{unknown[0]}”. It has {', '.join(sorted(_KEYS))}.", field=unknown[0])
    holidays = data.get("bank_holidays", ENGLAND_AND_WALES)
    if holidays not in CHOICES:
        raise Refusal(f"Bank holidays must be one of {', '.join(CHOICES)}.", field="bank_holidays")
    weekly = _weekly(data.get("hours", {}))
    if not any(weekly):
        raise Refusal('Give at least one day its opening hours, such as monday = "9:00-17:00".', field="hours")
    special = {_day(day, "special"): parse_hours(text, f"special.{day}") for day, text in _table(data, "special")}
    closed = frozenset(_day(day, "closed") for day in data.get("closed", ()))
    return WorkCalendar(weekly, holidays, closed, special, _zone(data.get("zone", LONDON)))


def calendar_as_data(calendar: WorkCalendar) -> dict[str, Any]:
    """The calendar as plain data in its one canonical form: equal calendars give equal data."""
    return {
        "bank_holidays": calendar.holidays,
        "hours": {name: _spelled(hours) for name, hours in zip(DAYS, calendar.weekly, strict=True) if hours},
        "closed": sorted(day.isoformat() for day in calendar.closed),
        "special": {day.isoformat(): _spelled(hours) for day, hours in sorted(calendar.special.items())},
        "zone": calendar.zone,
    }


def parse_hours(value: Any, field: str = "hours") -> tuple[Interval, ...]:
    """Intervals from "9:00-13:00, 14:00-17:00", a list of such, "closed" or "all day". Refusal when unclear."""
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list | tuple) or not all(isinstance(text, str) for text in texts):
        raise Refusal("Write opening hours like “9:00-17:00”, “closed” or “all day”.", field=field)
    parts = [part.strip().lower() for text in texts for part in text.split(",") if part.strip()]
    if parts in ([], ["closed"]):
        return ()
    if parts == ["all day"]:
        return ALL_DAY
    intervals = tuple(_interval(part, field) for part in parts)
    try:
        check_intervals(intervals)
    except ValueError as error:
        raise Refusal(f"{str(error).capitalize()}.", field=field) from error
    return intervals


def _weekly(hours: Any) -> tuple[tuple[Interval, ...], ...]:
    if not isinstance(hours, Mapping):
        raise Refusal('Give the hours as a table of days, such as monday = "9:00-17:00".', field="hours")
    week: list[tuple[Interval, ...] | None] = [None] * 7
    for key, value in hours.items():
        intervals = parse_hours(value, f"hours.{key}")
        for number in _days(key):
            if week[number] is not None:
                raise Refusal(f"{DAYS[number].capitalize()} has two sets of hours. Give it one.", field=f"hours.{key}")
            week[number] = intervals
    return tuple(intervals or () for intervals in week)


def _days(key: str) -> range:
    """Which weekdays "monday", "monday to friday" or "every day" means."""
    words = key.strip().lower()
    if words == "every day":
        return range(7)
    first, _, last = words.partition(" to ")
    if first in DAYS and (not last or last in DAYS):
        begin = DAYS.index(first)
        end = DAYS.index(last) if last else begin
        if begin <= end:
            return range(begin, end + 1)
    raise Refusal(f"“{key}” is not a day. Write monday, “monday to friday” or “every day”.", field=f"hours.{key}")


def _interval(part: str, field: str) -> Interval:
    opens, dash, closes = (piece.strip() for piece in re.sub(r"\s*[–—-]\s*|\s+to\s+", "-", part).partition("-"))
    first, last = _minutes(opens), _minutes(closes)
    if not dash or first is None or last is None:
        raise Refusal(f"“{part}” is not an opening time. Write it like “9:00-17:00”.", field=field)
    if last == 0:
        last = DAY
    if first >= last:
        raise Refusal(
            f"“{part}” closes before it opens. For hours past midnight write “22:00-24:00” and put “0:00-2:00” "
            "on the next day.",
            field=field,
        )
    return first, last


def _minutes(text: str) -> int | None:
    match = _TIME.fullmatch(text)
    if not match:
        return None
    minutes = int(match[1]) * 60 + int(match[2])
    return minutes if int(match[2]) < 60 and minutes <= DAY else None


def _day(value: Any, field: str) -> date:
    if type(value) is date:
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise Refusal(f"“{value}” is not a date. Write it like 2026-12-24.", field=field) from None


def _zone(name: Any) -> str:
    if not isinstance(name, str) or not _is_zone(name):
        raise Refusal("Write the time zone by its name, such as Europe/London.", field="zone")
    return name


@lru_cache(maxsize=64)
def _is_zone(name: str) -> bool:
    """Asked once for each name: the list of zones is read from six hundred files."""
    return name in available_timezones()


def _table(data: Mapping[str, Any], key: str) -> list[tuple[str, Any]]:
    table = data.get(key, {})
    if not isinstance(table, Mapping):
        raise Refusal(f"“{key}” must be a table of days with their hours.", field=key)
    return list(table.items())


def _spelled(hours: tuple[Interval, ...]) -> list[str]:
    return [f"{a // 60:02}:{a % 60:02}-{b // 60:02}:{b % 60:02}" for a, b in hours]
