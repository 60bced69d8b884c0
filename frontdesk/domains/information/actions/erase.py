"""Taking people out of their cases: words, copies and findings go, that a case was and how it ended stays."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from frontdesk.domains.information import models
from frontdesk.domains.information.actions.copies import end_copy
from frontdesk.domains.information.types import RESTRICTED, STOPPED
from frontdesk.domains.people import queries as people_queries
from frontdesk.kernel import clock
from frontdesk.kernel.holdings import Piece, Spared

AT_ONCE = 200
"""Cases that one piece of a retention run looks at."""


def erase_people(council: int, people: Iterable[int]) -> int:
    """Empty the cases of these people; returns how many. They still count, and open as "details removed"."""
    rows = models.RightsCase.objects.select_for_update(no_key=True).filter(
        council_id=council, person_id__in=list(people)
    )
    with transaction.atomic():
        models.Consent.objects.filter(council_id=council, person_id__in=list(people)).update(person_id=None)
        models.LegalHold.objects.filter(council_id=council, person_id__in=list(people)).update(why="")
        return _empty(council, [row.pk for row in rows])


def expire(council: int, before: datetime, place: str, spared: Spared, dry: bool) -> Piece:
    """One piece of the cases that were closed before a moment: a record class for retention."""
    rows = models.RightsCase.objects.filter(council_id=council, closed_at__lt=before, removed_at=None)
    rows = rows.filter(id__gt=int(place or 0)).order_by("id")
    found = list(rows.values_list("id", "person_id", "outcome")[:AT_ONCE])
    going = [
        case for case, person, outcome in found if person not in spared.people and not _binds(council, person, outcome)
    ]
    if going and not dry:
        _empty(council, going)
    return Piece(len(going), len(found) - len(going), str(found[-1][0]) if len(found) == AT_ONCE else None)


def _binds(council: int, person: int | None, outcome: str) -> bool:
    """Whether a record is still restricted by such a case: it says why, and is needed to lift that."""
    return outcome in (RESTRICTED, STOPPED) and person is not None and people_queries.is_restricted(council, person)


def _empty(council: int, cases: list[int]) -> int:
    for copy in models.RightsCopy.objects.select_for_update().filter(council_id=council, case_id__in=cases):
        end_copy(copy)
    models.RightsText.objects.filter(council_id=council, case_id__in=cases).update(body="")
    return models.RightsCase.objects.filter(council_id=council, id__in=cases).update(
        person_id=None, on_behalf="", removed_at=clock.now()
    )
