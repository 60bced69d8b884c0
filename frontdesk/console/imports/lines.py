"""Reading the lines of a CSV file one after the other, each with its number: a file may be longer than the memory."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from frontdesk.console.imports.mapping import MappingTable, Reading
from frontdesk.console.surroundings import Stop

Line = tuple[int, Mapping[str, str] | str | None]
"""A line by its number: its cells by column, the sentence why it cannot be read, or None for a wrong number."""


def read_lines(path: Path, reading: Reading) -> Iterator[Line]:
    """The number of each line (the header is 1) and its cells by column; None for a line with too few or too many.

    Stop when the file is not there, or lacks a column that the mapping names. Bytes that are not in the mapping's
    encoding stand in the cells as lone surrogates, which reading their values refuses.
    """
    try:
        with path.open(newline="", encoding=reading.table.encoding, errors="surrogateescape") as file:
            rows = csv.reader(file, delimiter=reading.table.delimiter)
            header = [name.strip() for name in next(rows, [])]
            wanted = chosen(path, header, reading)
            before = rows.line_num
            while (cells := _next(rows)) is not None:
                number, before = before + 1, rows.line_num
                if isinstance(cells, str):
                    yield number, cells
                elif any(cells):
                    whole = len(cells) == len(header)
                    yield number, {name: cells[at] for name, at in wanted.items()} if whole else None
    except (OSError, LookupError, UnicodeDecodeError, csv.Error) as error:
        raise Stop(f"{path} cannot be read: {error}.") from error


def _next(rows: Any) -> list[str] | str | None:
    """The cells of the next line, the sentence why it has none, or None at the end."""
    try:
        return next(rows, None)
    except csv.Error:
        return "This line cannot be read: a cell is too long, or a quotation mark in it is never closed."


def header_of(path: Path, table: MappingTable) -> list[str]:
    """The names of the columns; none where the file cannot be read, which reading its lines says."""
    try:
        with path.open(newline="", encoding=table.encoding) as file:
            return [name.strip() for name in next(csv.reader(file, delimiter=table.delimiter), [])]
    except (OSError, LookupError, UnicodeDecodeError, csv.Error):
        return []


def place_of(column: str, header: Sequence[str]) -> int | None:
    """Where a column stands that a mapping names; a ? in the name is any one letter (WD??CD: WD24CD)."""
    if column in header:
        return header.index(column)
    pattern = re.compile(re.escape(column).replace(r"\?", "."))
    return next((at for at, name in enumerate(header) if pattern.fullmatch(name)), None)


def chosen(path: Path, header: Sequence[str], reading: Reading) -> dict[str, int]:
    """Where each column stands that the mapping names; Stop where one is missing."""
    places = {column: place_of(column, header) for column in reading.columns}
    if missing := [column for column, place in places.items() if place is None]:
        raise Stop(f"{path.name} has no column {', '.join(missing)}. Its first line names: {', '.join(header)}.")
    return {column: place for column, place in places.items() if place is not None}


def count_lines(path: Path) -> int:
    """About how many lines there are, for a progress bar."""
    return count_of(path, b"\n")


def count_of(path: Path, what: bytes) -> int:
    """About how often some bytes stand in a file."""
    try:
        with path.open("rb") as file:
            return sum(block.count(what) for block in iter(lambda: file.read(1 << 20), b""))
    except OSError:
        return 0
