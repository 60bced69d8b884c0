"""Taking out what was typed: of drafts nobody works on any more, and of people who are erased."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q

from frontdesk.domains.forms import models
from frontdesk.domains.forms.actions.troubles import forget_offers
from frontdesk.domains.forms.actions.uploads import erase_upload
from frontdesk.domains.forms.types import CLEARED, DRAFT_CLEARED, KEPT_SAVED, KEPT_UNSAVED, OPEN
from frontdesk.domains.people import queries as customers
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.holdings import spared
from frontdesk.kernel.journal import Entry

_AT_ONCE = 200


def clear_drafts(actor: Actor) -> int:
    """Clear open drafts that nobody has worked on for as long as we keep them; returns how many.

    Saved ones and those of an account are kept longer. The row stays with its facts (service, channel, page, times):
    forms given up are counted. What a legal hold keeps stays whole: forms of that customer, also those saved with an
    email of theirs, and those they began for somebody else.
    """
    now, total = clock.now(), 0
    nobody = Q(email="", person=None)
    stale = (nobody & Q(last_activity__lt=now - KEPT_UNSAVED)) | (~nobody & Q(last_activity__lt=now - KEPT_SAVED))
    while True:
        with transaction.atomic():
            rows = models.Draft.objects.select_for_update(skip_locked=True, no_key=True)
            rows = rows.filter(stale, council_id=actor.council, state=OPEN).exclude(_held(actor.council))
            found = list(rows.order_by("id")[:_AT_ONCE])
            for row in found:
                _empty(row)
                row.state = CLEARED
                row.save()
            journal.write_many(
                actor,
                [
                    Entry(DRAFT_CLEARED, "draft", row.pk, person=row.person_id, via=row.channel, data=_about(row))
                    for row in found
                ],
            )
        total += len(found)
        if len(found) < _AT_ONCE:
            return total


def _held(council: int) -> Q:
    """The drafts that a legal hold keeps: they may be what it was made for. Also those that nobody signed in for and
    that were saved with an email of whoever is held."""
    people = list(spared(council).people)
    emails = list(customers.emails_of(council, people, sure=False)) if people else []
    of_people = Q(person__isnull=False, person__in=people) | Q(acted_by__isnull=False, acted_by__in=people)
    return of_people | Q(person=None, email__in=emails)


def _about(row: models.Draft) -> dict[str, str]:
    """The service, for those who may know of it."""
    return {"service": row.service}


def erase_people(council: int, people: Iterable[int]) -> int:
    """Take person, texts and files from all drafts of these people; returns how many rows were emptied.

    Those that were sent lose the person only: their files belong to the request, and go or are kept with it. Nobody of
    them is named any more as who began a form for somebody else.
    """
    people = list(people)
    mine = models.Draft.objects.filter(council_id=council, person_id__in=people)
    with transaction.atomic():
        found = list(mine.filter(request_id=None).order_by("id").select_for_update(no_key=True))
        for row in found:
            _empty(row)
            row.person_id = None
            row.state = CLEARED if row.state == OPEN else row.state
            row.save()
        mine.filter(request_id__isnull=False).update(person_id=None)
        models.Draft.objects.filter(council_id=council, acted_by_id__in=people).update(acted_by_id=None)
    return len(found)


def erase_of_requests(*, council: int, requests: Iterable[int]) -> int:
    """Erase what is left of the drafts of these requests, and the files sent with them; returns how many drafts."""
    with transaction.atomic():
        rows = models.Draft.objects.filter(council_id=council, request_id__in=list(requests)).order_by("id")
        ids = list(rows.select_for_update(no_key=True).values_list("id", flat=True))
        uploads = models.Upload.objects.filter(council_id=council, draft_id__in=ids).select_related("file")
        for upload in uploads:
            erase_upload(upload)
        return models.Draft.objects.filter(council_id=council, id__in=ids).update(person_id=None, **_emptied())


def _emptied() -> dict[str, Any]:
    """What an emptied draft holds: nothing that was typed, and no way back into it."""
    return {
        "answers": {}, "known": {}, "facts": {}, "email": "", "email_proved_at": None, "key_hashes": [],
        "code_hash": "", "acted_by_id": None,
    }  # fmt: skip


def _empty(row: models.Draft) -> None:
    forget_offers(row.council_id, [row.pk])
    for name, nothing in _emptied().items():
        setattr(row, name, nothing)
    for upload in models.Upload.objects.filter(council_id=row.council_id, draft=row).select_related("file"):
        erase_upload(upload)
