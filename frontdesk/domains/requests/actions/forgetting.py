"""Forgetting who followed a request: what is no longer shown to them, and addresses that nobody proved."""

from collections.abc import Iterable
from datetime import timedelta

from frontdesk.domains.requests import models
from frontdesk.kernel import clock

UNPROVED = timedelta(days=7)
"""How long an address is kept that somebody gave and nobody has proved."""


def end_followers(council: int, requests: Iterable[int]) -> int:
    """Nobody follows these requests any more: the addresses are forgotten; returns how many."""
    rows = models.RequestFollower.objects.filter(council_id=council, request_id__in=list(requests))
    return rows.exclude(email="").update(email="", ended_at=clock.now())


def forget_unproved(council: int) -> int:
    """Forget addresses that were given more than seven days ago and never proved; returns how many."""
    now = clock.now()
    rows = models.RequestFollower.objects.filter(council_id=council, proved_at=None, asked_at__lt=now - UNPROVED)
    return rows.exclude(email="").update(email="", ended_at=now)
