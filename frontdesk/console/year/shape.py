"""When people come, by which channel, about what: tables of the shape of a council's year. Pure.

Shares are relative: what counts is how they stand to each other. The day on the phone is held against real calls by a
test that reads them; the seasons are those that councils publish their peaks for.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import accumulate

from frontdesk.kernel.holidays import ENGLAND_AND_WALES, is_bank_holiday

Hours = tuple[int, ...]
Months = tuple[float, ...]


def _from(first: int, *shares: int) -> Hours:
    return (0,) * first + shares + (0,) * (24 - first - len(shares))


HOURS: Mapping[str, Hours] = {
    "phone": _from(8, 70, 112, 122, 118, 108, 104, 103, 99, 88, 62),
    "visit": _from(9, 85, 120, 125, 110, 95, 100, 95, 70),
    "email": _from(0, 6, 3, 2, 1, 2, 5, 14, 32, 66, 98, 104, 98, 84, 80, 86, 88, 84, 72, 48, 46, 48, 44, 30, 16),
    "web": _from(0, 9, 4, 3, 2, 3, 8, 20, 44, 72, 88, 94, 90, 86, 80, 80, 80, 78, 74, 72, 80, 86, 76, 48, 23),
    "text": _from(0, 5, 2, 1, 1, 1, 3, 12, 36, 62, 80, 86, 86, 92, 84, 80, 82, 88, 90, 84, 76, 66, 48, 28, 12),
    "letter": _from(9, 10, 40, 30, 8),
    "kiosk": _from(9, 60, 110, 125, 115, 110, 105, 95, 60),
    "chat": _from(9, 90, 115, 118, 112, 108, 104, 98, 80),
}
"""Of each channel, how its day goes hour by hour (local time). The post comes in the morning."""
WEEK: Mapping[str, tuple[float, ...]] = {
    "phone": (1.22, 1.04, 0.96, 0.93, 0.90, 0.18, 0.0),
    "visit": (1.16, 1.02, 0.98, 0.97, 0.92, 0.0, 0.0),
    "email": (1.20, 1.06, 1.00, 0.96, 0.88, 0.30, 0.28),
    "web": (1.18, 1.06, 1.00, 0.96, 0.88, 0.58, 0.66),
    "text": (1.10, 1.02, 1.00, 0.98, 0.94, 0.55, 0.50),
    "letter": (1.25, 1.00, 0.95, 0.95, 0.90, 0.0, 0.0),
    "kiosk": (1.14, 1.02, 0.98, 0.98, 0.94, 0.0, 0.0),
    "chat": (1.20, 1.04, 0.98, 0.94, 0.90, 0.0, 0.0),
}
"""Of each channel, how the week goes from Monday on."""
CLOSED_ON_HOLIDAYS = frozenset({"phone", "visit", "letter", "kiosk", "chat"})
HOLIDAY = 0.45
"""How much is left of a bank holiday where nobody needs to be at work for it."""
AFTER = 1.25
"""The first working day after a bank holiday brings what would have come on it."""

MIX: Mapping[str, Mapping[str, float]] = {
    "report": {"web": 40, "phone": 38, "visit": 4, "email": 8, "letter": 1, "text": 5, "kiosk": 1, "chat": 3},
    "pay": {"web": 50, "phone": 30, "visit": 9, "email": 2, "letter": 2, "text": 1, "kiosk": 4, "chat": 2},
    "apply": {"web": 36, "phone": 30, "visit": 14, "email": 7, "letter": 6, "text": 1, "kiosk": 3, "chat": 3},
    "book": {"web": 48, "phone": 36, "visit": 6, "email": 4, "letter": 1, "text": 2, "kiosk": 1, "chat": 2},
    "have-my-say": {"web": 55, "phone": 6, "visit": 3, "email": 22, "letter": 12, "text": 1, "kiosk": 1},
    "advice": {"web": 18, "phone": 46, "visit": 24, "email": 5, "letter": 2, "text": 2, "kiosk": 1, "chat": 2},
    "information": {"web": 28, "phone": 8, "visit": 3, "email": 48, "letter": 11, "text": 1, "chat": 1},
}
"""Of each kind of service, the channels in the middle of the five years."""
WEB_GROWTH = 1.16
"""What goes online each year is so much more than in the year before, and the rest shares what is left."""

_YEAR = (1.06, 1.02, 1.08, 1.06, 1.0, 0.99, 0.97, 0.90, 1.02, 1.04, 1.03, 0.83)
_FROST = (1.65, 1.80, 1.60, 1.15, 0.80, 0.62, 0.58, 0.55, 0.66, 0.80, 0.95, 1.10)
_SPRING = (0.55, 1.30, 2.40, 2.10, 1.45, 1.10, 0.85, 0.70, 0.65, 0.50, 0.25, 0.15)
_BILLS = (0.75, 0.95, 2.10, 2.00, 1.05, 0.85, 0.80, 0.75, 0.85, 0.75, 0.65, 0.50)
_DARK = (1.50, 1.20, 0.95, 0.70, 0.50, 0.40, 0.45, 0.65, 1.00, 1.45, 1.70, 1.50)
_SUMMER = (0.35, 0.40, 0.60, 0.95, 1.45, 1.80, 1.95, 1.70, 1.10, 0.75, 0.50, 0.45)
_TERM = (1.35, 0.60, 0.75, 1.10, 0.70, 0.75, 0.80, 1.00, 1.80, 1.70, 0.80, 0.65)
_LEAVES = (1.10, 1.00, 0.80, 0.65, 0.60, 0.65, 0.75, 0.80, 0.95, 1.60, 1.75, 1.35)
_COLD = (1.45, 1.30, 1.15, 0.95, 0.85, 0.75, 0.70, 0.70, 0.85, 1.00, 1.15, 1.15)
SEASONS: Mapping[str, Months] = {
    "pothole": _FROST, "garden-waste": _SPRING, "council-tax": _BILLS, "street-light": _DARK,
    "noise": _SUMMER, "street-party": _SUMMER, "pest-visit": _SUMMER, "event-notice": _SUMMER, "hall-hire": _SUMMER,
    "school-place": _TERM, "blocked-drain": _LEAVES, "money-worries": _COLD, "homeless-advice": _COLD,
    "housing-payment": _COLD, "rented-home-repairs": _COLD, "bulky-waste": _SPRING, "tip-visit": _SPRING,
    "fly-tipping": (1.20, 1.00, 1.05, 1.10, 1.05, 0.95, 0.95, 0.95, 0.95, 0.95, 0.90, 0.95),
    "missed-bin": (1.45, 1.00, 0.95, 1.00, 0.98, 0.95, 0.95, 0.98, 0.92, 0.92, 0.95, 0.95),
}  # fmt: skip
"""How the year goes, January to December, by the beginning of a service's code; others go as the council does."""

OFTEN: Mapping[str, float] = {
    "missed-bin": 14, "council-tax": 12, "pothole": 7, "bulky-waste": 6, "garden-waste": 6, "fly-tipping": 6,
    "parking": 5, "housing-register": 4, "housing-payment": 3, "street-light": 3, "tip-visit": 4, "noise": 2,
    "blue-badge": 2, "complaint": 2, "school-place": 2, "help-finder": 3, "homeless-advice": 2, "money-worries": 2,
    "library-hours": 2, "birth-appointment": 2,
}  # fmt: skip
"""How often a service is asked about, by the beginning of its code; any other counts 1."""


def _of(table: Mapping[str, object], service: str) -> str | None:
    return max((code for code in table if service.startswith(code)), key=len, default=None)


def often(service: str) -> float:
    """How often a service is asked about, beside the others."""
    code = _of(OFTEN, service)
    return OFTEN[code] if code else 1.0


def season(service: str, day: date) -> float:
    """How much a service is asked about on a day of the year, 1 on average; it passes from month to month."""
    code = _of(SEASONS, service)
    months = SEASONS[code] if code else _YEAR
    # The middle of a month has the month's own share, the days between those of both by how near they are.
    place = day.month - 1 + (day.day - 1) / 30.5 - 0.5
    before = int(place // 1)
    part = place - before
    return months[before % 12] * (1 - part) + months[(before + 1) % 12] * part


def on_day(channel: str, day: date) -> float:
    """How much comes by a channel on a day, 1 on an ordinary weekday: weekends, bank holidays, the day after them."""
    share = WEEK[channel][day.weekday()]
    if is_bank_holiday(day, ENGLAND_AND_WALES):
        return 0.0 if channel in CLOSED_ON_HOLIDAYS else share * HOLIDAY
    yesterday = date.fromordinal(day.toordinal() - (3 if day.weekday() == 0 else 1))
    return share * AFTER if is_bank_holiday(yesterday, ENGLAND_AND_WALES) else share


def mix(kind: str, open_on: Sequence[str], years: float) -> dict[str, float]:
    """The share of each channel that a service of a kind is open on; `years` from the middle of the time (past < 0)."""
    shares = {channel: share for channel, share in MIX[kind].items() if channel in open_on}
    if not shares:
        return {"phone": 1.0}
    online = shares.get("web", 0.0)
    rest = sum(shares.values()) - online
    grown = min(online * WEB_GROWTH**years, 0.85 * (online + rest)) if rest else online
    scale = (online + rest - grown) / rest if rest else 0.0
    whole = online + rest
    return {channel: (grown if channel == "web" else share * scale) / whole for channel, share in shares.items()}


CLOCKS: Mapping[str, tuple[float, ...]] = {
    channel: tuple(total / sum(shares) for total in accumulate(shares)) for channel, shares in HOURS.items()
}
"""Of each channel, the share of its day that has passed by the end of each hour."""
