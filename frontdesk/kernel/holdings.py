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
    which of these people have something that is not over, or that was over no longer ago than `since`. `named` says
    which of them have rows that are still kept with their name: their record is not emptied by time before those are.
    """

    name: str
    label: str
    keep: str
    export: Callable[[int, list[int]], Iterable[Mapping[str, Any]]]
    erase: Callable[[int, list[int]], int]
    last: bool = False
    active: Callable[[int, list[int], datetime | None], set[int]] | None = None
    named: Callable[[int, list[int]], set[int]] | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """What became of one piece of a retention run: rows emptied (or that would be), rows spared by a legal hold, and
    the place after which the next piece begins, None at the end."""

    emptied: int
    spared: int
    place: str | None


@dataclass(frozen=True, slots=True)
class RecordClass:
    """One class of record that has a time to be kept, by its code in the retention rules.

    `empty(council, before, place, spared, dry)` takes one piece: the next rows in their order after `place` that were
    over before the moment `before`, less what is `spared`; takes person, texts and files from them and leaves their
    facts; with `dry` it only counts. Called in a transaction; a piece that was taken back is taken again.
    """

    code: str
    empty: Callable[[int, datetime, str, "Spared", bool], Piece]


@dataclass(frozen=True, slots=True)
class Spared:
    """What legal holds keep from being emptied: everything of these people, and these requests."""

    people: frozenset[int] = frozenset()
    requests: frozenset[int] = frozenset()


_keepers: list[Callable[[int], Spared]] = []
_classes: dict[str, RecordClass] = {}
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


def named(council: int, people: list[int]) -> set[int]:
    """Which of these people have rows, in any domain, that are still kept with their name."""
    found: set[int] = set()
    for holding in _holdings.values():
        found |= holding.named(council, people) if holding.named else set()
    return found


def keeps(keeper: Callable[[int], Spared]) -> None:
    """Add what knows of legal holds: asked by everything that empties rows by itself."""
    _keepers.append(keeper)


def spared(council: int) -> Spared:
    """What legal holds keep here, for domains below the one that knows them."""
    found = [keeper(council) for keeper in _keepers]
    people = frozenset[int]().union(*(each.people for each in found))
    return Spared(people, frozenset[int]().union(*(each.requests for each in found)))


def retain(record: RecordClass) -> None:
    """Add a class of record; two of one code are refused."""
    if record.code in _classes:
        raise RuntimeError(f"Two classes of record are called {record.code}")
    _classes[record.code] = record


def record_classes() -> dict[str, RecordClass]:
    """All classes of record by code."""
    return dict(sorted(_classes.items()))
