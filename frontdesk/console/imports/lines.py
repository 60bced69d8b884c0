"""Reading the lines of a CSV file one after the other, each with its number: a file may be longer than the memory."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from frontdesk.console.imports.mapping import Reading
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
            _refuse_missing(path, header, reading)
            before = rows.line_num
            for cells in rows:
                number, before = before + 1, rows.line_num
                if any(cells):
                    yield number, dict(zip(header, cells, strict=True)) if len(cells) == len(header) else None
    except (OSError, LookupError, UnicodeDecodeError, csv.Error) as error:
        raise Stop(f"{path} cannot be read: {error}.") from error


def _refuse_missing(path: Path, header: list[str], reading: Reading) -> None:
    missing = [column for column in reading.columns if column not in header]
    if missing:
        raise Stop(f"{path.name} has no column {', '.join(missing)}. Its first line names: {', '.join(header)}.")


def count_lines(path: Path) -> int:
    """About how many lines there are, for a progress bar."""
    try:
        with path.open("rb") as file:
            return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
    except OSError:
        return 0
