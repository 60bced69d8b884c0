"""Runs of imports: which file was brought in, what became of its lines, and whether it was taken back.

A run is told of in the transaction of each batch, so that what it says agrees with the rows however it ended.
"""

from dataclasses import dataclass
from datetime import datetime

from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound
from frontdesk.kernel.models import ImportRun


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
class Run:
    """One run. `ended_at` is empty while it works, and of one that was cut off; `kept` are rows that undoing left."""

    id: int
    kind: str
    source: str
    file: str
    began_at: datetime
    ended_at: datetime | None
    lines: Lines
    undone_at: datetime | None
    kept: int


@dataclass(frozen=True, slots=True)
class Undone:
    """What undoing a run did: rows that went, and rows that stay because other work points at them."""

    removed: int = 0
    kept: int = 0


def begin(actor: Actor, *, kind: str, source: str, file: str) -> int:
    """Note that a run begins; returns its number. `file` is the file's name, without its folders."""
    row = ImportRun.objects.create(
        council_id=actor.council, kind=kind, source=source, file=file, began_at=clock.now(), user_id=actor.user
    )
    return int(row.pk)


def tell(actor: Actor, run: int, lines: Lines, *, ended: bool = False) -> None:
    """Say how far the run has come. Call it in the transaction that wrote the rows."""
    ImportRun.objects.filter(council_id=actor.council, pk=run).update(
        added=lines.added,
        same=lines.same,
        refused=lines.refused,
        left_out=lines.left_out,
        ended_at=clock.now() if ended else None,
    )


def tell_undone(actor: Actor, run: int, undone: Undone) -> None:
    """Say that the run was taken back. Call it in the transaction that took the rows."""
    ImportRun.objects.filter(council_id=actor.council, pk=run).update(undone_at=clock.now(), kept=undone.kept)


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
    lines = Lines(row.added, row.same, row.refused, row.left_out)
    return Run(
        row.pk, row.kind, row.source, row.file, row.began_at, row.ended_at, lines, row.undone_at, row.kept
    )  # fmt: skip
