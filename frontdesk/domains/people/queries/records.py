"""Reading customers, scoped to who asks. A record that was joined to another answers as the survivor."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db import connection

from frontdesk.domains.people import models, policy
from frontdesk.domains.people.queries.whole import HIDDEN, IN_FRONT, whole_person
from frontdesk.domains.people.rules.addresses import holds
from frontdesk.domains.people.types import (
    EMAIL,
    PHONE,
    RESTRICTED_NAME,
    Address,
    Called,
    Card,
    ContactPoint,
    Mail,
    Person,
)
from frontdesk.domains.people.types.beside import Beside
from frontdesk.kernel import access_log, clock, planned
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, require
from frontdesk.kernel.reading import once_a_page
from frontdesk.kernel.words import long_date


def person(actor: Actor, person: int, *, seen_on: str = "customer page", beside: tuple[Beside, ...] = ()) -> Person:
    """The customer, as this actor may see them. NotFound when there is none or the actor may not know of it.

    A look by staff goes to the access log as `seen_on`. What is wanted `beside` comes in the same statement.
    """
    return whole_person(actor, _looked_at(actor, person, seen_on), beside)


def in_sight(actor: Actor, person: int) -> tuple[int, ...]:
    """The records of the customer's cluster, for a page that renews itself.

    A page that stays open is a look every few minutes. NotFound when there is none or the actor may not know of it.
    """
    records = rows(actor, person)
    access_log.still_looked_at(actor, records[0].pk, "customer page, kept open")
    return tuple(each.pk for each in records)


def restricted(actor: Actor) -> list[int]:
    """The restricted records of the council, for those who restrict records. Ids only: a name is for those named."""
    require(policy.may_restrict(actor))
    rows = models.Person.objects.filter(council_id=actor.council, restricted=True).order_by("id")
    return list(rows.values_list("id", flat=True)[:MOST_RESTRICTED])


class Who(NamedTuple):
    """A customer where no more than the name is said: the record in front, and all records of theirs."""

    id: int
    name: str
    cluster: tuple[int, ...]


def who(actor: Actor, person: int, *, seen_on: str) -> Who:
    """Who the customer is, where one thing of theirs is shown or done; NotFound and the look as `person` has them."""
    records = _looked_at(actor, person, seen_on)
    return Who(records[0].pk, records[0].name, tuple(each.pk for each in records))


def prefill(actor: Actor, person: int) -> Person:
    """The same with names, points and addresses only: what a form can put in for the customer."""
    return prefilled(actor.council, _looked_at(actor, person, "form"))


def prefilled(council: int, records: Sequence[models.Person]) -> Person:
    """The same of records whose reader was asked for before."""
    one, ids = records[0], [each.pk for each in records]
    return Person(
        one.pk, one.name, one.given, one.family, one.date_of_birth,
        points=_points(council, ids), addresses=_addresses(council, ids), cluster=tuple(ids),
    )  # fmt: skip


def _looked_at(actor: Actor, person: int, seen_on: str) -> Sequence[models.Person]:
    records = rows(actor, person)
    if actor.person not in {each.pk for each in records} and not actor.is_system:
        access_log.looked_at(actor, records[0].pk, seen_on)
    return records


def row(actor: Actor, person: int) -> models.Person:
    """The surviving record's row for this domain's verbs; NotFound outside the actor's sight.

    In sight: one's own record; for staff who serve, every record whose cluster is not restricted against them.
    """
    return rows(actor, person)[0]


def rows(actor: Actor, person: int) -> Sequence[models.Person]:
    """The records of the cluster, survivor first, for this domain's verbs; NotFound outside the actor's sight."""
    found = _records(actor.council, person)
    own = actor.person is not None and any(each.pk == actor.person for each in found)
    seen = own or all(policy.may_see_record(actor, restricted=r.restricted, readers=r.readers) for r in found)
    if not found or not seen:
        raise NotFound("We could not find that customer.")
    return found


def records_told(actor: Actor, person: int) -> dict[int, str]:
    """What staff read of each record of a customer where they choose one of several; NotFound outside their sight."""
    found = rows(actor, person)
    born = {each.pk: f", born {long_date(each.date_of_birth)}" for each in found if each.date_of_birth}
    return {each.pk: f"{each.name}{born.get(each.pk, '')}, record {each.pk}" for each in found}


@once_a_page
def _records(council: int, person: int) -> Sequence[models.Person]:
    """Every record of the cluster in one query, survivor first; none when there is no such record."""
    return tuple(models.Person.objects.raw(_CLUSTER, {"council": council, "person": person}))


def rows_of_cluster(council: int, person: int) -> Sequence[models.Person]:
    """The same for what nobody looks at: every record of the cluster, survivor first."""
    return _records(council, person)


def head(council: int, person: int) -> int:
    """The id of the record that survives for this one: itself when it was not joined to another."""
    pointed = models.Person.objects.filter(council_id=council, id=person).values_list("merged_into_id", flat=True)
    return next((into for into in pointed if into), person)


def cluster(council: int, person: int) -> list[int]:
    """All records that are this customer, survivor first; empty when there is no such record."""
    return [each.pk for each in _records(council, person)]


def records_of(council: int, fronts: Iterable[int]) -> dict[int, int]:
    """Each record of these customers, who are given by the record in front, with the one in front of it."""
    mine = {each: each for each in fronts}
    rows = models.Person.objects.filter(council_id=council, merged_into_id__in=list(mine))
    return mine | {record: front for record, front in rows.values_list("id", "merged_into_id") if front}


def card(council: int, person: int) -> Card:
    """Name and preferred contact points, for a message. NotFound when there is no such record."""
    found = cards(council, [person])
    if person not in found:
        raise NotFound("We could not find that customer.")
    return found[person]


def cards(council: int, people: Iterable[int]) -> dict[int, Card]:
    """Cards by the id asked for; a joined record answers with its survivor's name and the whole cluster's points."""
    rows = models.Person.objects.filter(council_id=council)
    asked = dict(rows.filter(id__in=set(people)).values_list("id", "merged_into_id"))
    heads = {asked_id: into or asked_id for asked_id, into in asked.items()}
    survivors = {one.id: one for one in rows.filter(id__in=set(heads.values()))}
    joined = dict(rows.filter(merged_into_id__in=survivors).values_list("id", "merged_into_id"))
    points: dict[int, list[ContactPoint]] = {}
    for point in _point_rows(council, [*survivors, *joined]):
        points.setdefault(joined.get(point.person_id, point.person_id), []).append(_point(point))
    return {asked_id: _card(survivors[one], points.get(one, [])) for asked_id, one in heads.items()}


def mail_of(council: int, person: int) -> Mail:
    """Where our mail to this person goes, read in one query: the same address as `Card.email`.

    Mobile numbers are British ones (Ofcom's National Telephone Numbering Plan: 071 to 075 and 077 to 079).
    """
    with connection.cursor() as cursor:
        cursor.execute(_MAIL, [council, person])
        found = cursor.fetchone()
    return Mail(*found) if found else Mail()


def called(actor: Actor, people: Iterable[int]) -> dict[int, Called]:
    """How lists call these people, by id: the survivor's name for a joined record, "Details removed" for an erased one.

    "Restricted customer" where the actor is not named on every restricted record of the cluster.
    """
    reader = -1 if actor.user is None else actor.user
    with connection.cursor() as cursor:
        cursor.execute(_CALLED, {"council": actor.council, "people": list(set(people)), "reader": reader})
        rows = cursor.fetchall()
    hidden = {id for id, _, restricted in rows if restricted and not actor.is_system}
    return {
        id: Called(RESTRICTED_NAME, hidden=True) if id in hidden else Called(name or "Details removed")
        for id, name, _ in rows
    }


def known_of(council: int, people: Iterable[int]) -> frozenset[int]:
    """Which of these are records of the council, joined ones too: for writing, where no name is needed."""
    with planned.cursor() as cursor:
        cursor.execute("SELECT id FROM people_person WHERE council_id = %s AND id = ANY(%s)", [council, [*set(people)]])
        return frozenset(row[0] for row in cursor.fetchall())


def name_for(actor: Actor, person: int | None) -> str:
    """How the actor calls one of them; '' for nobody."""
    found = called(actor, [person]).get(person) if person is not None else None
    return found.name if found else ""


def people_by_identity(council: int, system: str, values: Iterable[str]) -> dict[str, int]:
    """Ids of people by the number another system knows them by."""
    rows = models.Identity.objects.filter(council_id=council, system=system, value__in=list(values))
    return dict(rows.values_list("value", "person_id"))


def identities_of(council: int, people: Iterable[int]) -> list[tuple[str, str]]:
    """The numbers by which other systems know these records: (system, number), in their order."""
    rows = models.Identity.objects.filter(council_id=council, person_id__in=list(people)).order_by("system", "id")
    return list(rows.values_list("system", "value"))


MOST_RESTRICTED = 1000
_MAIL = """
SELECT head.name, coalesce(point.value, ''), point.id, coalesce(point.verified_at IS NOT NULL, false),
       coalesce(mobile.phone_e164, ''), head.preferred_channel
FROM people_person asked
JOIN people_person head ON head.council_id = asked.council_id
  AND head.id = CASE WHEN asked.merged_into_id IS NULL THEN asked.id ELSE asked.merged_into_id END
LEFT JOIN LATERAL (
    SELECT p.id, p.value, p.verified_at
    FROM people_contactpoint p
    WHERE p.council_id = asked.council_id AND p.kind = 'email' AND p.ended_at IS NULL
      AND p.person_id IN (
        SELECT head.id
        UNION ALL
        SELECT m.id FROM people_person m WHERE m.council_id = asked.council_id AND m.merged_into_id = head.id)
    ORDER BY (p.verified_at IS NULL), p.added_at DESC, p.id DESC
    LIMIT 1
) point ON true
LEFT JOIN LATERAL (
    SELECT p.phone_e164
    FROM people_contactpoint p
    WHERE p.council_id = asked.council_id AND p.kind = 'phone' AND p.ended_at IS NULL
      AND p.phone_e164 ~ '^[+]447[1-57-9][0-9]{8}$'
      AND p.person_id IN (
        SELECT head.id
        UNION ALL
        SELECT m.id FROM people_person m WHERE m.council_id = asked.council_id AND m.merged_into_id = head.id)
    ORDER BY (p.verified_at IS NULL), p.added_at DESC, p.id DESC
    LIMIT 1
) mobile ON true
WHERE asked.council_id = %s AND asked.id = %s
"""


# The survivor, and the records that were joined to it. Two searches by key: as one with OR it reads every record.
_CLUSTER = """
WITH head AS (
    SELECT coalesce(merged_into_id, id) AS id FROM people_person WHERE council_id = %(council)s AND id = %(person)s
)
SELECT p.*, 0 AS joined FROM people_person p JOIN head ON p.id = head.id WHERE p.council_id = %(council)s
UNION ALL
SELECT p.*, 1 AS joined FROM people_person p JOIN head ON p.merged_into_id = head.id WHERE p.council_id = %(council)s
ORDER BY joined, id
"""


_CALLED = f"""
SELECT asked.id, head.name, {HIDDEN} FROM people_person asked {IN_FRONT}
WHERE asked.council_id = %(council)s AND asked.id = ANY (%(people)s)
"""


def _points(council: int, people: list[int]) -> tuple[ContactPoint, ...]:
    return tuple(_point(point) for point in _point_rows(council, people))


def _addresses(council: int, people: list[int]) -> tuple[Address, ...]:
    """Where they live or lived, newest first."""
    rows = models.PersonAddress.objects.filter(council_id=council, person_id__in=people).order_by("-added_at", "-id")
    today = clock.today()
    return tuple(
        Address(a.id, a.line, a.postcode, a.uprn, a.since, a.until, holds(a.since, a.until, today)) for a in rows
    )


def _point_rows(council: int, people: Iterable[int]) -> Iterable[models.ContactPoint]:
    rows = models.ContactPoint.objects.filter(council_id=council, person_id__in=list(people), ended_at=None)
    return rows.order_by("-added_at", "-id")


def _point(p: models.ContactPoint) -> ContactPoint:
    return ContactPoint(p.id, p.kind, p.value, p.verified_at, p.verified_how, p.source, p.certainty)


def _card(one: models.Person, points: list[ContactPoint]) -> Card:
    whole = Person(one.id, one.name, points=tuple(p for p in points if p.kind in (EMAIL, PHONE)))
    return Card(one.id, one.name, whole.email, whole.phone, one.preferred_language, one.preferred_channel)
