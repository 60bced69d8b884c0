"""The card on the page of everything about a customer, read in the statement that reads the customer."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from frontdesk.domains.cards.queries.cards import as_one
from frontdesk.domains.cards.queries.kinds import kind_named, kinds_of
from frontdesk.domains.cards.types import Brief, Entitlement
from frontdesk.domains.people.types import Person
from frontdesk.domains.people.types.beside import Beside
from frontdesk.kernel import clock

_CARD = """
SELECT x.id, x.person_id, x.number, x.since FROM cards_card x
WHERE x.council_id = %(council)s AND x.person_id = ANY(%(people)s) AND x.state = 'in-force'
"""
_ON_IT = """
SELECT x.id, x.person_id, x.kind, x.since, x.until, x.source FROM cards_entitlement x
WHERE x.council_id = %(council)s AND x.person_id = ANY(%(people)s) AND x.ended_at IS NULL
"""
BESIDE = (Beside("card", _CARD), Beside("entitlement", _ON_IT))
"""What is wanted of whoever reads a customer."""


def brief(council: int, person: Person) -> Brief | None:
    """The card in force and what it opens today, by what was read beside the customer; None where there is neither, or
    the council has no card. Whoever shows it decides who sees the customer."""
    cards = sorted(person.beside.get("card", ()), key=lambda row: (row["person_id"] != person.id, row["id"]))
    held = as_one(map(_entitlement, person.beside.get("entitlement", ())), clock.today())
    if not kinds_of(council) or not (cards or held):
        return None
    number, since = (cards[0]["number"], date.fromisoformat(cards[0]["since"])) if cards else ("", None)
    return Brief(number, since, tuple(kind_named(council, each.kind).name for each in held), max(len(cards) - 1, 0))


def _entitlement(row: Mapping[str, Any]) -> Entitlement:
    until = date.fromisoformat(row["until"]) if row["until"] else None
    since = date.fromisoformat(row["since"])
    return Entitlement(row["id"], row["person_id"], row["kind"], since, until, row["source"])
