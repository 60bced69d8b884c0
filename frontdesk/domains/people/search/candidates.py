"""What ranking and the list of results need to know of each candidate, in one query."""

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection

from frontdesk.domains.people import policy
from frontdesk.domains.people.search.rank import Candidate, Lives, Rank, Reached
from frontdesk.domains.people.types import Hit
from frontdesk.kernel.actor import Actor

# Joined records answer as their survivor, with the words, addresses and points of both. A survivor is left out when
# any record of its cluster is restricted against the one who searches.
_CANDIDATES = """
    WITH asked AS (
      SELECT id, coalesce(merged_into_id, id) AS head FROM people_person
      WHERE council_id = %(council)s AND id = ANY(%(ids)s)
    ), members AS (SELECT id, head FROM asked UNION SELECT head, head FROM asked),
    words AS (
      SELECT m.head, json_agg(w.word) AS found FROM members m
      JOIN people_nameword w ON w.council_id = %(council)s AND w.person_id = m.id GROUP BY m.head
    ), lives AS (
      SELECT m.head, json_agg(json_build_array(a.line, a.postcode, a.inward_norm, a.uprn, a.number_key,
        a.street_key, a.flat_key, a.building_key, a.until IS NULL) ORDER BY a.added_at DESC, a.id DESC) AS found
      FROM members m JOIN people_personaddress a ON a.council_id = %(council)s AND a.person_id = m.id GROUP BY m.head
    ), reached AS (
      SELECT m.head, json_agg(json_build_array(c.value, c.email_norm, c.phone_e164, c.verified_at IS NOT NULL,
        c.ended_at IS NULL) ORDER BY c.added_at DESC, c.id DESC) AS found
      FROM members m JOIN people_contactpoint c ON c.council_id = %(council)s AND c.person_id = m.id GROUP BY m.head
    )
    SELECT p.id, p.name, p.name_key, p.family, p.date_of_birth, words.found, lives.found, reached.found,
      EXISTS (SELECT 1 FROM people_need n WHERE n.council_id = %(council)s AND n.person_id = p.id
              AND n.ended_at IS NULL AND NOT n.sensitive)
    FROM people_person p
    LEFT JOIN words ON words.head = p.id LEFT JOIN lives ON lives.head = p.id LEFT JOIN reached ON reached.head = p.id
    WHERE p.council_id = %(council)s AND p.id IN (SELECT head FROM asked) AND p.removed_at IS NULL
      AND (%(all)s OR NOT EXISTS (
        SELECT 1 FROM people_person r WHERE r.council_id = %(council)s AND (r.id = p.id OR r.merged_into_id = p.id)
        AND r.restricted AND NOT (%(user)s = ANY (r.readers))))
"""


def candidates(actor: Actor, ids: Sequence[int]) -> list[Candidate]:
    """The customers these records are, as the actor may know of them."""
    if not ids or not policy.may_see_people(actor):
        return []
    values: dict[str, Any] = {
        "council": actor.council,
        "ids": list(ids),
        "user": actor.user or 0,
        "all": actor.is_system,
    }
    with connection.cursor() as cursor:
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
    id_, name, key, family, born, words, lives, reached, needs = row
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
    )


def _plain(found: Any) -> list[Any]:
    """The aggregate as Python: the driver may leave JSON as text."""
    return (json.loads(found) if isinstance(found, str) else found) or []
