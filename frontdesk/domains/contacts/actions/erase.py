"""Taking people out of contacts: the facts stay, so that figures stand."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from frontdesk.domains.contacts import models
from frontdesk.kernel import clock
from frontdesk.kernel.holdings import Piece, Spared

AT_ONCE = 10_000
"""Contacts that one piece of a retention run looks at."""


def erase_people(council: int, people: Iterable[int]) -> int:
    """Take these people from their contacts, and their words from what they wrote to us; returns how many rows were
    emptied. Called by retention and erasure."""
    people = list(people)
    with transaction.atomic(savepoint=False):
        theirs = models.Conversation.objects.filter(council_id=council, person_id__in=people)
        emptied = _empty(council, list(theirs.values_list("id", flat=True)))
        return emptied + models.Contact.objects.filter(council_id=council, person_id__in=people).update(person_id=None)


def expire(council: int, before: datetime, place: str, spared: Spared, dry: bool) -> Piece:
    """One piece of the contacts that were done before a moment: a record class for retention.

    In the order of the index by day, with its last day and id as the place; one in somebody's hand is never old.
    """
    rows = models.Contact.objects.filter(council_id=council, local_day__lt=before.date(), person_id__isnull=False)
    rows = rows.filter(done_at__isnull=False)
    if place:
        day, _, last = place.partition("~")
        rows = rows.filter(local_day__gte=day).exclude(local_day=day, id__lte=int(last))
    found = list(rows.order_by("local_day", "id").values_list("id", "person_id", "local_day")[:AT_ONCE])
    going = [id_ for id_, person, _ in found if person not in spared.people]
    if going and not dry:
        models.Contact.objects.filter(council_id=council, id__in=going).update(person_id=None)
    after = f"{found[-1][2].isoformat()}~{found[-1][0]}" if len(found) == AT_ONCE else None
    return Piece(len(going), len(found) - len(going), after)


def expire_conversations(council: int, before: datetime, place: str, spared: Spared, dry: bool) -> Piece:
    """One piece of the conversations in which nobody has written since a moment: a record class for retention."""
    rows = models.Conversation.objects.filter(council_id=council, last_at__lt=before, removed_at=None)
    if place:
        moment, _, last = place.partition("~")
        at = datetime.fromisoformat(moment)
        rows = rows.filter(last_at__gte=at).exclude(last_at=at, id__lte=int(last))
    found = list(rows.order_by("last_at", "id").values_list("id", "person_id", "last_at")[:AT_ONCE])
    going = [id_ for id_, person, _ in found if person not in spared.people]
    if going and not dry:
        _empty(council, going)
    after = f"{found[-1][2].isoformat()}~{found[-1][0]}" if len(found) == AT_ONCE else None
    return Piece(len(going), len(found) - len(going), after)


def _empty(council: int, conversations: list[int]) -> int:
    """Take person, subject and words from these; when they were written, and by which contact, stays."""
    now = clock.now()
    texts = models.ConversationText.objects.filter(council_id=council, conversation_id__in=conversations)
    texts.filter(erased_at=None).update(body="", erased_at=now, unseen=False)
    rows = models.Conversation.objects.filter(council_id=council, pk__in=conversations)
    return rows.update(person_id=None, subject="", removed_at=now, waiting_since=None)
