"""How many addresses one visitor may look up: property data is personal, so it is not handed out by the hundred."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from frontdesk.domains.places.types import LookUpDecision

LOOK_UPS = 20
WINDOW = timedelta(minutes=10)
TYPE_IT = "You have looked up a lot of postcodes in a short time. Type the address instead, or try again in {wait}."


def decide_look_up(recent: Sequence[tuple[datetime, int]], now: datetime) -> LookUpDecision:
    """Decide whether a visitor may look up one more postcode.

    ``recent`` holds (start of minute, look-ups in it), in any order. 20 in 10 minutes are allowed, then the visitor
    types the address. A minute counts until all of it is more than 10 minutes ago, so that the limit is
    never exceeded by the coarseness of the count.
    """
    counted = sorted((minute, count) for minute, count in recent if minute + timedelta(minutes=1) > now - WINDOW)
    used = sum(count for _, count in counted)
    if used < LOOK_UPS:
        return LookUpDecision(allowed=True, left=LOOK_UPS - used - 1)
    again_at = now
    for minute, count in counted:
        used -= count
        again_at = minute + timedelta(minutes=1) + WINDOW
        if used < LOOK_UPS:
            break
    minutes = max(1, -(-int((again_at - now).total_seconds()) // 60))
    wait = "a minute" if minutes == 1 else f"{minutes} minutes"
    return LookUpDecision(allowed=False, left=0, again_at=again_at, why=TYPE_IT.format(wait=wait))
