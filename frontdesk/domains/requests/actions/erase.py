"""Taking people out of requests: person, answers, words, files and the exact place go; the facts stay."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from frontdesk.domains.forms import actions as forms
from frontdesk.domains.people.queries import emails_of
from frontdesk.domains.requests import models
from frontdesk.domains.requests.actions.forgetting import end_followers
from frontdesk.kernel import clock
from frontdesk.kernel.holdings import Piece, Spared

AT_ONCE = 1000
"""Requests that one piece of a retention run looks at."""


def erase_people(council: int, people: Iterable[int]) -> int:
    """Empty the requests of these people; returns how many. They still count, and open as "details removed".

    What they follow by an email of theirs is ended, by earlier ones of the record too. Nobody of them is named any more
    as who asked for somebody else.
    """
    now, people = clock.now(), list(people)
    addresses = emails_of(council, people, sure=False)
    with transaction.atomic():
        models.RequestFollower.objects.filter(council_id=council, email__in=addresses).update(email="", ended_at=now)
        models.Request.objects.filter(council_id=council, acted_by_id__in=people).update(acted_by_id=None)
        rows = models.Request.objects.select_for_update(no_key=True).filter(council_id=council, person_id__in=people)
        return _empty(council, [row.pk for row in rows])


def expire(council: int, before: datetime, place: str, spared: Spared, dry: bool) -> Piece:
    """One piece of the requests that were closed before a moment: a record class for retention."""
    rows = models.Request.objects.filter(council_id=council, closed_at__lt=before, removed_at=None)
    if place:
        moment, _, last = place.partition("~")
        at = datetime.fromisoformat(moment)
        rows = rows.filter(closed_at__gte=at).exclude(closed_at=at, id__lte=int(last))
    found = list(rows.order_by("closed_at", "id").values_list("id", "person_id", "closed_at")[:AT_ONCE])
    going = [id_ for id_, person, _ in found if id_ not in spared.requests and person not in spared.people]
    if going and not dry:
        mine = models.Request.objects.filter(council_id=council, id__in=going, removed_at=None).order_by("id")
        _empty(council, list(mine.select_for_update(no_key=True).values_list("id", flat=True)))
    end = found[-1] if len(found) == AT_ONCE else None
    after = f"{end[2].isoformat()}~{end[0]}" if end and end[2] else None
    return Piece(len(going), len(found) - len(going), after)


def _empty(council: int, requests: list[int]) -> int:
    """Take person, words, files and the exact place from these requests, which the caller holds."""
    now = clock.now()
    end_followers(council, requests)
    models.RequestAnswers.objects.filter(council_id=council, request_id__in=requests).update(answers={}, facts=None)
    texts = models.RequestText.objects.filter(council_id=council, request_id__in=requests, erased_at=None)
    texts.update(body="", erased_at=now, unseen=False)
    forms.erase_of_requests(council=council, requests=requests)
    return models.Request.objects.filter(council_id=council, pk__in=requests).update(
        person_id=None, acted_by_id=None, uprn=None, easting=None, northing=None, removed_at=now
    )
