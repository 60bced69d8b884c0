"""`frontdesk report matching`: what became of the pairs of records that matching found, and how right it was."""

import csv
from collections.abc import Mapping
from pathlib import Path

from frontdesk.console.reports import Report, Value
from frontdesk.console.surroundings import Stop
from frontdesk.domains.people import queries as people

MATCHING = "matching"
_COLUMNS = ("system", "number", "person")
_COUNTED = {
    "joined by itself": "certain", "joined from proposals": "proposed", "joined by staff": "staff",
    "joined by the customer": "own", "undone": "undone", "proposals open": "proposal open",
    "proposals accepted": "proposal joined", "proposals rejected": "proposal rejected",
    "proposals gone": "proposal gone",
}  # fmt: skip


def matching_report(council: int, truth: Path | None) -> Report:
    """One row: counts as of now, the newest run, and precision and recall where the truth is known."""
    counts, last = people.join_counts(council), people.last_compared(council)
    told: dict[str, Value] = {name: counts.get(code, 0) for name, code in _COUNTED.items()}
    told |= {
        "newest run: records": last.records if last else None,
        "newest run: certain pairs": last.certain if last else None,
        "newest run: doubtful pairs": last.doubtful if last else None,
        "newest run: seconds": round(last.seconds, 1) if last else None,
        "newest run: megabytes": round(last.megabytes) if last else None,
    }
    if truth is not None:
        told |= _quality(council, truth)
    return Report(tuple(told), [tuple(told.values())])


def _quality(council: int, truth: Path) -> Mapping[str, Value]:
    same = read_truth(council, truth)
    found = people.match_quality(council, same)
    return {
        "records of known truth": len(same),
        "true pairs": found.true,
        "wrong joins": found.wrong,
        "precision": None if found.precision is None else round(found.precision, 5),
        "recall, joined or proposed": None if found.recall is None else round(found.recall, 5),
    }


def read_truth(council: int, path: Path) -> dict[int, str]:
    """Id of each record in the file to its person; Stop with the line where a record is not there."""
    try:
        rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    except (OSError, UnicodeDecodeError) as error:
        raise Stop(f"{path} cannot be read: {error}.") from error
    if not rows or not set(_COLUMNS) <= rows[0].keys():
        raise Stop(f"{path} needs a first line with the columns {', '.join(_COLUMNS)}, and lines below it.")
    ids: dict[tuple[str, str], int] = {}
    for system in {row["system"] for row in rows}:
        numbers = [row["number"] for row in rows if row["system"] == system]
        found = people.people_by_identity(council, system, numbers)
        ids |= {(system, number): record for number, record in found.items()}
    for line, row in enumerate(rows, 2):
        if (row["system"], row["number"]) not in ids:
            raise Stop(f"{path}:{line}: {row['system']} knows nobody by the number {row['number']}.")
    return {ids[row["system"], row["number"]]: row["person"] for row in rows}
