"""What a kind of import is: its fields, and the verbs that take its lines and take them back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from frontdesk.console.imports.mapping import MappingTable, Values
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.imports import Undone

Numbered = tuple[int, Values]
"""A line: its number, and its fields."""


@dataclass(frozen=True)
class Answer:
    """What became of one line: brought in, there already (`same`), or refused with a sentence."""

    line: int
    same: bool = False
    refused: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of import.

    `fields`: what each holds (text, time, day, flag). `load(actor, table, lines, run)` answers for each line, in
    their order; `undo(actor, run=...)` takes a run back.
    """

    code: str
    fields: Mapping[str, str]
    needed: tuple[str, ...]
    load: Callable[[Actor, MappingTable, Sequence[Numbered], int | None], list[Answer]]
    undo: Callable[..., Undone]
