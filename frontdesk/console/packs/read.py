"""Reads the files of a council pack: TOML into tables, CSV and GeoJSON into rows, each problem with its line."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path as File
from typing import Any, Generic, TypeVar

from frontdesk.domains.services.definition.lines import Path, locate
from frontdesk.domains.services.definition.model import Problem, Source
from frontdesk.domains.services.definition.read import Reader, UnfitError, load
from frontdesk.kernel.errors import Refusal

Table = TypeVar("Table")
Row = TypeVar("Row")
MOST = 20
"""Problems told of one file of rows; the rest are counted."""
_CODE = re.compile(r'^code\s*=\s*"([^"]*)"', re.MULTILINE)
_FEATURE = re.compile(r'"type"\s*:\s*"Feature"')


@dataclass
class Problems:
    """What is wrong with a pack, gathered while it is read."""

    found: list[Problem] = field(default_factory=list)

    def say(self, file: File | str, line: int, sentence: str, level: str = "error") -> None:
        """Add one."""
        self.found.append(Problem(str(file), line, sentence, level))

    def say_some(self, file: File | str, sentences: Iterable[tuple[int, str]]) -> None:
        """Add the first of many problems with the rows of one file, and count the rest."""
        all_of_them = sorted(sentences)
        for line, sentence in all_of_them[:MOST]:
            self.say(file, line, sentence)
        if len(all_of_them) > MOST:
            self.say(file, 0, f"{len(all_of_them) - MOST} more rows have problems like these.")

    def errors(self) -> list[Problem]:
        """Those that stop the pack from being loaded."""
        return [problem for problem in self.found if problem.level == "error"]


@dataclass(frozen=True)
class Read(Generic[Table]):
    """A table with where it was read, so that later checks can name the line."""

    table: Table
    source: Source
    problems: Problems

    def say(self, path: Path, sentence: str, level: str = "error") -> None:
        """Add a problem at a path of this file."""
        self.problems.say(self.source.file, self.source.line(path), sentence, level)

    def attempt(self, path: Path, make: Callable[[], Row]) -> Row | None:
        """What `make` returns; a refusal becomes a problem at the key that it names, beneath the path."""
        try:
            return make()
        except Refusal as refusal:
            below = tuple(refusal.field.split(".", 1)) if refusal.field else ()
            self.say((*path, *below), refusal.sentence)
        except (UnfitError, ValueError) as wrong:
            text = str(wrong)
            self.say(path, f"{text[:1].upper()}{text[1:]}")
        return None


def read_table(path: File, table: type[Table], problems: Problems, *, needed: bool = True) -> Read[Table] | None:
    """One TOML file as its table; None when it cannot be read (problems say why) or is not there and not needed."""
    if not path.exists():
        if needed:
            problems.say(path, 0, "This file is missing.")
        return None
    text = text_of(path, problems)
    if text is None:
        return None
    tree = load(text, str(path))
    if isinstance(tree, list):
        problems.found += tree
        return None
    reader = Reader(Source(str(path), "", locate(text)))
    found = reader.table(table, tree, ())
    problems.found += sorted(reader.problems, key=lambda problem: problem.line)
    return Read(found, reader.source, problems) if found is not None else None


def given_twice(kind: str, codes: Sequence[str]) -> Iterator[tuple[Path, str]]:
    """The tables of a kind whose code stands before them already."""
    for at, code in enumerate(codes):
        if code in codes[:at]:
            yield (kind, at), f"The {kind} “{code}” is given twice."


def codes_written(path: File) -> frozenset[str]:
    """The codes that stand in a TOML file, also in one that cannot be read: its own problem is told once."""
    try:
        return frozenset(_CODE.findall(path.read_text(encoding="utf-8-sig")))
    except (OSError, UnicodeDecodeError):
        return frozenset()


def text_of(path: File, problems: Problems) -> str | None:
    """The text of a file; None and a problem when it is not text."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        problems.say(path, 0, "This file cannot be read as text in UTF-8.")
        return None


def read_rows(
    path: File, needed: tuple[str, ...], make: Callable[[Mapping[str, str]], Row], problems: Problems
) -> list[tuple[int, Row]]:
    """The rows of a CSV file with a header, each with its line.

    A row that `make` cannot use (ValueError) is a problem with its line.
    """
    text = text_of(path, problems)
    if text is None:
        return []
    found: list[tuple[int, Row]] = []
    wrong: list[tuple[int, str]] = []
    for line, cells in _lines(path, text, needed, problems):
        try:
            found.append((line, make(cells)))
        except ValueError as error:
            wrong.append((line, str(error)))
    problems.say_some(path, wrong)
    return found


def _lines(
    path: File, text: str, needed: tuple[str, ...], problems: Problems
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Line numbers and cells of each row; a short or long row is a problem of its own."""
    reader = csv.reader(text.splitlines())
    header = [name.strip().lower() for name in next(reader, [])]
    missing = [name for name in needed if name not in header]
    if missing:
        problems.say(path, 1, f"The first line must name the columns. Missing: {', '.join(missing)}.")
        return
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            problems.say(path, reader.line_num, f"This row has {len(cells)} columns, the first line {len(header)}.")
            continue
        yield reader.line_num, dict(zip(header, (cell.strip() for cell in cells), strict=True))


def read_features(path: File, problems: Problems) -> tuple[list[tuple[int, Mapping[str, Any]]], str]:
    """The features of a GeoJSON file, each with the line it begins on; its coordinate system ("" where not named)."""
    text = text_of(path, problems)
    if text is None:
        return [], ""
    try:
        tree = json.loads(text)
    except json.JSONDecodeError as error:
        problems.say(path, error.lineno, f"This is not JSON: {error.msg.lower()}.")
        return [], ""
    features = tree.get("features") if isinstance(tree, dict) else None
    if not isinstance(features, list):
        problems.say(path, 1, "This is not a GeoJSON FeatureCollection.")
        return [], ""
    lines = [text.count("\n", 0, at.start()) + 1 for at in _FEATURE.finditer(text)]
    # What is no feature has no line of its own: it is told by that of the one before it.
    line, found = 1, []
    for feature in features:
        if isinstance(feature, dict) and feature.get("type") == "Feature" and lines:
            line = lines.pop(0)
        found.append((line, feature))
    crs = tree.get("crs")
    said = crs.get("properties") if isinstance(crs, dict) else None
    return found, str(said.get("name") or "") if isinstance(said, dict) else ""
