"""Emptying records of people; their ids stay, because requests and contacts still count."""

from django.db.models import Q
from django.db.models.functions import Coalesce

from frontdesk.domains.people import models
from frontdesk.domains.people.types import GONE
from frontdesk.kernel import clock


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
    models.Need.objects.filter(**mine).delete()
    models.NeedSign.objects.filter(**mine).delete()
    models.ServiceException.objects.filter(**mine).update(words="")
    models.Relation.objects.filter(Q(person_id__in=people) | Q(other_id__in=people), council_id=council).delete()
    acting = models.Authority.objects.filter(Q(person_id__in=people) | Q(by_id__in=people), council_id=council)
    acting.update(words="", why_no_end="", ended_why="", email="", ended_at=Coalesce("ended_at", clock.now()))
    joins = models.Join.objects.filter(Q(person_id__in=people) | Q(into_id__in=people), council_id=council)
    joins.update(reasons=[], why="", undone_why="")
    pairs = models.JoinProposal.objects.filter(Q(lower_id__in=people) | Q(higher_id__in=people), council_id=council)
    pairs.update(state=GONE, reasons=[], why="", decided_why="")
    return models.Person.objects.filter(council_id=council, id__in=people, removed_at=None).update(
        name="", given="", family="", name_key="", date_of_birth=None, preferred_channel="", preferred_language="",
        restricted=False, readers=[], removed_at=clock.now(),
    )  # fmt: skip
