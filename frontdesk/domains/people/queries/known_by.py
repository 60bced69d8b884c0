"""Whether something typed is a way to reach a person that we have: asked of whoever wants a link sent, never shown."""

from frontdesk.domains.people import models
from frontdesk.domains.people.queries.records import cluster
from frontdesk.domains.people.rules.reach import email_problem, normalise_email, normalise_phone, phone_problem
from frontdesk.domains.people.types import EMAIL


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


def _bare(postcode: str) -> str:
    return "".join(postcode.split()).upper()


def point_problem(kind: str, value: str) -> str:
    """The sentence for an email or a phone number that cannot be one; '' when it can."""
    return email_problem(value) if kind == EMAIL else phone_problem(value)
