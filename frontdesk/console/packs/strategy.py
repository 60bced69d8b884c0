"""strategy.toml and plan.toml: what a council's strategy says of its customers, and what it means to do.

They are kept with the council as they stand here. Nothing in them is measured: a figure in a fact is somebody's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from frontdesk.console.packs.read import Read, given_twice
from frontdesk.domains.organisations.types import StrategyEntry
from frontdesk.domains.segments.types import FIGURES, KINDS
from frontdesk.domains.services.definition.keys import may, need, some
from frontdesk.domains.services.definition.lines import Path
from frontdesk.domains.services.definition.model import TIERS

STATUSES = ("planned", "started", "ongoing", "done")
_YEAR = re.compile(r"\b\d{4}\b")


@dataclass(frozen=True)
class SegmentTable:
    """A kind of customer that the council tells apart.

    `like` is the kind that is counted for it (decision 0036); the numbers are contacts in a year, where it states them.
    """

    code: str = need("code")
    name: str = need("text")
    about: str = need("text")
    like: str = may("word", "", choices=KINDS)
    at_least: int | None = may("whole")
    at_most: int | None = may("whole")
    note: str = may("text", "")


@dataclass(frozen=True)
class SignTable:
    """From which limit, in per cent, a figure of an area is a sign that people there may be left behind."""

    figure: str = need("word", choices=FIGURES)
    limit: int = need("whole")
    note: str = may("text", "")

    @property
    def code(self) -> str:
        """A figure has one limit."""
        return self.figure


@dataclass(frozen=True)
class TierTable:
    """What one of the five tiers of services means here, in the council's words."""

    number: int = need("whole")
    name: str = need("text")
    about: str = may("text", "")
    note: str = may("text", "")


@dataclass(frozen=True)
class FactTable:
    """Something the strategy states. `standards` are the promises it speaks of: it is never counted as their result."""

    code: str = need("code")
    text: str = need("text")
    standards: tuple[str, ...] = some("codes")
    note: str = may("text", "")


@dataclass(frozen=True)
class StrategyTable:
    """strategy.toml."""

    name: str = need("text")
    source: str = need("text")
    note: str = may("text", "")
    segments: tuple[SegmentTable, ...] = some("tables", item=SegmentTable, name="segment")
    signs: tuple[SignTable, ...] = some("tables", item=SignTable, name="sign")
    tiers: tuple[TierTable, ...] = some("tables", item=TierTable, name="tier")
    facts: tuple[FactTable, ...] = some("tables", item=FactTable, name="fact")


@dataclass(frozen=True)
class PrincipleTable:
    """A principle of the plan."""

    code: str = need("code")
    name: str = need("text")
    note: str = may("text", "")


@dataclass(frozen=True)
class PlanRow:
    """A recommendation, a phase or an action: `due` as it is written, the days it means where they can be told."""

    code: str = need("code")
    what: str = need("text")
    due: str = may("text", "")
    begins: date | None = may("day")
    ends: date | None = may("day")
    leads: tuple[str, ...] = some("texts")
    principle: str = may("code", "")
    phase: str = may("code", "")
    status: str = may("word", "planned", choices=STATUSES)
    note: str = may("text", "")


@dataclass(frozen=True)
class PlanTable:
    """plan.toml."""

    name: str = need("text")
    source: str = need("text")
    note: str = may("text", "")
    principles: tuple[PrincipleTable, ...] = some("tables", item=PrincipleTable, name="principle")
    recommendations: tuple[PlanRow, ...] = some("tables", item=PlanRow, name="recommendation")
    phases: tuple[PlanRow, ...] = some("tables", item=PlanRow, name="phase")
    actions: tuple[PlanRow, ...] = some("tables", item=PlanRow, name="action")


def entries(strategy: Read[StrategyTable] | None, plan: Read[PlanTable] | None) -> tuple[StrategyEntry, ...]:
    """Everything that the two files say, in their order, as it is kept with the council."""
    found: list[StrategyEntry] = []
    for kind, read in (("strategy", strategy), ("plan", plan)):
        if read is None:
            continue
        table: Any = read.table
        found.append(StrategyEntry(kind, kind, {"name": table.name, "source": table.source, "note": table.note}))
        found += (StrategyEntry(kind, _code(row), _said(row)) for kind, rows in _lists(table) for row in rows)
    return tuple(found)


def strategy_findings(table: StrategyTable, standards: Iterable[str]) -> Iterator[tuple[Path, str]]:
    """What is wrong with strategy.toml: codes twice, tiers that there are not, promises that nobody makes."""
    yield from _twice(table)
    yield from _segments(table)
    for at, sign in enumerate(table.signs):
        if not 0 <= sign.limit <= 100:
            yield ("sign", at, "limit"), "A limit is per cent: from 0 to 100."
    for at, tier in enumerate(table.tiers):
        if tier.number not in TIERS:
            yield ("tier", at, "number"), f"There is no tier {tier.number}: there are 1 to 5."
    known = set(standards)
    for at, fact in enumerate(table.facts):
        for code in fact.standards:
            if code not in known:
                yield ("fact", at, "standards"), f"There is no promise “{code}”."


def _segments(table: StrategyTable) -> Iterator[tuple[Path, str]]:
    """Kinds of customers: one for each that is counted, and numbers that somebody can have."""
    likes = [segment.like for segment in table.segments]
    for at, segment in enumerate(table.segments):
        if segment.like and segment.like in likes[:at]:
            yield ("segment", at, "like"), f"Another segment is like “{segment.like}” already: each is counted once."
        numbers = {name: getattr(segment, name) for name in ("at_least", "at_most")}
        for name, number in numbers.items():
            if number is not None and not segment.like:
                yield ("segment", at, name), "Say what it is like, so that it is counted."
            if number is not None and number < 0:
                yield ("segment", at, name), "Nobody has fewer contacts than none."
        least, most = numbers.values()
        if least is not None and most is not None and least > most:
            yield ("segment", at, "at_most"), f"Nobody has {least} contacts or more and {most} or fewer."


def plan_findings(table: PlanTable) -> Iterator[tuple[Path, str]]:
    """What is wrong with plan.toml: codes twice, names of what is not there, days that cannot be."""
    yield from _twice(table)
    known = {
        "principle": {row.code for row in table.principles},
        "phase": {row.code for row in table.phases},
    }
    for kind, rows in _lists(table):
        for at, row in enumerate(rows):
            for name in known if isinstance(row, PlanRow) else ():
                if (code := getattr(row, name)) and code not in known[name]:
                    yield (kind, at, name), f"There is no {name} “{code}” in this plan."
            if isinstance(row, PlanRow):
                yield from _days((kind, at), row)


def _days(path: Path, row: PlanRow) -> Iterator[tuple[Path, str]]:
    """The days of a row run forward, and agree with the words of `due`, unless a note says why they do not."""
    if row.begins and row.ends and row.ends < row.begins:
        yield (*path, "ends"), "This ends before it begins."
    years = {day.year for day in (row.begins, row.ends) if day}
    for year in _YEAR.findall(row.due):
        if years and int(year) not in years and not row.note:
            yield (*path, "due"), f"“{row.due}” is not what the days say. Say why in a note, or mend one of the two."


def _twice(table: StrategyTable | PlanTable) -> Iterator[tuple[Path, str]]:
    for kind, rows in _lists(table):
        yield from given_twice(kind, [_code(row) for row in rows])


def _lists(table: StrategyTable | PlanTable) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """The lists of a file, each by the name of its tables."""
    for each in fields(table):
        key = each.metadata["key"]
        if key.kind == "tables":
            yield key.name, getattr(table, each.name)


def _code(row: Any) -> str:
    return str(row.number) if isinstance(row, TierTable) else str(row.code)


def _said(row: Any) -> dict[str, Any]:
    """What a table says, without what it leaves out, as plain data."""
    given = {each.name: getattr(row, each.name) for each in fields(row) if each.name not in ("code", "number")}
    return {name: _plain(value) for name, value in given.items() if value not in ("", None, ())}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
