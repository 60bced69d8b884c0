"""How dates, times, money and promises are said on every page (SCREENS, "Words"). Pure: no Django, no clock of its own.

Times are said as they are in the United Kingdom, whatever zone the value comes in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from urllib.parse import quote

import phonenumbers

from frontdesk.kernel.money import format_money
from frontdesk.kernel.words import clock_time as clock_time
from frontdesk.kernel.words import local
from frontdesk.kernel.words import long_date as long_date

HOME_COUNTRY = "GB"
LAST_MINUTE = time(23, 59)


def _day(value: date | datetime) -> date:
    return local(value).date() if isinstance(value, datetime) else value


def day_and_month(value: date | datetime | None) -> str:
    """`3 December 2026`, where the day of the week says nothing (dates of birth)."""
    if value is None:
        return ""
    day = _day(value)
    return f"{day.day} {day:%B} {day.year}"


def date_and_time(value: datetime | None) -> str:
    """`Thursday 3 December 2026, 4pm`; nothing for nothing."""
    return f"{long_date(value)}, {clock_time(value)}" if value else ""


def money(pence: int | None) -> str:
    """Pence as `£42`, `£42.50` or `£1,250`; nothing for nothing."""
    return "" if pence is None else format_money(pence)


def number(value: int | float | Decimal | None, places: int = 0) -> str:
    """`12,345`, or with `places` decimals; nothing for nothing."""
    return "" if value is None else f"{value:,.{places}f}"


def percent(share: float | Decimal | None, places: int = 0) -> str:
    """A share of 1 as `93%`. 100% is said only of the whole (else `99%`), 0% only of none (else `under 1%`)."""
    if share is None:
        return ""
    hundredths = Decimal(str(share)) * 100
    said = f"{hundredths:.{places}f}"
    step = Decimal(1).scaleb(-places)
    if Decimal(said) == 100 and hundredths < 100:
        said = f"{Decimal(100) - step:.{places}f}"
    if Decimal(said) == 0 and hundredths > 0:
        return f"under {step:.{places}f}%"
    return f"{said}%"


def plural(count: int, one: str, many: str | None = None) -> str:
    """`1 day`, `2 days`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listed(items: Sequence[str], last: str = "and") -> str:
    """`bread, milk and eggs`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def duration(seconds: int | float | timedelta | None) -> str:
    """A length of time in its two largest units: `45 seconds`, `3 minutes 5 seconds`, `2 hours`, `3 days`."""
    if seconds is None:
        return ""
    rest = int(seconds.total_seconds() if isinstance(seconds, timedelta) else seconds)
    parts: list[str] = []
    for size, unit in ((86400, "day"), (3600, "hour"), (60, "minute"), (1, "second")):
        count, rest = divmod(rest, size)
        if count:
            parts.append(plural(count, unit))
        elif parts:
            break
    return " ".join(parts[:2]) or "0 seconds"


def running(seconds: int) -> str:
    """A running time as a clock shows it: `3:05`, `1:03:05`."""
    hours, rest = divmod(max(int(seconds), 0), 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


@dataclass(frozen=True, slots=True)
class Due:
    """A promise in words. `state` is `late`, `soon` (within the day), `ahead` or `none` (no date)."""

    text: str
    state: str

    def __str__(self) -> str:
        return self.text


def due(value: date | datetime | None, now: datetime) -> Due:
    """How a due date is said in a list: `today 4pm`, `tomorrow`, `Thursday 3 December 4pm`, `1 day late`.

    `value` is a moment, or a day (which lasts until its midnight); `now` is aware. Lateness is counted in days of
    the calendar once the day itself is over, for that is how people count it. A moment in the last minute of a day
    is said as that day.
    """
    if value is None:
        return Due("no date", "none")
    today = local(now).date()
    day = _day(value)
    if isinstance(value, datetime) and local(value) < now and day == today:
        late = now - local(value)
        hours, minutes = int(late.total_seconds()) // 3600, int(late.total_seconds()) // 60
        return Due((plural(hours, "hour") if hours else plural(max(minutes, 1), "minute")) + " late", "late")
    if day < today:
        return Due(plural((today - day).days, "day") + " late", "late")
    at = f" {clock_time(value)}" if isinstance(value, datetime) and local(value).time() < LAST_MINUTE else ""
    if day == today:
        return Due(f"today{at}", "soon")
    if day == today + timedelta(days=1):
        return Due(f"tomorrow{at}", "ahead")
    year = f" {day.year}" if day.year != today.year else ""
    return Due(f"{day:%A} {day.day} {day:%B}{year}{at}", "ahead")


_FULL = 9
"""Digits of a number that is rung from anywhere, without the leading 0; 999, 101 and 116 123 are rung as they stand."""


def phone(value: str | None) -> str:
    """A number as people write it: `07700 900123`, abroad `+33 1 23 45 67 89`; what can't be read stays as it is."""
    if not value:
        return ""
    try:
        parsed = phonenumbers.parse(value, HOME_COUNTRY)
    except phonenumbers.NumberParseException:
        return value
    if len(str(parsed.national_number)) < _FULL:
        return value
    home = parsed.country_code == phonenumbers.country_code_for_region(HOME_COUNTRY)
    style = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, style)


def tel(value: str | None) -> str:
    """The address behind a telephone link: `tel:+447700900123`; empty when there is no number to ring."""
    if not value:
        return ""
    try:
        parsed = phonenumbers.parse(value, HOME_COUNTRY)
    except phonenumbers.NumberParseException:
        return "tel:" + quote(value.replace(" ", ""), safe="+")
    if len(str(parsed.national_number)) < _FULL:
        return "tel:" + quote(value.replace(" ", ""), safe="+")
    return "tel:" + phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def file_size(size: int | None) -> str:
    """Bytes as `640 KB` or `2.4 MB`."""
    if size is None:
        return ""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(round(size / 1000), 1)} KB"


def with_article(thing: str) -> str:
    """`an income`, `a person`: by its first letter, which is right for what services ask for."""
    return f"{'an' if thing[:1].lower() in 'aeiou' else 'a'} {thing}"
