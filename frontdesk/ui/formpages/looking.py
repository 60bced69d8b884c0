"""Steps inside address and place questions: find, type it yourself, choose again, the map."""

from collections.abc import Mapping
from typing import Any

from frontdesk.domains.places import queries as places
from frontdesk.domains.places.rules.grid import to_latlon
from frontdesk.domains.places.rules.pictures import closer, frame_of, is_close
from frontdesk.domains.places.rules.whose import words
from frontdesk.domains.places.types import GridPoint, MapImage
from frontdesk.domains.services.definition.form import Question
from frontdesk.ui.formpages.door import LookUp

Typed = dict[str, Any]
Extras = dict[str, dict[str, Any]]


def wants_find(question: Question, value: Any, data: Mapping[str, Any]) -> bool:
    """Whether Continue means find: a postcode was typed, nothing chosen from the list, and it is not typed by hand."""
    if question.type != "address" or not isinstance(value, Mapping):
        return False
    return bool(value.get("postcode")) and not value.get("uprn") and not value.get("typed")


def is_pressed(question: Question, data: Mapping[str, Any], name: str = "") -> bool:
    """Whether the map of a place question was pressed: an image button sends where. `name` is its name in the form."""
    return question.type == "place" and f"{name or question.code}-map.x" in data


def step(
    look_up: LookUp, council: int, question: Question, what: str, value: Typed, data: Mapping[str, Any], name: str = ""
) -> tuple[Typed, dict[str, Any]]:
    """Take one step inside a question; returns what now stands in its boxes and what its template needs besides."""
    if what == "map":
        return {**value, "method": "map"}, {"map": _map(places.map_image(council))}
    if what == "press":
        return _press(look_up, council, value, data, name or question.code)
    if what == "type":
        return {**value, "typed": "1", "uprn": ""}, {}
    if what == "again":
        return {**value, "typed": "", "uprn": "", "label": "", "said": "", "lat": "", "lng": ""}, {}
    if question.type == "address":
        return _find_address(look_up, council, value)
    return _find_place(look_up, council, value)


def _find_address(look_up: LookUp, council: int, value: Typed) -> tuple[Typed, dict[str, Any]]:
    postcode = str(value.get("postcode", ""))
    found, trouble = look_up(postcode)
    if trouble:
        value = {**value, "typed": "1"}
    whose = _whose(council, postcode) if found is not None and not found else None
    extra = {"found": None if found is None else list(found), "trouble": trouble, "whose": whose}
    return {**value, "label": ""}, extra


def _whose(council: int, postcode: str) -> dict[str, str]:
    """What is told of a postcode at which we know no address: that it has ended, or whose it is and where they are."""
    whose = places.whose(council, postcode)
    return {"words": words(whose), "web": whose.web, "name": whose.name}


def _find_place(look_up: LookUp, council: int, value: Typed) -> tuple[Typed, dict[str, Any]]:
    if value.get("method") == "street":
        streets = places.find_street(council, str(value.get("street", "")))
        return value, {"found": [(each.usrn, f"{each.name}, {each.town}".strip(", ")) for each in streets]}
    postcode = str(value.get("postcode", ""))
    if trouble := look_up(postcode)[1]:
        return value, {"trouble": trouble}
    point, whose = places.postcode_point(council, postcode), _whose(council, postcode)
    if point is None or whose["words"]:
        return value, {"found": [], "whose": whose}
    return {**value, **_at(point, f"Near {postcode.upper()}")}, {}


def _press(
    look_up: LookUp, council: int, value: Typed, data: Mapping[str, Any], name: str
) -> tuple[Typed, dict[str, Any]]:
    """A press on a wide map comes closer, one on a close map chooses. 0 and 0 is the keyboard, which says no point."""
    value = {**value, "method": "map"}
    frame = frame_of(str(data.get(f"{name}-frame", "")))
    x, y = (str(data.get(f"{name}-map.{axis}", "")) for axis in "xy")
    if frame is None or not (x.isdecimal() and y.isdecimal()) or x == y == "0":
        return value, {"map": _map(places.map_image(council, frame))}
    point = frame.point_at(min(int(x), frame.width), min(int(y), frame.height))
    if not is_close(frame):
        return value, {"map": _map(places.map_image(council, closer(frame, point)))}
    # What stands near is an address: pressing all over the map must not be a way to read them all.
    said = ("" if look_up("")[1] else places.near_words(council, point)) or "The place on the map"
    return {**value, **_at(point, said)}, {"map": _map(places.map_image(council, frame, point), said)}


def _map(image: MapImage | None, said: str = "") -> dict[str, Any]:
    """What the template shows of a map; `gone` where there is none to show."""
    if image is None:
        return {"gone": True, "said": said}
    return {
        "src": image.src, "width": image.width, "height": image.height, "said": said, "frame": image.frame,
        "close_up": image.close_up,
    }  # fmt: skip


def chosen_street(council: int, value: Typed, match: str) -> Typed:
    """What was typed with the street that was chosen from the list, by its middle."""
    street = places.street(council, int(match)) if match.isdecimal() and len(match) < 12 else None
    if street is None:
        return value
    return {**value, "said": street.name, **(_at(street.middle, street.name) if street.middle else {})}


def _at(point: GridPoint, said: str) -> dict[str, str]:
    where = to_latlon(point)
    return {"lat": f"{where.latitude:.6f}", "lng": f"{where.longitude:.6f}", "said": said}
