"""The register of reactions: what a domain does about journal entries of lower domains."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from frontdesk.kernel.journal.entries import Entry

React = Callable[[Sequence[Entry]], None]


@dataclass(frozen=True, slots=True)
class Reaction:
    """One reaction: its name (the cursor's key, never renamed) and the kinds of entry it wants."""

    name: str
    kinds: tuple[str, ...]
    run: React


_reactions: dict[str, Reaction] = {}


def reaction(name: str, *kinds: str) -> Callable[[React], React]:
    """Register a function for batches of entries of these kinds (of every kind when none is named), oldest first.

    It runs for one council at a time, inside the transaction that moves the cursor: its effects and the
    cursor stand or fall together, so nothing is reacted to twice or lost. It must not call suppliers.
    """

    def register(function: React) -> React:
        if name in _reactions:
            raise RuntimeError(f"Two reactions are called {name}")
        _reactions[name] = Reaction(name, kinds, function)
        return function

    return register


def reactions() -> list[Reaction]:
    """All registered reactions by name."""
    return [_reactions[name] for name in sorted(_reactions)]
