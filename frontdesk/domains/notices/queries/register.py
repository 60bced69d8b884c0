"""The council's register of kinds of notice, read once for each version of the council."""

from collections.abc import Mapping
from typing import Any

from frontdesk.domains.notices.rules import register as rules
from frontdesk.domains.notices.types import Kind
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.organisations.types import Council

_read: dict[int, tuple[Council | None, Mapping[str, Kind]]] = {}


def kinds_of_notice(council: int) -> Mapping[str, Kind]:
    """The council's kinds of notice by code; none where its pack says nothing of them."""
    known = organisations.council_by_id(council)
    of, kinds = _read.get(council, (None, None))
    if kinds is None or of is not known:
        kinds = rules.register(known.details.get("notices", {}) if known else {})
        _read[council] = known, kinds
    return kinds


def kind_of_service(council: int, service: str) -> Kind | None:
    """The kind of notice that the form of this service gives."""
    return next((kind for kind in kinds_of_notice(council).values() if kind.service == service), None)


def kinds_problem(table: Mapping[str, Any]) -> tuple[str, Mapping[str, Kind]]:
    """The sentence that says what is wrong with a pack's kinds of notice ('' for none), and the kinds."""
    try:
        return "", rules.register(table)
    except ValueError as problem:
        return str(problem), {}
