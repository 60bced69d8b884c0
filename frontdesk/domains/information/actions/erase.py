"""Taking people out of their cases: words, copies and findings go, that a case was and how it ended stays."""

from collections.abc import Iterable

from django.db import transaction

from frontdesk.domains.information import models
from frontdesk.domains.information.actions.copies import end_copy
from frontdesk.kernel import clock


def erase_people(*, council: int, people: Iterable[int]) -> int:
    """Empty the cases of these people; returns how many. They still count, and open as "details removed"."""
    rows = models.RightsCase.objects.select_for_update(no_key=True).filter(
        council_id=council, person_id__in=list(people)
    )
    with transaction.atomic():
        cases = [row.pk for row in rows]
        for copy in models.RightsCopy.objects.select_for_update().filter(council_id=council, case_id__in=cases):
            end_copy(copy)
        models.RightsText.objects.filter(council_id=council, case_id__in=cases).update(body="")
        return models.RightsCase.objects.filter(council_id=council, id__in=cases).update(
            person_id=None, on_behalf="", removed_at=clock.now()
        )
