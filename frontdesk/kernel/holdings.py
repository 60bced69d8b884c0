"""The register of holdings: what each domain holds on a person, how long it keeps it, and how it erases it.

Subject access, retention and erasure go through this register; a domain fills it in its `holdings.py`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Holding:
    """One class of record about people.

    `export(council, people)` yields plain dicts for subject access; `erase(council, people)` takes the person,
    texts and files from the rows, leaves their facts, and returns how many rows it emptied. `last` stands for what the
    others find their own rows by, as people's addresses: it is erased after them. `active(council, people, since)` says
    which of these people have something that is not over, or that was over no longer ago than `since`.
    """

    name: str
    label: str
    keep: str
    export: Callable[[int, list[int]], Iterable[Mapping[str, Any]]]
    erase: Callable[[int, list[int]], int]
    last: bool = False
    active: Callable[[int, list[int], datetime | None], set[int]] | None = None


_holdings: dict[str, Holding] = {}


def register(holding: Holding) -> None:
    """Add a holding; two of one name are refused."""
    if holding.name in _holdings:
        raise RuntimeError(f"Two holdings are called {holding.name}")
    _holdings[holding.name] = holding


def holdings() -> list[Holding]:
    """All holdings in the order in which they are erased: by name, those that others find their rows by at the end."""
    return sorted(_holdings.values(), key=lambda each: (each.last, each.name))


def active(council: int, people: list[int], since: datetime | None = None) -> set[int]:
    """Which of these people have something that is not over, or was over no longer ago than `since`, in any domain."""
    found: set[int] = set()
    for holding in _holdings.values():
        found |= holding.active(council, people, since) if holding.active else set()
    return found
