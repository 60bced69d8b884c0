"""Whether a new request is the same as one we have: by address, place or person, as the service says."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import hypot
from typing import Any

from frontdesk.domains.services.definition.model import Duplicates

DEFAULT_RADIUS_M = 50


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a request is: grid metres, property, or only words."""

    easting: float | None = None
    northing: float | None = None
    uprn: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What decides sameness."""

    spot: Spot
    people: frozenset[int]
    answers: Mapping[str, Any]


def metres_between(one: Spot, other: Spot) -> int | None:
    """How far apart, in whole metres; None when one of them has no point."""
    if one.easting is None or one.northing is None or other.easting is None or other.northing is None:
        return None
    return round(hypot(one.easting - other.easting, one.northing - other.northing))


def looks_the_same(rule: Duplicates, new: Kept, old: Kept) -> bool:
    """Whether the rule of the service holds between them. What is not known on both sides never agrees."""
    if any(new.answers.get(code) is None or new.answers.get(code) != old.answers.get(code) for code in rule.same):
        return False
    if rule.by == "person":
        return not new.people.isdisjoint(old.people)
    if rule.by == "address":
        return new.spot.uprn is not None and new.spot.uprn == old.spot.uprn
    apart = metres_between(new.spot, old.spot)
    return apart is not None and apart <= (rule.radius_m or DEFAULT_RADIUS_M)
