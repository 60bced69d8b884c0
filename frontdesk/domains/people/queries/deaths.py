"""Who has died or is said to have: asked of the database at every use, over all records of the customer."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, Q, QuerySet

from frontdesk.domains.people import models, policy
from frontdesk.domains.people.queries.records import rows, rows_of_cluster
from frontdesk.domains.people.rules.deaths import stops
from frontdesk.domains.people.rules.names import key as name_key
from frontdesk.domains.people.rules.reach import normalise_email, normalise_phone
from frontdesk.domains.people.types.acting import EXECUTOR
from frontdesk.domains.people.types.deaths import Death
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import require

MOST_OF_ONE_ADDRESS, MOST = 50, 200


def death_of(council: int, person: int) -> Death | None:
    """The death of a customer, whichever of their records it stands on: one with evidence before one only said."""
    return _standing(council, [each.pk for each in rows_of_cluster(council, person)])


def _standing(council: int, records: Iterable[int]) -> Death | None:
    found = models.Death.objects.filter(council_id=council, person_id__in=list(records), ended_at=None)
    told = sorted(map(as_death, found), key=lambda each: (not each.sure, each.id))
    return told[0] if told else None


def died_among(council: int, people: Iterable[int]) -> set[int]:
    """Those of these records whose customer has died or is said to have, on whichever of their records it stands."""
    asked = models.Person.objects.filter(council_id=council, id__in=list(people)).values_list("id", "merged_into_id")
    fronts = {record: into or record for record, into in asked}
    theirs = Q(person_id__in=list(fronts.values())) | Q(person__merged_into_id__in=list(fronts.values()))
    deaths = models.Death.objects.filter(theirs, council_id=council, ended_at=None)
    gone = {into or record for record, into in deaths.values_list("person_id", "person__merged_into_id")}
    return {record for record, front in fronts.items() if front in gone}


def mail_stops(
    council: int, *, person: int | None = None, email: str = "", phone: str = "", asked_for: bool = False
) -> bool:
    """Whether a message may not go because whom it is for has died or is said to have (`rules.deaths.stops`).

    Without a `person` it is the address that tells: it stops where everybody we know by it has died. One that a
    widow shares with her late husband still brings her what is hers.
    """
    if person is not None:
        return stops(death_of(council, person), asked_for=asked_for)
    known = Q(email_norm=normalise_email(email) or "?") if email else Q(phone_e164=normalise_phone(phone) or "?")
    points = models.ContactPoint.objects.filter(known, council_id=council, ended_at=None)
    owners = list(points.values_list("person_id", flat=True).distinct()[:MOST_OF_ONE_ADDRESS])
    return bool(owners) and all(stops(death_of(council, each), asked_for=asked_for) for each in owners)


def called_so(council: int, name: str, born: Any) -> list[int]:
    """The customers of whom a record has this very name and date of birth, each by the record in front: for a report of
    a death."""
    key = name_key(name)
    if not key or born is None:
        return []
    found = models.Person.objects.filter(council_id=council, name_key=key, date_of_birth=born).order_by("id")
    both = found.values_list("id", "merged_into_id")[:MOST_OF_ONE_ADDRESS]
    return list(dict.fromkeys(into or record for record, into in both))


def death_record(actor: Actor, person: int) -> Death | None:
    """The same for staff who have the customer in sight. NotFound otherwise."""
    found = rows(actor, person)
    require(policy.may_see_people(actor))
    return _standing(actor.council, [each.pk for each in found])


def deaths_to_check(actor: Actor) -> list[Death]:
    """Deaths that were only said to us, the longest first: messages are held until staff have seen evidence."""
    require(policy.may_record_deaths(actor))
    found = models.Death.objects.filter(council_id=actor.council, ended_at=None, recorded_at=None)
    return [as_death(row) for row in found.order_by("id")[:MOST]]


def may_record_deaths(actor: Actor) -> bool:
    """For pages: whether to offer recording that somebody has died."""
    return policy.may_record_deaths(actor)


def alive(found: QuerySet[models.Authority], mine: Iterable[int], theirs: Iterable[int]) -> QuerySet[models.Authority]:
    """Of the authorities of these records those that hold while nobody of the two has died, and once the person acted
    for has, only an executor's."""
    dead = models.Death.objects.filter(ended_at=None, recorded_at__isnull=False)
    over, gone = dead.filter(person_id__in=list(mine)), dead.filter(person_id__in=list(theirs))
    executor = Q(evidence=EXECUTOR)
    return found.filter(~Exists(over)).filter((executor & Exists(gone)) | (~executor & ~Exists(gone)))


def as_death(row: models.Death) -> Death:
    """The row as everybody above sees it."""
    return Death(
        row.pk, row.person_id, row.said_at, row.died_on, row.evidence, row.words, row.recorded_at, row.recorded_by,
        row.source,
    )  # fmt: skip
