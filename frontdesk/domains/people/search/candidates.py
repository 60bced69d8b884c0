"""What ranking and the list of results need to know of each candidate, in one query."""

import json
from collections.abc import Sequence
from typing import Any

from frontdesk.domains.people import policy
from frontdesk.domains.people.search.rank import Candidate, Lives, Rank, Reached
from frontdesk.domains.people.types import Hit
from frontdesk.kernel import clock, planned
from frontdesk.kernel.actor import Actor

# Joined records answer as their survivor, with the words, addresses and points of both. A survivor is left out when
# any record of its cluster is restricted against the one who searches. Each candidate's rows are asked for by the
# index on person: joined as sets, 200 of 10,000 would tempt the planner to read whole tables.
_CANDIDATES = """
    WITH asked AS (
      SELECT id, coalesce(merged_into_id, id) AS head FROM people_person
      WHERE council_id = %(council)s AND id = ANY(%(ids)s)
    ), clusters AS (SELECT head, array_agg(id) || head AS ids FROM asked GROUP BY head)
    SELECT p.id, p.name, p.name_key, p.family, p.date_of_birth,
      (SELECT json_agg(w.word) FROM people_nameword w
       WHERE w.council_id = %(council)s AND w.person_id = ANY (c.ids)),
      (SELECT json_agg(json_build_array(a.line, a.postcode, a.inward_norm, a.uprn, a.number_key, a.street_key,
         a.flat_key, a.building_key, (a.since IS NULL OR a.since <= %(today)s::date)
         AND (a.until IS NULL OR a.until > %(today)s::date))
         ORDER BY a.since DESC NULLS LAST, a.added_at DESC, a.id DESC)
       FROM people_personaddress a WHERE a.council_id = %(council)s AND a.person_id = ANY (c.ids)),
      (SELECT json_agg(json_build_array(o.value, o.email_norm, o.phone_e164, o.verified_at IS NOT NULL,
         o.ended_at IS NULL) ORDER BY o.added_at DESC, o.id DESC)
       FROM people_contactpoint o WHERE o.council_id = %(council)s AND o.person_id = ANY (c.ids)),
      EXISTS (SELECT 1 FROM people_need n WHERE n.council_id = %(council)s AND n.person_id = ANY (c.ids)
              AND n.ended_at IS NULL AND NOT n.sensitive),
      CASE WHEN %(numbered)s::boolean THEN
        (SELECT json_agg(json_build_array(i.bare, i.core)) FROM people_identity i
         WHERE i.council_id = %(council)s AND i.person_id = ANY (c.ids)) END
    FROM clusters c JOIN people_person p ON p.id = c.head
    WHERE p.council_id = %(council)s AND p.removed_at IS NULL
      AND (%(all)s OR NOT EXISTS (
        SELECT 1 FROM people_person r WHERE r.council_id = %(council)s AND (r.id = p.id OR r.merged_into_id = p.id)
        AND r.restricted AND NOT (%(user)s = ANY (r.readers))))
"""


def candidates(actor: Actor, ids: Sequence[int], *, numbered: bool = False) -> list[Candidate]:
    """The customers these records are, as the actor may know of them; `numbered`: with other systems' numbers."""
    if not ids or not policy.may_see_people(actor):
        return []
    values: dict[str, Any] = {
        "council": actor.council,
        "ids": list(ids),
        "today": clock.today(),
        "user": actor.user or 0,
        "all": actor.is_system,
        "numbered": numbered,
    }
    with planned.cursor() as cursor:
        cursor.execute(_CANDIDATES, values)
        return [_candidate(row) for row in cursor.fetchall()]


def hit(rank: Rank, one: Candidate) -> Hit:
    """A candidate as a result to show."""
    home = next((place for place in one.lives if place.now), Lives())
    reached = sorted((point for point in one.reached if point.now), key=lambda point: not point.verified)
    return Hit(
        person=one.id,
        name=one.name,
        date_of_birth=one.date_of_birth,
        address=home.line,
        postcode=home.postcode,
        email=next((point.value for point in reached if point.email), ""),
        phone=next((point.value for point in reached if point.phone), ""),
        why=rank.why,
        score=rank.score,
        complete=rank.complete,
        has_needs=one.has_needs,
    )


def _candidate(row: tuple[Any, ...]) -> Candidate:
    id_, name, key, family, born, words, lives, reached, needs, numbers = row
    return Candidate(
        id_,
        name,
        key,
        family,
        born,
        _plain(words),
        [Lives(*one) for one in _plain(lives)],
        [Reached(*one) for one in _plain(reached)],
        needs,
        [(bare, core) for bare, core in _plain(numbers)],
    )


def _plain(found: Any) -> list[Any]:
    """The aggregate as Python: the driver may leave JSON as text."""
    return (json.loads(found) if isinstance(found, str) else found) or []
