"""What a kind of import is: its fields, and the verbs that take its lines and take them back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from frontdesk.console.imports.mapping import MappingTable, Values
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.imports import Undone

Numbered = tuple[int, Values]
"""A line: its number, and its fields."""


@dataclass(frozen=True)
class Answer:
    """What became of one line: brought in, there already (`same`), or refused with a sentence.

    `remark` says what was set right in it, `day` (local) under which day it counts.
    """

    line: int
    same: bool = False
    refused: str = ""
    remark: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Kind:
    """A kind of import.

    `fields`: what each holds (text, number, time, day, flag). `load(actor, table, lines, run)` answers for each line;
    `undo(actor, run=...)` takes a run back.
    """

    code: str
    fields: Mapping[str, str]
    needed: tuple[str, ...]
    load: Callable[[Actor, MappingTable, Sequence[Numbered], int | None], list[Answer]]
    undo: Callable[..., Undone]
