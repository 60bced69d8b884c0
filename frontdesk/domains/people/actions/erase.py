"""Emptying records of people; their ids stay, because requests and contacts still count."""

from datetime import datetime

from django.db.models import Q
from django.db.models.functions import Coalesce

from frontdesk.domains.people import models
from frontdesk.domains.people.queries import records_of
from frontdesk.domains.people.types import GONE, OPEN
from frontdesk.domains.people.types.accounts import ERASED
from frontdesk.kernel import clock
from frontdesk.kernel.holdings import Piece, Spared, active, named

AT_ONCE = 1000
"""Customers that one piece of a retention run looks at."""


def erase_people(council: int, people: list[int]) -> int:
    """Take name, birth, points, addresses, needs and identities from these records; returns how many were emptied.

    Codes of exceptions stay, because they are counted. That records were joined stays, without the words of why; there
    is nothing left to decide of pairs that wait. Nobody acts for them any more, nor they for anybody.
    Called by the register of holdings inside its transaction. The dictionary of words keeps words, which name nobody.
    """
    mine = {"council_id": council, "person_id__in": people}
    rows = models.Person.objects.filter(council_id=council, id__in=people).order_by("id")
    list(rows.select_for_update(no_key=True).values_list("id"))  # first of all, as whoever joins does
    for model in (models.NameWord, models.ContactPoint, models.PersonAddress, models.Identity):
        model.objects.filter(**mine).delete()
    models.SignInLink.objects.filter(**mine).delete()
    proofs = models.IdentityProof.objects.filter(**mine)
    proofs.update(party="", organisation="", ended_why="", ended_at=Coalesce("ended_at", clock.now()))
    helps = models.AccountHelp.objects.filter(**mine)
    helps.filter(done_at=None, stopped_at=None).update(stopped_at=clock.now(), stopped_why=ERASED)
    helps.filter(denied_at__isnull=False, settled_at=None).update(settled_at=clock.now())
    helps.update(user=None, new_email="", settled_words="")
    models.Need.objects.filter(**mine).delete()
    models.NeedSign.objects.filter(**mine).delete()
    models.ServiceException.objects.filter(**mine).update(words="")
    models.Relation.objects.filter(Q(person_id__in=people) | Q(other_id__in=people), council_id=council).delete()
    acting = models.Authority.objects.filter(Q(person_id__in=people) | Q(by_id__in=people), council_id=council)
    acting.update(words="", why_no_end="", ended_why="", email="", ended_at=Coalesce("ended_at", clock.now()))
    models.Death.objects.filter(**mine).update(words="", ended_why="")
    joins = models.Join.objects.filter(Q(person_id__in=people) | Q(into_id__in=people), council_id=council)
    joins.update(reasons=[], why="", undone_why="")
    pairs = models.JoinProposal.objects.filter(Q(lower_id__in=people) | Q(higher_id__in=people), council_id=council)
    pairs.filter(state=OPEN).update(state=GONE)
    pairs.update(reasons=[], why="", decided_why="")
    return models.Person.objects.filter(council_id=council, id__in=people, removed_at=None).update(
        name="", given="", family="", name_key="", date_of_birth=None, preferred_channel="", preferred_language="",
        restricted=False, readers=[], removed_at=clock.now(),
    )  # fmt: skip


def expire_needs(council: int, before: datetime, place: str, spared: Spared, dry: bool) -> Piece:
    """One piece of the needs that ended before a moment: a record class for retention. Exceptions by them stay."""
    rows = models.Need.objects.filter(council_id=council, ended_at__lt=before, id__gt=int(place or 0)).order_by("id")
    found = list(rows.values_list("id", "person_id")[:AT_ONCE])
    going = [need for need, person in found if person not in spared.people]
    if going and not dry:
        models.Need.objects.filter(council_id=council, id__in=going).delete()
    return Piece(len(going), len(found) - len(going), str(found[-1][0]) if len(found) == AT_ONCE else None)


def expire(council: int, before: datetime, place: str, spared: Spared, dry: bool) -> Piece:
    """One piece of the customers of whom nothing was open or over since a moment: a record class for retention.

    All records of a customer go together, and none while one of them is held, or has anything in any domain since, or
    something that is kept longer and says whose it is: a request kept for claims needs a name.
    """
    rows = models.Person.objects.filter(council_id=council, created_at__lt=before, removed_at=None, merged_into=None)
    rows = rows.filter(id__gt=int(place or 0)).order_by("id")
    fronts = list(rows.values_list("id", flat=True)[:AT_ONCE])
    records = records_of(council, fronts)
    busy = {records[each] for each in active(council, list(records), before)}
    held = {records[each] for each in spared.people if each in records} - busy
    rest = [record for record, front in records.items() if front not in busy | held]
    kept = {records[each] for each in named(council, rest)}
    going = [record for record in rest if records[record] not in kept]
    if going and not dry:
        erase_people(council, going)
    number = sum(1 for each in going if records[each] == each)
    return Piece(number, len(held), str(fronts[-1]) if len(fronts) == AT_ONCE else None)
