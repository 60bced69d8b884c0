"""Trouble on the way through a form, kept as codes; and addresses for help, which go with the form."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from frontdesk.domains.forms import models, policy, queries
from frontdesk.domains.forms.types import OPEN
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor


def note_trouble(
    actor: Actor, *, draft: int, page: str, reason: str, questions: Iterable[str] = ("",), key: str = ""
) -> int:
    """Note that something went wrong on a page of a draft; returns how often it has on this page.

    Codes only. Of staff who fill in for somebody nothing is noted: their slips say nothing of the customer.
    """
    row = queries.row(actor, draft, key=key)
    if policy.serves(actor) or row.state != OPEN:
        return 0
    return note(row, page, reason, questions)


def note(row: models.Draft, page: str, reason: str, questions: Iterable[str]) -> int:
    """The same for a row that is at hand. Pressed at the same moment twice, both count."""
    now = clock.now()
    mine = models.Trouble.objects.filter(council_id=row.council_id, draft_id=row.pk, page=page)
    with transaction.atomic():
        for question in sorted(set(questions)):
            same = {"question": question, "reason": reason}
            if not mine.filter(**same).update(times=F("times") + 1, last_at=now):
                fresh = models.Trouble(
                    council_id=row.council_id, draft_id=row.pk, page=page, first_at=now, last_at=now, **same
                )
                models.Trouble.objects.bulk_create([fresh], ignore_conflicts=True)
    return max(mine.values_list("times", flat=True), default=0)


def forget_offers(council: int, drafts: Iterable[int]) -> None:
    """Take addresses out of the offers of these drafts, in the caller's transaction: they are sent, or gone."""
    models.HelpOffer.objects.filter(council_id=council, draft_id__in=list(drafts)).update(email="", phone="")
