"""Reading the lines of a CSV file one after the other, each with its number: a file may be longer than the memory."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from frontdesk.console.imports.mapping import MappingTable, Reading
from frontdesk.console.surroundings import Stop

Line = tuple[int, Mapping[str, str] | None]


def read_lines(path: Path, reading: Reading) -> Iterator[Line]:
    """The number of each line (the header is 1) and its cells by column; None for a line with too few or too many.

    Stop when the file is not there, is not text, or lacks a column that the mapping names.
    """
    try:
        with path.open(newline="", encoding=reading.table.encoding) as file:
            rows = csv.reader(file, delimiter=reading.table.delimiter)
            header = [name.strip() for name in next(rows, [])]
            wanted = chosen(path, header, reading)
            before = rows.line_num
            for cells in rows:
                number, before = before + 1, rows.line_num
                if any(cells):
                    whole = len(cells) == len(header)
                    yield number, {name: cells[at] for name, at in wanted.items()} if whole else None
    except (OSError, LookupError, UnicodeDecodeError, csv.Error) as error:
        raise Stop(f"{path} cannot be read: {error}.") from error


def header_of(path: Path, table: MappingTable) -> list[str]:
    """The names of the columns; none where the file cannot be read, which reading its lines says."""
    try:
        with path.open(newline="", encoding=table.encoding) as file:
            return [name.strip() for name in next(csv.reader(file, delimiter=table.delimiter), [])]
    except (OSError, LookupError, UnicodeDecodeError, csv.Error):
        return []


def place_of(column: str, header: Sequence[str]) -> int | None:
    """Where a column stands that a mapping names; a ? in the name is any one letter (WD??CD: WD24CD)."""
    return next((at for at, name in enumerate(header) if name == column or fnmatchcase(name, column)), None)


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
