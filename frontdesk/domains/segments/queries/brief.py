"""The segment on the page of everything about a customer, read in the statement that reads the customer."""

from frontdesk.domains.people.types import Person
from frontdesk.domains.people.types.beside import Beside
from frontdesk.domains.segments.rules import stated
from frontdesk.domains.segments.rules.deciding import why
from frontdesk.domains.segments.rules.likely import help_online
from frontdesk.domains.segments.types import Brief

_SEGMENT = """
SELECT x.person_id AS id, x.segment, x.contacts, x.by_channel, r.rules -> 'days' AS days,
       r.rules -> 'segments' -> x.segment AS rule, r.rules -> 'areas' -> x.profile AS signs
FROM segments_standing x
JOIN segments_round r ON r.council_id = x.council_id
WHERE x.council_id = %(council)s AND x.person_id = ANY(%(people)s)
"""
BESIDE = (Beside("segment", _SEGMENT),)
"""What is wanted of whoever reads a customer."""


def brief(person: Person) -> Brief | None:
    """The segment and why, by what was read beside the customer; None where they are in none, or not counted yet."""
    found = sorted(person.beside.get("segment", ()), key=lambda row: row["id"] != person.id)
    if not found:
        return None
    row = found[0]
    kept = {"days": row["days"] or stated.usual().days, "segments": {row["segment"]: row["rule"]}}
    rule, days = stated.rule_of(row["segment"], kept)
    counted = row["contacts"], row["by_channel"]
    return Brief(rule.name, why(*counted, rule, days), help_online(*counted, row["signs"] or (), days))
