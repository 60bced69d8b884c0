"""What a kind of import is: its fields, and the verbs that take its lines and take them back."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from frontdesk.console.imports.lines import Line, count_lines, header_of, read_lines
from frontdesk.console.imports.mapping import MappingTable, Reading, Values
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
class Files:
    """How files of a kind are read: their columns, about how many lines there are, and each line with its number."""

    columns: Callable[[Path, MappingTable], list[str]] = header_of
    count: Callable[[Path], int] = count_lines
    lines: Callable[[Path, Reading], Iterator[Line]] = read_lines


@dataclass(frozen=True)
class Kind:
    """A kind of import.

    `fields`: what each holds (text, number, time, day, flag). `load(actor, table, lines, run)` answers for each line,
    `batch` of them at once; `undo(actor, run=..., after=...)` takes a piece of a run back, the first or that after
    where the last one ended (`Undone.upto`), and `stays` says why some of it cannot go.
    `about` says what a line is about, where a second line about the same thing is wrong; `rest(actor, table, given,
    run)` does what is due to all that no line is about, and says what it did. `leans(lines, kept)` tells on which
    lines of earlier batches these lean, which a dry run did not keep, and keeps in `kept` what later ones may lean on.
    `apart`: no batch of a file leans on another, so that two may be written at the same time.
    `choose(council, file, reading, only)` gives the codes to take of a file (all where it gives none), and says so.
    """

    code: str
    fields: Mapping[str, str]
    needed: tuple[str, ...]
    load: Callable[[Actor, MappingTable, Sequence[Numbered], int | None], list[Answer]]
    undo: Callable[..., Undone]
    files: Files = Files()
    batch: int = 1000
    about: Callable[[Values], str] | None = None
    rest: Callable[[Actor, MappingTable, Collection[str], int | None], str] | None = None
    leans: Callable[[Sequence[Numbered], dict[str, Values]], list[Numbered]] | None = None
    choose: Callable[[int, Path, Reading, Collection[str]], tuple[frozenset[str], str]] | None = None
    apart: bool = False
    stays: str = "because other work points at them"
    undone: str = "removed"
