"""Where a request is: from the answers to a point, a property and a ward."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from frontdesk.domains.forms.queries import Surroundings
from frontdesk.domains.places.rules.grid import to_grid
from frontdesk.domains.places.types import GridPoint, LatLon
from frontdesk.domains.requests.rules.same import Spot
from frontdesk.domains.services.definition.model import Definition

_NOWHERE = Spot()


@dataclass(frozen=True, slots=True)
class Where:
    """Where a request is: the spot and its ward ('' where it is not known)."""

    spot: Spot = _NOWHERE
    ward: str = ""


def where(around: Surroundings, definition: Definition, answers: Mapping[str, Any]) -> Where:
    """Where the answers say it is: the first place they name, else the first address."""
    for kind in ("place", "address"):
        for _, question, group in definition.questions():
            answer = answers.get(question.code)
            if question.type == kind and group is None and answer:
                return _where(around, answer)
    return Where()


def _where(around: Surroundings, answer: Mapping[str, Any]) -> Where:
    uprn = str(answer.get("uprn") or "")
    if uprn.isdecimal():
        found = around.address(int(uprn))
        if found is not None:
            return Where(Spot(found.grid.easting, found.grid.northing, found.uprn), found.ward)
        return Where(Spot(uprn=int(uprn)))
    if answer.get("lat") is not None and answer.get("lon") is not None:
        place = LatLon(float(answer["lat"]), float(answer["lon"]))
        point = to_grid(place)
        return Where(Spot(point.easting, point.northing), _ward(around, place))
    postcode = str(answer.get("postcode") or "")
    middle = around.postcode(postcode) if postcode else None
    # A postcode says which ward, but not which pothole: it gives no point to measure from.
    return Where(Spot(), _ward(around, middle) if middle else "")


def _ward(around: Surroundings, point: GridPoint | LatLon) -> str:
    ward = around.ward(point)
    return ward.code if ward else ""
