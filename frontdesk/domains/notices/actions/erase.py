"""Emptying notices: names and words go, that somebody was told, and when, stays and counts."""

from datetime import datetime

from django.db.models import Q, QuerySet

from frontdesk.domains.notices import models
from frontdesk.domains.notices.rules.steps import OPEN
from frontdesk.kernel import clock
from frontdesk.kernel.holdings import Piece, Spared

AT_ONCE = 1000


def erase_people(council: int, people: list[int]) -> int:
    """Take names, days and words from the notices about these people and those they gave; returns how many."""
    rows = models.Notice.objects.filter(
        Q(person_id__in=people) | Q(informant_id__in=people), council_id=council, removed_at=None
    )
    return _empty(council, rows)


def expire(council: int, before: datetime, place: str, spared: Spared, dry: bool) -> Piece:
    """One piece of the notices that were given before a moment and wait for nobody: a record class for retention."""
    rows = models.Notice.objects.filter(council_id=council, made_at__lt=before, removed_at=None, id__gt=int(place or 0))
    rows = rows.exclude(state="given").exclude(tellings__state__in=OPEN)
    found = list(rows.order_by("id").values_list("id", "person_id", "informant_id", "request_id")[:AT_ONCE])
    going = [
        id_ for id_, *people, request in found
        if not spared.people.intersection(people) and request not in spared.requests
    ]  # fmt: skip
    if going and not dry:
        _empty(council, models.Notice.objects.filter(council_id=council, id__in=going))
    return Piece(len(going), len(found) - len(going), str(found[-1][0]) if len(found) == AT_ONCE else None)


def _empty(council: int, rows: QuerySet[models.Notice]) -> int:
    ids = list(rows.values_list("id", flat=True))
    tellings = models.Telling.objects.filter(council_id=council, notice_id__in=ids)
    tellings.update(words="", reference="")
    return models.Notice.objects.filter(council_id=council, id__in=ids).update(
        told={}, facts={}, words="", why="", person=None, informant=None, removed_at=clock.now()
    )
