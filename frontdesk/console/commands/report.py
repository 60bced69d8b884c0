"""Print figures: the same numbers as the pages of figures, by name.

frontdesk report take-up --council demo --from 2026-01-01 --to 2026-12-31
frontdesk report cost --council demo --from 2026-01-01 --to 2026-12-31 --by ward --format csv
frontdesk report charter --council demo --from 2026-01-01 --to 2026-12-31 --by team --format json
frontdesk report matching --council demo --truth people.csv

Services that only staff named for them see are counted as on the pages of colleagues whom they do not name; with
--with-restricted in full.
"""

import csv
import importlib
import json
import sys
import tempfile
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TextIO

from frontdesk.console.councils import council_named
from frontdesk.console.matching_report import MATCHING, matching_report
from frontdesk.console.reports import CUTS, REPORTS, Asked, Report, Value, hidden_of
from frontdesk.console.surroundings import Stop
from frontdesk.domains.insight.types import Period
from frontdesk.domains.standards.types import Basis
from frontdesk.kernel import tenancy

FORMATS = ("table", "csv", "json", "parquet")
_PARQUET = "Parquet needs DuckDB, which is not installed here: pip install 'frontdesk[reports]'. Or take csv or json."


def arguments(parser: ArgumentParser) -> None:
    """report NAME --council --from --to --by --basis --format --output."""
    listed = "; ".join(f"{name}: {what}" for name, what in _names().items())
    parser.add_argument("name", choices=_names(), metavar="NAME", help=listed.replace("%", "%%"))
    parser.add_argument("--council", required=True, help="code of the council")
    parser.add_argument("--from", dest="since", type=_day, help="the first day, as in 2026-01-01")
    parser.add_argument("--to", dest="until", type=_day, help="the last day, which counts too")
    parser.add_argument("--by", choices=CUTS, default="", help="a row for each of these; left out: the whole")
    bases = [each.name.lower() for each in Basis]
    parser.add_argument("--basis", choices=bases, help="of cost: which rates; left out: the first that the council has")
    parser.add_argument("--format", choices=FORMATS, default="table", help="how it is written (table)")
    parser.add_argument("--output", type=Path, help="the file to write; left out: printed")
    parser.add_argument("--truth", type=Path, help="of matching: a CSV of records whose person is known")
    parser.add_argument("--with-restricted", action="store_true", help="count restricted services in full")


def run(options: Namespace) -> None:
    """Make the report and write it."""
    council = council_named(options.council)
    with tenancy.acting_for(council.id):
        found = (
            matching_report(council.id, options.truth) if options.name == MATCHING else _figures(council.id, options)
        )
    if options.format == "parquet":
        _parquet(found, options.output)
    elif options.output:
        with options.output.open("w", encoding="utf-8", newline="") as file:
            _write(found, options, file)
    else:
        _write(found, options, sys.stdout)


def _names() -> dict[str, str]:
    return {name: what for name, (what, _) in REPORTS.items()} | {MATCHING: "records joined and proposed, as of now"}


def _figures(council: int, options: Namespace) -> Report:
    """The report of a period."""
    if options.since is None or options.until is None:
        raise Stop("Say of which days, with --from and --to.")
    if options.until < options.since:
        raise Stop(f"The last day, {options.until}, is before the first, {options.since}.")
    hidden = frozenset() if options.with_restricted else hidden_of(council)
    basis = Basis[options.basis.upper()] if options.basis else None
    return REPORTS[options.name][1](Asked(council, Period(options.since, options.until), options.by, basis, hidden))


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise ArgumentTypeError(f"{typed!r} is not a day as in 2026-01-31.") from None


def _write(found: Report, options: Namespace, file: TextIO) -> None:
    if options.format == "csv":
        write = csv.writer(file).writerow
        write(found.columns)
        for row in found.rows:
            write(["" if value is None else value for value in row])
    elif options.format == "json":
        said = {"report": options.name, "council": options.council, "from": _iso(options.since),
                "to": _iso(options.until), "by": options.by or None, "rows": _dicts(found)}  # fmt: skip
        file.write(json.dumps(said, indent=2, ensure_ascii=False) + "\n")
    else:
        file.writelines(f"{line}\n" for line in _table(found))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _dicts(found: Report) -> list[dict[str, Value]]:
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def _table(found: Report) -> Sequence[str]:
    """Columns side by side, numbers to the right; the whole, one row, as a list of what and how much."""
    if len(found.rows) == 1:
        width = max(map(len, found.columns))
        pairs = zip(found.columns, found.rows[0], strict=True)
        return [f"{name.ljust(width)}  {_shown(value)}" for name, value in pairs]
    cells = [list(found.columns), *([_shown(value) for value in row] for row in found.rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(found.columns))]
    right = [all(not isinstance(row[at], str) for row in found.rows) for at in range(len(found.columns))]
    return [
        "  ".join(cell.rjust(width) if numeric else cell.ljust(width)
                  for cell, width, numeric in zip(row, widths, right, strict=True)).rstrip()
        for row in cells
    ]  # fmt: skip


def _shown(value: Value) -> str:
    if value is None:
        return "none"
    return f"{value:,}" if isinstance(value, int | float) else value


def _parquet(found: Report, output: Path | None) -> None:
    if output is None:
        raise Stop("Parquet is not for reading: say which file to write, with --output.")
    try:
        duckdb = importlib.import_module("duckdb")
    except ImportError:
        raise Stop(_PARQUET) from None
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "rows.json"
        lines.write_text(json.dumps(_dicts(found)), encoding="utf-8")
        source, target = (str(each).replace("'", "''") for each in (lines, output))
        duckdb.sql(f"COPY (SELECT * FROM read_json('{source}')) TO '{target}' (FORMAT parquet)")
