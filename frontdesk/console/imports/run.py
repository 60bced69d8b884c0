"""Bringing a file in: batch by batch, each with what became of its lines in one transaction."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from django.db import DataError, OperationalError, transaction
from psycopg.errors import DeadlockDetected

from frontdesk.console.ahead import ahead, side_by_side
from frontdesk.console.imports.kind import Answer, Kind, Numbered
from frontdesk.console.imports.mapping import LeftOut, Reading, Values
from frontdesk.kernel import imports
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.bulk import batches
from frontdesk.kernel.errors import Refusal
from frontdesk.kernel.imports import Lines, Span, Undone

Line = tuple[int, Numbered | str | None]
"""A line by its number: its fields, the sentence why it cannot be read, or None for one left out by the mapping."""
Wrong = Callable[[int, str, bool], None]
"""Told of each line that is refused (True) with the sentence why, and of each with a remark (False)."""
Told = Callable[[int], None]


@dataclass(frozen=True)
class Wishes:
    """How a file is brought in: tried only; as all there is, so that what it lacks is over; these codes only."""

    dry: bool = False
    whole: bool = False
    only: frozenset[str] = frozenset()


def bring_in(
    actor: Actor, kind: Kind, file: Path, reading: Reading, wishes: Wishes, *, wrong: Wrong, told: Told, began: Told
) -> tuple[int | None, Lines, str]:
    """Bring in the lines of a file; returns the run's number (None of a dry one), what became of the lines, and of
    all that no line was about.

    A line is known by its key, or where the mapping has none by the file and its number in it: brought in again, it
    is there already. A dry run does everything and keeps nothing. `told` hears how many lines have been read,
    `began` the run's number before the first. Refusal while another run of the kind is at work for the council.
    """
    with imports.alone(actor.council, kind.code):
        return _bring_in(actor, kind, file, reading, wishes, wrong, told, began)


def _bring_in(
    actor: Actor, kind: Kind, file: Path, reading: Reading, wishes: Wishes, wrong: Wrong, told: Told, began: Told
) -> tuple[int | None, Lines, str]:
    run = None
    if not wishes.dry:
        run = imports.begin(actor, kind=kind.code, source=reading.table.source, file=file.name)
        began(run)
    total, given, kept = Lines(), set[str](), dict[str, Values]()

    def write(batch: list[Line]) -> tuple[list[Line], list[Answer]]:
        with transaction.atomic():
            if wishes.dry:
                _lay_ground(actor, kind, reading, batch, kept)
            answers = _batch(actor, kind, reading, batch, run)
            if run is not None:
                imports.tell(actor, run, *_sum(batch, answers))
            transaction.set_rollback(wishes.dry)
        return batch, answers

    def take(batch: list[Line]) -> tuple[list[Line], list[Answer]]:
        try:
            return write(batch)
        except OperationalError as error:
            if not isinstance(error.__cause__, DeadlockDetected):
                raise
            return write(batch)  # the same lines stand in the batch beside it, which goes on now

    coming = ahead(_batches(kind, file, reading, wishes.only, given))
    for batch, answers in side_by_side(coming, take) if kind.apart and not wishes.dry else map(take, coming):
        _tell_wrong(answers, wrong)
        total += _sum(batch, answers)[0]
        told(total.read)
    rest = _rest(actor, kind, reading, given, run, total) if wishes.whole else ""
    if run is not None:
        imports.end(actor, run)
    return run, total, rest


def _lay_ground(actor: Actor, kind: Kind, reading: Reading, batch: list[Line], kept: dict[str, Values]) -> None:
    """In a dry run: what this batch leans on of batches before it, none of which was kept."""
    if kind.leans and (before := kind.leans([each for _, each in batch if isinstance(each, tuple)], kept)):
        _load(actor, kind, reading, before, None)


def _rest(
    actor: Actor, kind: Kind, reading: Reading, given: set[str], run: int | None, total: Lines
) -> str:  # fmt: skip
    """What is due to all that no line was about; a file with lines that were refused is not all there is."""
    if kind.rest is None or not given:
        return ""
    if total.refused:
        return "What is not in the file was left as it is, because lines were refused."
    with transaction.atomic():
        said = kind.rest(actor, reading.table, given, run)
        transaction.set_rollback(run is None)
    return said


def take_back(actor: Actor, kind: Kind, run: int, told: Told) -> Undone:
    """Undo a run, piece by piece, each in a transaction of its own: news waits for none longer than that.

    One that was cut off goes on after its last piece. `told` hears how many rows have been dealt with. Refusal while
    another run of the kind is at work, or where it is undone.
    """
    with imports.alone(actor.council, kind.code):
        begun = imports.run_of(actor.council, run)
        if begun.undone_at is not None:
            raise Refusal(f"Run {run} was taken back already.")
        undone = begun.undone
        while True:
            with transaction.atomic():
                undone = imports.tell_undone(actor, run, kind.undo(actor, run=run, after=undone.upto))
            told(undone.removed + undone.kept)
            if not undone.upto:
                return undone


def _batch(actor: Actor, kind: Kind, reading: Reading, batch: list[Line], run: int | None) -> list[Answer]:
    """Hand the good lines of a batch to the verb; what became of all but those left out by the mapping."""
    good = [each for _, each in batch if isinstance(each, tuple)]
    answers = _load(actor, kind, reading, good, run) if good else []
    return answers + [Answer(line, refused=each) for line, each in batch if isinstance(each, str)]


def _tell_wrong(answers: list[Answer], wrong: Wrong) -> None:
    for answer in sorted(answers, key=lambda each: each.line):
        if said := answer.refused or answer.remark:
            wrong(answer.line, said, bool(answer.refused))


def _sum(batch: list[Line], answers: list[Answer]) -> tuple[Lines, Span]:
    """What became of the lines of a batch, and the days they count under."""
    refused, same = sum(bool(each.refused) for each in answers), sum(each.same for each in answers)
    lines = Lines(len(answers) - refused - same, same, refused, sum(each is None for _, each in batch))
    return lines, Span.of(each.day for each in answers if each.day and not each.refused)


def _load(actor: Actor, kind: Kind, reading: Reading, lines: list[Numbered], run: int | None) -> list[Answer]:
    """What the verb answers; where one line is more than it or the database can take, halves until it is found."""
    try:
        with transaction.atomic():
            return kind.load(actor, reading.table, lines, run)
    except (DataError, OverflowError, Refusal) as error:
        if len(lines) == 1:
            said = error.sentence if isinstance(error, Refusal) else "This line holds a value that cannot be kept."
            return [Answer(lines[0][0], refused=said)]
        half = len(lines) // 2
        return [*_load(actor, kind, reading, lines[:half], run), *_load(actor, kind, reading, lines[half:], run)]


def _batches(kind: Kind, file: Path, reading: Reading, only: frozenset[str], given: set[str]) -> Iterator[list[Line]]:
    """Lines by the thousand, or as many as the kind takes at once; `given` gathers what they are about."""
    mark = cache(partial(_mark, file))
    lines = (
        (number, _once(kind, _line(number, cells, reading, mark, only), given))
        for number, cells in kind.files.lines(file, reading)
    )
    return batches(lines, kind.batch)


def _once(kind: Kind, line: Numbered | str | None, given: set[str]) -> Numbered | str | None:
    """The line, or the sentence that another before it was about the same."""
    if not isinstance(line, tuple) or kind.about is None:
        return line
    about = kind.about(line[1])
    if about in given:
        return f"{about} stands in a line before."
    given.add(about)
    return line


def _line(
    number: int, cells: Mapping[str, str] | str | None, reading: Reading, mark: Callable[[], str], only: frozenset[str]
) -> Numbered | str | None:
    if cells is None:
        return "This line has another number of columns than the first line of the file."
    if isinstance(cells, str):
        return cells
    try:
        values = reading.values(cells)
    except LeftOut:
        return None
    except ValueError as error:
        return str(error)
    if only and values.get("code") not in only:
        return None
    missing = [name for name in reading.needed if name not in values]
    if missing:
        return f"There is nothing for {', '.join(missing)}."
    if "key" not in values:
        values["key"] = f"{mark()}:{number}"
    return number, values


def _mark(file: Path) -> str:
    """What the file is known by where its lines have no keys: a digest of what is in it."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()[:16]
