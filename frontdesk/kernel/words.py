"""How days and times are said, on pages and in messages alike (SCREENS, "Words"), and small reading. Free of Django.

Times are said as they are in the United Kingdom, whatever zone the value comes in.
"""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Europe/London")


def local(moment: datetime) -> datetime:
    """`moment` by the clock on the wall; a moment without a zone is taken as already local."""
    return moment.astimezone(LOCAL) if moment.tzinfo else moment.replace(tzinfo=LOCAL)


def long_date(value: date | datetime | None) -> str:
    """`Thursday 3 December 2026`; nothing for nothing."""
    if value is None:
        return ""
    day = local(value).date() if isinstance(value, datetime) else value
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def clock_time(value: time | datetime | None) -> str:
    """`4pm`, `9:30am`, `midday`, `midnight`; nothing for nothing."""
    if value is None:
        return ""
    at = local(value).time() if isinstance(value, datetime) else value
    if at.minute == 0 and at.hour in (0, 12):
        return "midday" if at.hour else "midnight"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def masked(email: str) -> str:
    """ "a•••a@example.org": enough to know which mailbox to open."""
    box, _, host = email.partition("@")
    return f"{box[:1]}•••{box[-1:] if len(box) > 2 else ''}@{host}"


_TURNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Signs that turn the direction of all that follows: of somebody's name or words they turn our page around them."""


def one_line(text: str, most: int | None = None) -> str:
    """`text` on one line, with one space between words, and no more than `most` characters of it; letters keep their
    own direction, and signs that force another are left out."""
    return " ".join(text.translate(_TURNS).split())[:most]


def row_number(text: str | None) -> int | None:
    """The id of a row out of an address or a form; None where there is none."""
    return int(text) if text and text.isdecimal() and len(text) < 18 else None
