"""When the customer of a contact that stood long had gone: offered, asked, read. Nothing is changed in silence."""

import re
from datetime import datetime, time, timedelta

from django.http import QueryDict

from frontdesk.domains.contacts import queries
from frontdesk.domains.contacts.types import Contact
from frontdesk.kernel import clock
from frontdesk.kernel.errors import Refusal
from frontdesk.kernel.words import clock_time, local
from frontdesk.ui.typed import day_in

FIELD = "went"
_DAY = "Enter the day they went, like 3 12 2026."
_TIME = "Enter the time they went, like 4:15pm."
_WORDS = {"midday": time(12), "noon": time(12), "midnight": time(0)}
_WRITTEN = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*([ap]m)?", re.IGNORECASE)


def offered(contact: Contact) -> dict[str, str]:
    """What the boxes hold at first: when the last thing was recorded; nothing where the end is not asked for."""
    last = queries.when_gone(contact)
    if last is None:
        return {}
    then = local(last)
    parts = {"day": str(then.day), "month": str(then.month), "year": str(then.year), "time": clock_time(then)}
    return {f"{FIELD}-{part}": value for part, value in parts.items()}


def said(typed: QueryDict, contact: Contact) -> datetime | None:
    """When they went, from the boxes; None where the page had none. Refusal for what is no day or no time.

    The minute in which the contact began is the moment at which it began.
    """
    if f"{FIELD}-time" not in typed:
        return None
    day = day_in(typed, FIELD, _DAY)
    if day is None:
        raise Refusal(_DAY, field=f"{FIELD}-day")
    at = datetime.combine(day, time_in(typed.get(f"{FIELD}-time", "")), clock.LOCAL)
    return max(at, contact.started_at) if at > contact.started_at - timedelta(minutes=1) else at


def time_in(text: str) -> time:
    """A time of day as people write it: 4pm, 4:15pm, 16:15, 16.15. Refusal for anything else."""
    if text.strip().lower() in _WORDS:
        return _WORDS[text.strip().lower()]
    found = _WRITTEN.fullmatch(text.strip())
    hour, minute, half = (int(found[1]), int(found[2] or 0), (found[3] or "").lower()) if found else (24, 0, "")
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif half or (found and found[2] is None):
        hour = 24
    try:
        return time(hour, minute)
    except ValueError:
        raise Refusal(_TIME, field=f"{FIELD}-time") from None
