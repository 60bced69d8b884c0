"""Emptying cards: person, numbers and dates of birth go; that there was a card, what opened and was used stays."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from frontdesk.domains.cards import models
from frontdesk.domains.cards.actions.holding import stop_serial
from frontdesk.domains.cards.types import CARD_ENDED, IN_FORCE, IS_ENDED, OVER
from frontdesk.kernel import clock
from frontdesk.kernel.holdings import Piece, Spared

AT_ONCE = 1000
_CARD = {"person": None, "number": "", "serial": "", "born_on": None, "born_proof": "", "look_on": None}
_ENTRY = {"person": None, "evidence": "", "old_number": ""}


def erase_people(council: int, people: list[int]) -> int:
    """Take these people from their cards, which end, and these organisations' words from their offers; rows emptied."""
    mine, now = {"council_id": council, "person_id__in": people}, clock.now()
    with transaction.atomic():
        cards = models.Card.objects.select_for_update().filter(**mine)
        for serial in list(cards.filter(state=IN_FORCE).values_list("serial", flat=True)):
            stop_serial(council, serial)
        cards.filter(state=IN_FORCE).update(state=IS_ENDED, ended_at=now)
        emptied = cards.update(**_CARD)
        entries = models.Entitlement.objects.filter(**mine)
        entries.filter(ended_at=None).update(ended_at=now, ended_why=CARD_ENDED)
        emptied += entries.update(**_ENTRY)
        emptied += models.CardUse.objects.filter(**mine).update(person=None, card=None)
        offers = models.Offer.objects.filter(council_id=council, organisation_id__in=people)
        emptied += offers.update(organisation=None, title="", terms="", where="", why="", state=OVER)
    return emptied


def expire(council: int, before: datetime, place: str, spared: Spared, dry: bool) -> Piece:
    """One piece of the cards and entries that were over before a moment: a record class for retention."""
    steps: dict[str, tuple[QuerySet[Any], dict[str, Any]]] = {
        "card": (models.Card.objects.filter(ended_at__lt=before), _CARD),
        "entry": (models.Entitlement.objects.filter(ended_at__lt=before), _ENTRY),
    }
    step, _, last = (place or "card:0").partition(":")
    over, goes = steps[step]
    rows = over.filter(council_id=council, person__isnull=False, id__gt=int(last))
    found = list(rows.order_by("id").values_list("id", "person_id")[:AT_ONCE])
    going = [row for row, person in found if person not in spared.people]
    if going and not dry:
        rows.filter(id__in=going).update(**goes)
    names = list(steps)
    after = names[names.index(step) + 1 :]
    to = f"{step}:{found[-1][0]}" if len(found) == AT_ONCE else f"{after[0]}:0" if after else None
    return Piece(len(going), len(found) - len(going), to)
