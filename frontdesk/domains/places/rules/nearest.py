"""Which places are nearest to a point."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from frontdesk.domains.places.rules.grid import distance_words, metres_between
from frontdesk.domains.places.types import GridPoint

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Near(Generic[Thing]):
    """A thing and how far away it is: in metres, and in words."""

    thing: Thing
    metres: float
    words: str


def nearest(
    point: GridPoint, things: Iterable[Thing], where: Callable[[Thing], GridPoint | None], limit: int = 5
) -> list[Near[Thing]]:
    """Return the things nearest to a point, nearest first; those without a place of their own are left out."""
    found = []
    for thing in things:
        at = where(thing)
        if at is not None:
            metres = metres_between(point, at)
            found.append(Near(thing, metres, distance_words(metres)))
    return sorted(found, key=lambda near: near.metres)[:limit]
