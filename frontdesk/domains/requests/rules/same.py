"""Whether a new request is the same as one we have: by address, place or person, as the service says."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import hypot
from typing import Any

from frontdesk.domains.requests.types.near import Within
from frontdesk.domains.services.definition.model import Definition, Duplicates

DEFAULT = Within(radius_m=30, hours=48)
"""What counts as nearby for a service with a place whose definition says nothing of it."""


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


def within_of(definition: Definition) -> Within | None:
    """How near counts as nearby: as the service's duplicate rule has it, else DEFAULT.

    None for a service whose reports have no place, or are the same by address or person only.
    """
    rule = definition.duplicates
    if rule is not None:
        return Within(rule.radius_m or DEFAULT.radius_m, rule.hours) if rule.by == "place" else None
    placed = any(question.type == "place" for _, question, _ in definition.questions())
    return DEFAULT if placed else None


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
    return apart is not None and apart <= (rule.radius_m or DEFAULT.radius_m)
