"""What a round counts of customers, by one statement for thousands of them, and whom it has to look at."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from frontdesk.domains.places import queries as places
from frontdesk.domains.segments.types import Known

# All records of these customers, each with the one in front. Two searches by key: as one with OR it reads every record.
# Contacts are looked for by record (OFFSET keeps it so): put together with the records, the planner reads all of them.
_COUNTED = """
WITH record AS MATERIALIZED (
    SELECT p.id AS front, p.id, p.restricted, p.removed, p.organisation, p.died FROM people_customer_facts p
    WHERE p.council = %(council)s AND p.id = ANY(%(people)s::bigint[]) AND p.into_record IS NULL
    UNION ALL
    SELECT p.into_record, p.id, p.restricted, false, p.organisation, p.died FROM people_customer_facts p
    WHERE p.council = %(council)s AND p.into_record = ANY(%(people)s::bigint[])
), customer AS (
    SELECT front, bool_or(organisation) AS organisation FROM record r
    GROUP BY front
    HAVING NOT bool_or(restricted OR removed OR died OR EXISTS (
        SELECT FROM segments_leftout o WHERE o.council_id = %(council)s AND o.person_id = r.id))
), counted AS (
    SELECT r.front, c.channel, count(*) AS number, min(c.local_day) AS first
    FROM record r, LATERAL (
        SELECT c.channel, c.local_day FROM contacts_facts c
        WHERE c.council = %(council)s AND c.person = r.id AND c.started >= %(begin)s::timestamptz
          AND c.local_day > %(since)s AND c.local_day <= %(today)s AND c.direction = 'in'
        OFFSET 0) c
    GROUP BY r.front, c.channel
), summed AS (
    SELECT front, jsonb_object_agg(channel, number) AS by_channel, min(first) AS first FROM counted GROUP BY front
), home AS (
    SELECT DISTINCT ON (r.front) r.front, h.uprn, h.postcode
    FROM record r, LATERAL (
        SELECT h.uprn, h.postcode, h.since, h.id FROM people_home_facts h
        WHERE h.council = %(council)s AND h.person = r.id
          AND (h.since IS NULL OR h.since <= %(today)s) AND (h.until IS NULL OR h.until > %(today)s)
        OFFSET 0) h
    ORDER BY r.front, h.since DESC NULLS LAST, h.id DESC
)
SELECT c.front, c.organisation, s.by_channel, s.first, a.authority, coalesce(nullif(a.postcode, ''), h.postcode, '')
FROM customer c
LEFT JOIN summed s ON s.front = c.front
LEFT JOIN home h ON h.front = c.front
LEFT JOIN LATERAL (
    SELECT a.authority, a.postcode FROM places_address_facts a
    WHERE a.council = %(council)s AND a.uprn = h.uprn OFFSET 0) a ON true
ORDER BY c.front
"""
# By the postcodes of the batch, each once: joined above, a list that has just come in would be read for every customer.
_PROFILES = """
    SELECT postcode, profile FROM places_profile_facts
    WHERE council = %(council)s AND postcode = ANY(%(postcodes)s::text[])
"""
_AUTHORITIES = """
    SELECT postcode, authority FROM places_postcode_facts
    WHERE council = %(council)s AND postcode = ANY(%(postcodes)s::text[]) AND authority <> ''
"""
_FRONTS = """
    SELECT id FROM people_customer_facts
    WHERE council = %(council)s AND id > %(after)s AND into_record IS NULL AND NOT removed
    ORDER BY id LIMIT %(limit)s
"""
_MOVED = """
    SELECT person_id FROM segments_standing
    WHERE council_id = %(council)s AND looks_on <= %(today)s ORDER BY looks_on, person_id LIMIT %(limit)s
"""
_HEADS = """
    SELECT DISTINCT CASE WHEN into_record IS NULL THEN id ELSE into_record END FROM people_customer_facts
    WHERE council = %(council)s AND id = ANY(%(people)s::bigint[])
"""


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted of one customer. `first` is the day of the oldest contact that counts."""

    person: int
    known: Known
    first: date | None
    profile: str


def count(council: int, people: Sequence[int], *, today: date, days: int) -> list[Counted]:
    """What there is of these customers, given by the record in front. Those who are in no segment are left out:
    restricted, removed, dead, or because they said so."""
    since = today - timedelta(days=days)
    outside, own = places.elsewhere(council)
    values: dict[str, Any] = {
        "council": council, "people": list(people), "today": today, "since": since, "begin": since,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, values)
        rows = cursor.fetchall()
        asked: dict[str, Any] = {
            "council": council,
            "postcodes": sorted({postcode for *_, postcode in rows if postcode}),
        }
        cursor.execute(_PROFILES, asked)
        profiles = dict(cursor.fetchall())
        authorities: dict[str, str] = {}
        if own:
            cursor.execute(_AUTHORITIES, asked)
            authorities = dict(cursor.fetchall())
    others = {postcode for postcode, authority in authorities.items() if authority not in own}
    return [
        Counted(
            person,
            Known(_read(by_channel), organisation, postcode in others if authority is None else authority in outside),
            first,
            profiles.get(postcode, ""),
        )
        for person, organisation, by_channel, first, authority, postcode in rows
    ]


def _read(told: Any) -> dict[str, int]:
    return {} if told is None else json.loads(told) if isinstance(told, str) else told


def fronts(council: int, *, after: int, limit: int) -> list[int]:
    """The next customers in the order of their ids."""
    return _ids(_FRONTS, council=council, after=after, limit=limit)


def moved(council: int, *, today: date, limit: int) -> list[int]:
    """Customers of whom a contact does not count any more."""
    return _ids(_MOVED, council=council, today=today, limit=limit)


def heads(council: int, people: Sequence[int]) -> list[int]:
    """These records' customers, by the record in front."""
    return _ids(_HEADS, council=council, people=list(people))


def _ids(statement: str, **values: Any) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [id_ for (id_,) in cursor.fetchall()]
