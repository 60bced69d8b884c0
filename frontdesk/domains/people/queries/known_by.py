"""Whether something typed is a way to reach a person that we have: asked of whoever wants a link sent, never shown."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q

from frontdesk.domains.people import models
from frontdesk.domains.people.queries.records import cluster, rows_of_cluster
from frontdesk.domains.people.rules.reach import email_problem, normalise_email, normalise_phone, phone_problem
from frontdesk.domains.people.types import CERTAIN, EMAIL


def known_by(council: int, person: int, typed: str) -> bool:
    """Whether `typed` is an email, a phone number or a postcode of the person (of all records of them)."""
    people = cluster(council, person)
    email, phone = normalise_email(typed), normalise_phone(typed)
    points = models.ContactPoint.objects.filter(council_id=council, person_id__in=people, ended_at=None)
    if email and points.filter(email_norm=email).exists():
        return True
    if phone and points.filter(phone_e164=phone).exists():
        return True
    bare = _bare(typed)
    rows = models.PersonAddress.objects.filter(council_id=council, person_id__in=people).exclude(postcode="")
    return bool(bare) and any(_bare(each) == bare for each in rows.values_list("postcode", flat=True))


def emails_of(council: int, people: Iterable[int], *, sure: bool) -> set[str]:
    """The emails of these people (of all records of them), in small letters: those of now and earlier ones.

    An earlier one that nobody proved may have been mistyped and be a stranger's. With `sure` such are left out, else
    those only that are somebody else's now.
    """
    ids = {each for person in people for each in cluster(council, person)}
    points = models.ContactPoint.objects.filter(council_id=council, kind=EMAIL).exclude(email_norm="")
    known = points.filter(person_id__in=ids)
    theirs = set(known.filter(Q(ended_at=None) | Q(verified_at__isnull=False)).values_list("email_norm", flat=True))
    if sure:
        return theirs
    earlier = set(known.values_list("email_norm", flat=True)) - theirs
    others = points.filter(email_norm__in=earlier, ended_at=None).exclude(person_id__in=ids)
    return theirs | (earlier - set(others.values_list("email_norm", flat=True)))


class Number(NamedTuple):
    """The number by which another system knows a record. `sure`: that the record is the customer's was said by a
    person, who knew it or proved it; not by a comparison of records alone."""

    person: int
    system: str
    value: str
    sure: bool


def numbers_of(council: int, person: int, systems: Iterable[str]) -> list[Number]:
    """The numbers that these systems have for the customer, over all records of theirs."""
    ids = cluster(council, person)
    found = models.Identity.objects.filter(council_id=council, person_id__in=ids, system__in=list(systems))
    rows = list(found.order_by("system", "id").values_list("person_id", "system", "value"))
    if not rows or len(ids) == 1:
        return [Number(*row, True) for row in rows]
    joins = models.Join.objects.filter(council_id=council, person_id__in=ids, undone_at=None, how=CERTAIN)
    sure = not joins.exists()
    return [Number(*row, sure) for row in rows]


def is_restricted(council: int, person: int) -> bool:
    """Whether one of the customer's records names the staff who may read it."""
    return any(each.restricted for each in rows_of_cluster(council, person))


def _bare(postcode: str) -> str:
    return "".join(postcode.split()).upper()


def point_problem(kind: str, value: str) -> str:
    """The sentence for an email or a phone number that cannot be one; '' when it can."""
    return email_problem(value) if kind == EMAIL else phone_problem(value)
