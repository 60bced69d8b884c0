"""Joined records as rows: locking them, what counts of them, writing joins and taking them back.

Whoever writes joins or proposals holds the records of all customers concerned, locked in the order of their ids.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection, transaction

from frontdesk.domains.people import models
from frontdesk.domains.people.rules.joins import Facts, roots
from frontdesk.domains.people.types import JOINED, JOINED_TO, REJECTED
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import Refusal

TRIES = 20
_RECORDS = """
WITH front AS (
    SELECT DISTINCT CASE WHEN merged_into_id IS NULL THEN id ELSE merged_into_id END AS id
    FROM people_person WHERE council_id = %(council)s AND id = ANY (%(people)s)
)
SELECT p.id, front.id FROM people_person p JOIN front ON p.id = front.id WHERE p.council_id = %(council)s
UNION ALL
SELECT p.id, front.id FROM people_person p JOIN front ON p.merged_into_id = front.id WHERE p.council_id = %(council)s
"""
_POINT = """
UPDATE people_person p SET merged_into_id = n.front,
    merged_at = CASE WHEN p.merged_into_id IS NULL THEN %s ELSE p.merged_at END,
    merged_how = CASE WHEN p.merged_into_id IS NULL THEN %s ELSE p.merged_how END
FROM unnest(%s::bigint[], %s::bigint[]) AS n (id, front) WHERE p.council_id = %s AND p.id = n.id
"""
_SETTLE = """
UPDATE people_joinproposal j SET state = %(state)s, decided_at = %(at)s, decided_by = %(by)s
FROM people_person a, people_person b
WHERE j.council_id = %(council)s AND j.state <> %(state)s AND j.lower_id = ANY (%(people)s)
  AND j.higher_id = ANY (%(people)s) AND a.council_id = j.council_id AND a.id = j.lower_id
  AND b.council_id = j.council_id AND b.id = j.higher_id
  AND coalesce(a.merged_into_id, a.id) = coalesce(b.merged_into_id, b.id)
"""


def locked(council: int, people: Iterable[int]) -> dict[int, int]:
    """All records of these customers and the one in front of each, held until the transaction ends.

    Contacts and requests may be written for them meanwhile; they cannot be joined, parted or removed. A customer who
    grew while we waited is let go and locked anew, so that everybody takes records in the order of their ids.
    """
    asked = sorted(set(people))
    for _ in range(TRIES):
        point = transaction.savepoint()
        found = _records(council, asked)
        rows = models.Person.objects.filter(council_id=council, id__in=sorted(found)).order_by("id")
        list(rows.select_for_update(no_key=True).values_list("id"))
        now = _records(council, asked)
        if now.keys() == found.keys():
            transaction.savepoint_commit(point)
            return now
        transaction.savepoint_rollback(point)
    raise Refusal("Somebody is changing these records at this moment. Try again in a minute.", code="busy")


def refuse_same(one: int, other: int) -> None:
    """Refusal where two records in front, as `locked` gives them, are one: nobody stands to themselves in any way."""
    if one == other:
        raise Refusal("These two records are of one customer. Choose somebody else.", code="same")


def _records(council: int, people: Sequence[int]) -> dict[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(_RECORDS, {"council": council, "people": list(people)})
        return dict(cursor.fetchall())


def facts(council: int, fronts: Mapping[int, int]) -> dict[int, Facts]:
    """What counts of each customer when they are joined, by the record in front; of records as `locked` gives them."""
    records: dict[int, set[int]] = defaultdict(set)
    sets: dict[int, tuple[set[object], set[object], set[object], set[object]]] = defaultdict(
        lambda: (set(), set(), set(), set())
    )
    for record, front in fronts.items():
        records[front].add(record)
    rows = models.Person.objects.filter(council_id=council, id__in=list(fronts))
    for id_, born, restricted, readers in rows.values_list("id", "date_of_birth", "restricted", "readers"):
        births, _, restrictions, _ = sets[fronts[id_]]
        births |= {born} if born else set()
        restrictions |= {tuple(readers)} if restricted else set()
    links = models.SignInLink.objects.filter(council_id=council, person_id__in=list(fronts), confirmed_at__isnull=False)
    for id_, user in links.values_list("person_id", "user_id"):
        sets[fronts[id_]][1].add(user)
    for lower, higher in _rejected(council, list(fronts)):
        for one, other in ((lower, higher), (higher, lower)):
            if one in fronts:
                sets[fronts[one]][3].add(other)
    return {front: Facts(front, frozenset(ids), *map(frozenset, sets[front])) for front, ids in records.items()}  # type: ignore[arg-type]


def _rejected(council: int, people: list[int]) -> list[tuple[int, int]]:
    rows = models.JoinProposal.objects.filter(council_id=council, state=REJECTED)
    pairs = rows.values_list("lower_id", "higher_id")
    return sorted({*pairs.filter(lower_id__in=people), *pairs.filter(higher_id__in=people)})


def write_joins(actor: Actor, joins: Sequence[models.Join], fronts: Mapping[int, int]) -> None:
    """Write these joins, all of one `how`, and let each record of `fronts` be read through the one given there.

    Proposals of pairs that are one customer now are answered by it. The caller holds the records.
    """
    if not joins:
        return
    joins = models.Join.objects.bulk_create(joins, batch_size=2000)
    moved = {record: front for record, front in fronts.items() if record != front}
    with connection.cursor() as cursor:
        cursor.execute(_POINT, [joins[0].joined_at, joins[0].how, list(moved), list(moved.values()), actor.council])
        told: dict[str, Any] = {
            "council": actor.council,
            "state": JOINED,
            "people": list(fronts),
            "at": clock.now(),
            "by": actor.user,
        }
        cursor.execute(_SETTLE, told)
    journal.write_many(
        actor,
        [
            journal.Entry(
                JOINED_TO, "join", each.pk, person=each.person_id, data={"into": each.into_id, "how": each.how}
            )
            for each in joins
        ],
    )


def point_anew(council: int, records: Iterable[int]) -> dict[int, int]:
    """Let these records, which are all of one customer, be read as the joins that are not undone say.

    Returns each record's front. The caller holds the records.
    """
    ids = list(records)
    edges = {
        each.person_id: each
        for each in models.Join.objects.filter(council_id=council, undone_at=None, person_id__in=ids)
    }
    found = roots((each.person_id, each.into_id) for each in edges.values())
    for row in models.Person.objects.filter(council_id=council, id__in=ids):
        edge = edges.get(row.pk)
        row.merged_into_id = found.get(row.pk)
        row.merged_at, row.merged_how = (edge.joined_at, edge.how) if edge else (None, "")
        row.save(update_fields=["merged_into", "merged_at", "merged_how"])
    return {each: found.get(each, each) for each in ids}
