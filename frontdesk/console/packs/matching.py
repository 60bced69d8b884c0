"""matching.toml: how records of one person are told, for the people's own reader knows no files of councils."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path as File

from frontdesk.console.packs.read import Problems, Read, given_twice, read_table
from frontdesk.domains.people.matching import model as matching
from frontdesk.domains.services.definition.keys import may, need, some
from frontdesk.domains.services.definition.lines import Path

SHIPPED = File(matching.__file__).with_name("model.toml")
FIELDS = tuple(matching.WAYS)
COLUMNS = (*matching.COLUMNS, *matching.LISTS)

Finding = tuple[Path, str]


@dataclass(frozen=True)
class LevelTable:
    """One way of agreeing, with the share of true pairs (m) and of strangers (u, or shared_by) that agree so."""

    code: str = need("text")
    m: Decimal = need("number")
    u: Decimal | None = may("number")
    shared_by: Decimal | None = may("number")
    note: str = may("text", "")


@dataclass(frozen=True)
class ComparisonTable:
    """One field and its levels."""

    code: str = need("word", choices=FIELDS)
    level: tuple[LevelTable, ...] = some("tables", item=LevelTable)
    note: str = may("text", "")


@dataclass(frozen=True)
class BlockTable:
    """Columns in which two records must agree to be looked at; and columns of which one must agree as well."""

    on: tuple[str, ...] = need("texts")
    one_of: tuple[str, ...] = some("texts")
    note: str = may("text", "")


@dataclass(frozen=True)
class MatchingTable:
    """matching.toml."""

    certain: Decimal = need("number")
    doubtful: Decimal = need("number")
    doubles: Decimal = need("number")
    not_births: tuple[str, ...] = some("texts")
    several: tuple[str, ...] = some("texts")
    note: str = may("text", "")
    block: tuple[BlockTable, ...] = some("tables", item=BlockTable)
    comparison: tuple[ComparisonTable, ...] = some("tables", item=ComparisonTable)


def read_model(path: File, problems: Problems) -> matching.Model | None:
    """The model in a file; None, and problems with their lines, when it cannot be used."""
    read = read_table(path, MatchingTable, problems)
    if read is None:
        return None
    wrong = list(findings(read.table))
    for where, sentence in wrong:
        read.say(where, sentence)
    return None if wrong else model_of(read)


def model_of(read: Read[MatchingTable]) -> matching.Model:
    """The table as the model that the engine takes."""
    table = read.table
    return matching.Model(
        certain=float(table.certain),
        doubtful=float(table.doubtful),
        doubles=float(table.doubles),
        comparisons=[
            matching.Comparison(each.code, [_level(level) for level in each.level]) for each in table.comparison
        ],
        blocks=[matching.Block(each.on, each.one_of) for each in table.block],
        several=table.several,
        not_births=table.not_births,
    )


def _level(table: LevelTable) -> matching.Level:
    u, shared = (None if value is None else float(value) for value in (table.u, table.shared_by))
    return matching.Level(table.code, float(table.m), u, shared)


def findings(table: MatchingTable) -> Iterator[Finding]:
    """What reading alone could not see."""
    if not 0 < table.doubtful < 1:
        yield ("doubtful",), "“doubtful” is a probability: more than 0 and less than 1."
    if not table.doubtful <= table.certain < 1:
        yield ("certain",), "“certain” is a probability: at least as much as “doubtful”, and less than 1."
    if table.doubles <= 0:
        yield ("doubles",), "“doubles” must be more than 0: how many other records of the same person one has."
    for at, text in enumerate(table.not_births):
        if not _is_day(text):
            yield ("not_births",), f"“{table.not_births[at]}” is not a date. Write dates like 1900-01-01."
    if not table.comparison:
        yield (), "There is no [[comparison]]: nothing could be compared."
    yield from given_twice("comparison", [each.code for each in table.comparison])
    for at, each in enumerate(table.comparison):
        yield from _comparison(("comparison", at), each)
    if not table.block:
        yield (), "There is no [[block]]: no two records would be looked at."
    for at, block in enumerate(table.block):
        yield from _block(("block", at), block)


def _comparison(path: Path, table: ComparisonTable) -> Iterator[Finding]:
    known = matching.WAYS[table.code].levels
    codes = [level.code for level in table.level]
    if not codes:
        yield path, f"“{table.code}” has no [[comparison.level]]."
    order = [code for code in known if code in codes]
    for at, level in enumerate(table.level):
        here: Path = (*path, "level", at)
        if level.code not in known:
            yield (*here, "code"), f"“{table.code}” has no level “{level.code}”. There are: {', '.join(known)}."
        elif level.code in codes[:at]:
            yield (*here, "code"), f"The level “{level.code}” is given twice."
        if (level.u is None) == (level.shared_by is None):
            yield here, "A level has either “u” or “shared_by”."
        if not 0 < level.m < 1:
            yield (*here, "m"), "“m” is a share: more than 0 and less than 1."
        if level.u is not None and not 0 < level.u < 1:
            yield (*here, "u"), "“u” is a share: more than 0 and less than 1."
        if level.shared_by is not None and level.shared_by < 1:
            yield (*here, "shared_by"), "“shared_by” is at least 1: by how many records one value is borne."
    if len(order) == len(codes) and order != codes:
        yield path, f"The levels of “{table.code}” stand in this order: {', '.join(order)}."
    if sum(level.m for level in table.level) >= 1:
        yield path, "The “m” of these levels come to 1 or more: nothing is left for those that differ."
    if sum((level.u or Decimal(0)) + (level.shared_by or Decimal(0)) / matching.FEWEST for level in table.level) >= 1:
        yield path, "The “u” of these levels come to 1 or more: nothing is left for those that differ."


def _block(path: Path, block: BlockTable) -> Iterator[Finding]:
    on: Path = (*path, "on")
    for name in block.on:
        if name not in COLUMNS:
            yield on, f"“{name}” cannot be looked up. There are: {', '.join(COLUMNS)}."
    if len([name for name in block.on if name in matching.LISTS]) > 1:
        yield on, f"Only one of these may stand in one block: {', '.join(matching.LISTS)}."
    if not block.on:
        yield on, "A block names at least one column."
    for name in block.one_of:
        if name not in matching.COLUMNS:
            yield (*path, "one_of"), f"“{name}” cannot stand here. There are: {', '.join(matching.COLUMNS)}."


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10
