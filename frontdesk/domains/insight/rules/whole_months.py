"""Which months of a period are whole and over: what may be told of services that only staff named for them see."""

from datetime import date, timedelta

from frontdesk.domains.insight.types import Period

FEWEST = 5
"""Fewer requests (or contacts) of such services in a month are left out of it, for those whom they do not name."""


def whole_months(period: Period, today: date) -> list[str]:
    """The months (2026-11) that lie in the period from their first day to their last, and ended before `today`."""
    months, first = [], period.since.replace(day=1)
    while first <= period.until:
        after = (first + timedelta(days=31)).replace(day=1)
        if period.since <= first and after - timedelta(days=1) <= period.until and after <= today:
            months.append(f"{first:%Y-%m}")
        first = after
    return months
