"""Runs of imports: which file was brought in, what became of its lines, and whether it was taken back.

A run is told of in the transaction of each batch, so that what it says agrees with the rows however it ended.
"""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import DateField, F, QuerySet, Value
from django.db.models.functions import Greatest, Least

from frontdesk.kernel import clock, journal, locks
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound
from frontdesk.kernel.models import ImportRun

ENDED, UNDONE = "imports.ended", "imports.undone"
"""News of a run, with the first and the last local day that it touched, if it counts under days."""


@dataclass(frozen=True, slots=True)
class Lines:
    """What became of lines: brought in, there already, refused, left out on purpose by the mapping."""

    added: int = 0
    same: int = 0
    refused: int = 0
    left_out: int = 0

    def __add__(self, other: "Lines") -> "Lines":
        return Lines(
            self.added + other.added,
            self.same + other.same,
            self.refused + other.refused,
            self.left_out + other.left_out,
        )

    @property
    def read(self) -> int:
        """All of them."""
        return self.added + self.same + self.refused + self.left_out


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last local day that lines count under; empty where there were none."""

    first: date | None = None
    last: date | None = None

    def __or__(self, other: "Span") -> "Span":
        """Both together."""
        firsts, lasts = (self.first, other.first), (self.last, other.last)
        return Span(min(filter(None, firsts), default=None), max(filter(None, lasts), default=None))

    @classmethod
    def of(cls, days: Iterable[date]) -> "Span":
        """From the earliest to the latest."""
        known = sorted(days)
        return cls(known[0], known[-1]) if known else cls()

    def days(self) -> Iterator[date]:
        """Each day of it."""
        if self.first and self.last:
            yield from (self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))


@dataclass(frozen=True, slots=True)
class Run:
    """One run. `ended_at` is empty while it works, and of one that was cut off.

    `undone` is what taking it back has done so far, `undone_at` when all of it was taken back.
    """

    id: int
    kind: str
    source: str
    file: str
    began_at: datetime
    ended_at: datetime | None
    lines: Lines
    undone_at: datetime | None
    undone: "Undone"
    span: Span


@dataclass(frozen=True, slots=True)
class Undone:
    """What undoing a run did: rows that went, and rows that stay because other work points at them.

    `upto` is where the next piece begins, as the verb that takes the run back writes it; empty after the last one.
    """

    removed: int = 0
    kept: int = 0
    upto: str = ""


def alone(council: int, kind: str) -> AbstractContextManager[None]:
    """Nobody else brings in this kind of thing, or takes it back, for the council meanwhile; Refusal where one does."""
    busy = f"Another run is at work for this council on {kind}. Wait until it has ended, then try again."
    return locks.alone(f"frontdesk import {council} {kind}", busy)


def begin(actor: Actor, *, kind: str, source: str, file: str) -> int:
    """Note that a run begins; returns its number. `file` is the file's name, without its folders."""
    row = ImportRun.objects.create(
        council_id=actor.council, kind=kind, source=source, file=file, began_at=clock.now(), user_id=actor.user
    )
    return int(row.pk)


def tell(actor: Actor, run: int, lines: Lines, span: Span) -> None:
    """Say what became of more lines of the run. Call it at the end of the transaction that wrote the rows: batches
    that are written at the same time wait for each other here.
    """
    _rows(actor, run).update(
        added=F("added") + lines.added,
        same=F("same") + lines.same,
        refused=F("refused") + lines.refused,
        left_out=F("left_out") + lines.left_out,
        first_day=Least("first_day", Value(span.first, DateField())),
        last_day=Greatest("last_day", Value(span.last, DateField())),
    )


def end(actor: Actor, run: int) -> None:
    """The file is at its end: what counts days counts those of the run once, and not after each of its rows.

    Lines that were there already belong to the span too, so that a run begun again counts what the first one left.
    """
    with transaction.atomic():
        _rows(actor, run).update(ended_at=clock.now())
        _news(actor, ENDED, run)


def tell_undone(actor: Actor, run: int, undone: Undone) -> Undone:
    """Say that a piece of the run was taken back, with the last one all of it; returns what is done altogether.

    Call it in the transaction that took the rows, so that it goes on after the last piece however it was cut off.
    """
    more = {"removed": F("removed") + undone.removed, "kept": F("kept") + undone.kept}
    _rows(actor, run).update(**more, undone_upto=undone.upto, undone_at=None if undone.upto else clock.now())
    if not undone.upto:
        _news(actor, UNDONE, run)
    return run_of(actor.council, run).undone


def span_of(entry: journal.Entry) -> Span:
    """The days that news of an import is about: none where it counts under no day, as people and places do."""
    first, last = (entry.data.get(name) for name in ("first", "last"))
    return Span(date.fromisoformat(first), date.fromisoformat(last)) if first and last else Span()


def _rows(actor: Actor, run: int) -> "QuerySet[ImportRun]":
    return ImportRun.objects.filter(council_id=actor.council, pk=run)


def _news(actor: Actor, kind: str, run: int) -> None:
    span = run_of(actor.council, run).span
    days = {"first": span.first.isoformat(), "last": span.last.isoformat()} if span.first and span.last else {}
    journal.write(actor, kind, thing=("import", run), data=days)


def run_of(council: int, run: int) -> Run:
    """One run; NotFound where the council has none of this number."""
    row = ImportRun.objects.filter(council_id=council, pk=run).first()
    if row is None:
        raise NotFound(f"There is no import with the number {run}.")
    return _run(row)


def runs(council: int, limit: int = 50) -> list[Run]:
    """The newest runs first."""
    return [_run(row) for row in ImportRun.objects.filter(council_id=council).order_by("-id")[:limit]]


def _run(row: ImportRun) -> Run:
    lines, span = Lines(row.added, row.same, row.refused, row.left_out), Span(row.first_day, row.last_day)
    ended, undone = row.ended_at, row.undone_at
    done = Undone(row.removed, row.kept, row.undone_upto)
    return Run(row.pk, row.kind, row.source, row.file, row.began_at, ended, lines, undone, done, span)
