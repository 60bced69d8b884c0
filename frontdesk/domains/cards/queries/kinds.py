"""The council's kinds of entitlement, from its pack."""

from collections.abc import Collection, Mapping
from typing import Any

from frontdesk.domains.cards.rules import granting
from frontdesk.domains.cards.rules import kinds as rules
from frontdesk.domains.cards.types import Kind
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.organisations.types import Council

_read: dict[int, tuple[Council | None, Mapping[str, Kind]]] = {}


def kinds_of(council: int) -> Mapping[str, Kind]:
    """The council's kinds of entitlement by code, in the order of its pack; none where it has no card."""
    known = organisations.council_by_id(council)
    of, kinds = _read.get(council, (None, None))
    if kinds is None or of is not known:
        kinds = rules.register(known.details.get("cards", ()) if known else ())
        _read[council] = known, kinds
    return kinds


def kind_named(council: int, code: str) -> Kind:
    """One of them, or what stands for one that the pack no longer has."""
    return kinds_of(council).get(code) or rules.stand_in(code)


def kind_problem(told: Any) -> str:
    """The sentence that says what is wrong with one kind of a pack; '' for one that can be used."""
    try:
        rules.kind_of(told)
    except ValueError as problem:
        return str(problem)
    return ""


def services_that_give(council: int) -> Collection[str]:
    """Codes of the services whose requests put something on a card."""
    return granting.services_that_give(kinds_of(council).values())
