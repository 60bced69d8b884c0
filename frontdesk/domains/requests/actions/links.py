"""Calling back the links by which requests are followed: whoever had the old address must not go on reading."""

from collections.abc import Iterable

from django.db import transaction

from frontdesk.domains.requests import models
from frontdesk.kernel import clock


def call_back_links(council: int, people: Iterable[int]) -> int:
    """Let links sent so far open none of these people's requests; returns how many. Later messages carry new ones."""
    with transaction.atomic():
        rows = models.Request.objects.filter(council_id=council, person_id__in=list(people))
        return rows.update(links_since=clock.now())
