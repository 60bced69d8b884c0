"""Steps inside address and place questions: find, type it yourself, choose again, the map."""

from collections.abc import Mapping
from typing import Any

from frontdesk.domains.places import queries as places
from frontdesk.domains.places.rules.grid import to_latlon
from frontdesk.domains.places.types import GridPoint
from frontdesk.domains.services.definition.form import Question
from frontdesk.ui.formpages.door import Door

Typed = dict[str, Any]
Extras = dict[str, dict[str, Any]]


def wants_find(question: Question, value: Any, data: Mapping[str, Any]) -> bool:
    """Whether Continue means find: a postcode was typed, nothing chosen from the list, and it is not typed by hand."""
    if question.type != "address" or not isinstance(value, Mapping):
        return False
    return bool(value.get("postcode")) and not value.get("uprn") and not value.get("typed")


def step(door: Door, council: int, question: Question, what: str, value: Typed) -> tuple[Typed, dict[str, Any]]:
    """Take one step inside a question; returns what now stands in its boxes and what its template needs besides."""
    if what == "type":
        return {**value, "typed": "1", "uprn": ""}, {}
    if what == "again":
        return {**value, "typed": "", "uprn": "", "label": "", "said": "", "lat": "", "lng": ""}, {}
    if question.type == "address":
        return _find_address(door, value)
    return _find_place(council, value)


def _find_address(door: Door, value: Typed) -> tuple[Typed, dict[str, Any]]:
    found, trouble = door.look_up(str(value.get("postcode", "")))
    if trouble:
        value = {**value, "typed": "1"}
    return {**value, "label": ""}, {"found": None if found is None else list(found), "trouble": trouble}


def _find_place(council: int, value: Typed) -> tuple[Typed, dict[str, Any]]:
    if value.get("method") == "street":
        streets = places.find_street(council, str(value.get("street", "")))
        return value, {"found": [(each.usrn, f"{each.name}, {each.town}".strip(", ")) for each in streets]}
    point = places.postcode_point(council, str(value.get("postcode", "")))
    if point is None:
        return value, {"found": []}
    return {**value, **_at(point, f"Near {str(value['postcode']).upper()}")}, {}


def chosen_street(council: int, value: Typed, match: str) -> Typed:
    """What was typed with the street that was chosen from the list, by its middle."""
    street = places.street(council, int(match)) if match.isdecimal() and len(match) < 12 else None
    if street is None:
        return value
    return {**value, "said": street.name, **(_at(street.middle, street.name) if street.middle else {})}


def _at(point: GridPoint, said: str) -> dict[str, str]:
    where = to_latlon(point)
    return {"lat": f"{where.latitude:.6f}", "lng": f"{where.longitude:.6f}", "said": said}
