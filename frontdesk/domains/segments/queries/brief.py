"""The segment on the page of everything about a customer, read in the statement that reads the customer."""

from frontdesk.domains.people.types import Person
from frontdesk.domains.people.types.beside import Beside
from frontdesk.domains.segments.rules import stated
from frontdesk.domains.segments.rules.deciding import why
from frontdesk.domains.segments.types import Brief

_SEGMENT = """
SELECT x.person_id AS id, x.segment, x.contacts, x.by_channel, r.rules FROM segments_standing x
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
    rule, days = stated.rule_of(row["segment"], row["rules"])
    return Brief(rule.name, why(row["contacts"], row["by_channel"], rule, days))
