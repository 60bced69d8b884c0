"""Who owns a request: every open one has exactly one named owner from the moment it is received (F11)."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could own it. `near` is 0 for the team it goes to, more for those further off; `open` their load."""

    user: int
    near: int
    open: int


def choose(candidates: Iterable[Candidate]) -> int | None:
    """The nearest of them with the least open work; who joined first where they are equal. None of nobody."""
    ordered = sorted(candidates, key=lambda each: (each.near, each.open, each.user))
    return ordered[0].user if ordered else None
