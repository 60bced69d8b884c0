"""One customer as pages show them: what hangs on all records of theirs, read in one statement."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from frontdesk.domains.people import models, policy
from frontdesk.domains.people.queries.alike import ALIKE, MOST_ALIKE, WAITS
from frontdesk.domains.people.queries.helping import day, help_of, moment, need_of, sign_of
from frontdesk.domains.people.rules.addresses import holds
from frontdesk.domains.people.rules.reasons import Told, sentences
from frontdesk.domains.people.types import (
    RESTRICTED_NAME,
    Address,
    ContactPoint,
    Identity,
    Joined,
    Person,
    ServiceException,
)
from frontdesk.domains.people.types.acting import kin_name
from frontdesk.domains.people.types.beside import MOST_COUNTED, MOST_NEAR, Beside, Near
from frontdesk.domains.people.types.deaths import Death
from frontdesk.kernel import clock, planned
from frontdesk.kernel.actor import Actor

# Who acts for whom at all, to say that there is something; whether it opens anything is asked when it is used.
_HOLDS = (
    "x.ended_at IS NULL AND x.confirmed_at IS NOT NULL AND x.contact_id IS NULL"
    " AND (x.until IS NULL OR x.until >= %(today)s)"
)
# What hangs on the records of a customer, in one statement.
_HELD = f"""
SELECT 'point', to_jsonb(x), x.id FROM people_contactpoint x
  WHERE x.council_id = %(council)s AND x.person_id = ANY(%(people)s) AND x.ended_at IS NULL
UNION ALL SELECT 'address', to_jsonb(x), x.id FROM people_personaddress x
  WHERE x.council_id = %(council)s AND x.person_id = ANY(%(people)s)
UNION ALL SELECT 'need', to_jsonb(x), x.id FROM people_need x
  WHERE x.council_id = %(council)s AND x.person_id = ANY(%(people)s) AND x.ended_at IS NULL
UNION ALL SELECT 'sign', to_jsonb(x), x.id FROM people_needsign x
  WHERE x.council_id = %(council)s AND x.person_id = ANY(%(people)s)
UNION ALL SELECT 'identity', to_jsonb(x), x.id FROM people_identity x
  WHERE x.council_id = %(council)s AND x.person_id = ANY(%(people)s)
UNION ALL SELECT 'exception', to_jsonb(x), x.id FROM people_serviceexception x
  WHERE x.council_id = %(council)s AND x.person_id = ANY(%(people)s) AND x.ended_at IS NULL
UNION ALL SELECT 'sign_in', to_jsonb(x), x.id FROM people_signinlink x
  WHERE x.council_id = %(council)s AND x.person_id = ANY(%(people)s) AND x.confirmed_at IS NOT NULL
UNION ALL SELECT 'join', to_jsonb(x), x.id FROM people_join x
  WHERE x.council_id = %(council)s AND x.person_id = ANY(%(people)s) AND x.undone_at IS NULL
UNION ALL SELECT 'death', to_jsonb(x), x.id FROM people_death x
  WHERE x.council_id = %(council)s AND x.person_id = ANY(%(people)s) AND x.ended_at IS NULL
UNION ALL SELECT 'acts_for', to_jsonb(x.id), x.id FROM people_authority x
  WHERE x.council_id = %(council)s AND x.by_id = ANY(%(people)s) AND {_HOLDS}
UNION ALL SELECT 'helped_by', to_jsonb(x.id), x.id FROM people_authority x
  WHERE x.council_id = %(council)s AND x.person_id = ANY(%(people)s) AND {_HOLDS}
UNION ALL {WAITS}
UNION ALL {ALIKE}
ORDER BY 1, 3
"""

# The record in front of `asked`, and whether whoever reads may not know them, by it or by one that was joined to it.
# By CASE and not coalesce: beneath a policy the planner takes coalesce for leaky, and reads every record instead.
IN_FRONT = """
JOIN LATERAL (
    SELECT * FROM people_person h
    WHERE h.council_id = asked.council_id
      AND h.id = CASE WHEN asked.merged_into_id IS NULL THEN asked.id ELSE asked.merged_into_id END LIMIT 1
) head ON true
LEFT JOIN LATERAL (
    SELECT bool_or(m.restricted AND NOT %(reader)s = ANY (m.readers)) AS hidden FROM people_person m
    WHERE m.council_id = head.council_id AND m.merged_into_id = head.id
) joined ON true
"""
HIDDEN = "head.restricted AND NOT %(reader)s = ANY (head.readers) OR coalesce(joined.hidden, false)"

# Who they have to do with now, called as lists call them: `near` is the other one's record in front. The first few, and
# how many there are, counted so far only: a landlord has thousands.
_NEAR = f"""
SELECT x.id, x.kind, x.here, x.counted, head.id AS other, head.name,
       {HIDDEN} AS hidden
FROM (
    SELECT z.*, count(*) OVER () AS counted FROM (
        (SELECT x.id, x.kind, true AS here, x.other_id AS near FROM people_relation x
         WHERE x.council_id = %(council)s AND x.person_id = ANY(%(people)s) AND x.ended_at IS NULL
         ORDER BY x.id LIMIT {MOST_COUNTED + 1})
        UNION ALL
        (SELECT x.id, x.kind, false, x.person_id FROM people_relation x
         WHERE x.council_id = %(council)s AND x.other_id = ANY(%(people)s) AND x.ended_at IS NULL
         ORDER BY x.id LIMIT {MOST_COUNTED + 1})
    ) z ORDER BY z.id LIMIT {MOST_NEAR}
) x
JOIN LATERAL (
    SELECT * FROM people_person h WHERE h.council_id = %(council)s AND h.id = x.near LIMIT 1
) asked ON true
{IN_FRONT}"""
NEAR = Beside("near", _NEAR)


@cache
def _statement(beside: tuple[Beside, ...], *, of_one: bool) -> str:
    """The statement with what is wanted beside: few texts, each of which the database plans once a connection."""
    held, order, _ = _HELD.rpartition("ORDER BY")
    more = "".join(f"UNION ALL SELECT '{each.kind}', to_jsonb(y), y.id FROM ({each.select}) y\n" for each in beside)
    text = f"{held}{more}{order} 1, 3"
    # Of most customers there is one record: planned for one, and not for any number, the plan is good for everybody.
    return (
        text.replace("= ANY(%(people)s)", "= %(head)s").replace("<> ALL(%(people)s)", "<> %(head)s") if of_one else text
    )


def _held(actor: Actor, people: list[int], beside: tuple[Beside, ...]) -> dict[str, list[dict[str, Any]]]:
    """The rows of each kind held of a customer, oldest first, as JSON; and records that may be of the same person."""
    held: dict[str, list[dict[str, Any]]] = defaultdict(list)
    reader = -1 if actor.user is None else actor.user
    asked = {
        "council": actor.council, "people": people, "head": people[0], "reader": reader, "today": clock.today()
    }  # fmt: skip
    with planned.cursor() as cursor:
        cursor.execute(_statement(beside, of_one=len(people) == 1), asked)
        for kind, row, _ in cursor.fetchall():
            held[kind].append(json.loads(row) if isinstance(row, str) else row)
    return held


def whole_person(actor: Actor, records: Sequence[models.Person], beside: tuple[Beside, ...] = ()) -> Person:
    """The customer of these records, survivor first, with what the actor may see of them and what is wanted beside."""
    found, ids = records[0], [each.pk for each in records]
    held = _held(actor, ids, beside)
    languages = [each.preferred_language for each in records]
    needs, signs = map(need_of, held["need"]), map(sign_of, held["sign"])
    return Person(
        id=found.id,
        name=found.name or "Details removed",
        given=found.given,
        family=found.family,
        date_of_birth=found.date_of_birth,
        preferred_channel=found.preferred_channel,
        preferred_language=found.preferred_language,
        points=tuple(
            ContactPoint(
                p["id"], p["kind"], p["value"], moment(p["verified_at"]), p["verified_how"], p["source"],
                p["certainty"],
            )
            for p in _newest(held["point"], "added_at")
        ),
        addresses=tuple(
            Address(
                a["id"], a["line"], a["postcode"], a["uprn"], day(a["since"]), day(a["until"]), _now(a),
            )
            for a in _newest(held["address"], "added_at")
        ),
        identities=tuple(
            Identity(i["system"], i["value"]) for i in sorted(held["identity"], key=lambda i: (i["system"], i["value"]))
        ),
        exceptions=tuple(
            ServiceException(
                e["id"], e["person_id"], e["service"], e["reason"], datetime.fromisoformat(e["granted_at"]),
                e["granted_by"], e["words"], e["need_id"],
            )
            for e in _newest(held["exception"], "granted_at")
        ),
        has_account=bool(held["sign_in"]),
        restricted=any(each.restricted for each in records),
        removed=found.removed_at is not None,
        created_at=found.created_at,
        cluster=tuple(ids),
        help=help_of(actor, needs, signs, languages, own=actor.person in ids),
        death=_death(held["death"]),
        acts_for=len(held["acts_for"]),
        helped_by=len(held["helped_by"]),
        beside={each.kind: tuple(held[each.kind]) for each in beside if each is not NEAR},
        **(_others(records, held) if policy.may_see_people(actor) else {}),
    )  # fmt: skip


def _others(records: Sequence[models.Person], held: Mapping[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """Which records were joined to this one, and which others may be of the same person: for staff."""
    waits = {one["id"]: one["name"] for one in held["waits"]}
    alike = {one["id"]: one["name"] for one in held["alike"][:MOST_ALIKE]}
    told = {each.pk: told_of(each, held["address"]) for each in records} if held["join"] else {}
    joins = tuple(_join(one, records, told) for one in held["join"])
    near = tuple(_near(one) for one in held["near"])
    more = max((one["counted"] - len(near) for one in held["near"]), default=0)
    return {"alike": {**waits, **alike}, "proposed": tuple(waits), "joins": joins, "near": near, "near_more": more}


def _near(one: Mapping[str, Any]) -> Near:
    name = RESTRICTED_NAME if one["hidden"] else one["name"] or "Details removed"
    return Near(one["id"], kin_name(one["kind"], here=one["here"]), one["other"], name, one["hidden"])


def _join(one: dict[str, Any], records: Sequence[models.Person], told: Mapping[int, Told]) -> Joined:
    person, into = one["person_id"], one["into_id"]
    name = next((each.name for each in records if each.pk == person), "")
    reasons = tuple(sentences(one["reasons"], told.get(person, Told()), told.get(into, Told())))
    at = datetime.fromisoformat(one["joined_at"])
    return Joined(one["id"], person, name or "Details removed", one["how"], at, one["joined_by"], one["why"], reasons)


def told_of(record: models.Person, addresses: Iterable[Mapping[str, Any]]) -> Told:
    """What a record says of itself for the words of reasons, with its newest address of these (all records')."""
    mine = [each for each in addresses if each["person_id"] == record.pk and _now(each)]
    line = ", ".join(filter(None, (mine[-1]["line"], mine[-1]["postcode"]))) if mine else ""
    return Told(record.given, record.family, record.date_of_birth, line)


def _now(address: Mapping[str, Any]) -> bool:
    return holds(day(address["since"]), day(address["until"]), clock.today())


def _death(found: list[dict[str, Any]]) -> Death | None:
    told = [
        Death(
            d["id"], d["person_id"], datetime.fromisoformat(d["said_at"]), day(d["died_on"]), d["evidence"],
            d["words"], moment(d["recorded_at"]), d["recorded_by"], d["source"],
        )
        for d in found
    ]  # fmt: skip
    return min(told, key=lambda each: (not each.sure, each.id), default=None)


def _newest(rows: list[dict[str, Any]], by: str) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: (datetime.fromisoformat(row[by]), row["id"]), reverse=True)
