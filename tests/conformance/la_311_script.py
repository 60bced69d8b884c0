"""The figures of five days of a city's requests, from its file alone: nothing of the product is imported here.

python tests/conformance/la_311_script.py ../shared/data/la-311/myla311_2017_10k.csv
"""

import csv
import sys
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any

Row = dict[str, str]


def day(text: str) -> date:
    return datetime.strptime(text, "%m/%d/%Y %I:%M:%S %p").date()  # noqa: DTZ007 - local days only


def figures(city: list[Row]) -> dict[str, Any]:
    aside = ("Cancelled", "Referred Out")
    asked = [row for row in city if row["RequestSource"] != "Driver Self Report"]
    counted = [row for row in asked if row["Status"] not in aside]
    done = [row for row in counted if row["Status"] == "Closed"]
    digital = [row for row in done if row["RequestSource"] in ("Mobile App", "Self Service")]
    timed = [row for row in done if row["ServiceDate"]]
    return {
        "all": len(asked),
        "first": (len(digital), len(counted)),
        "second": (len(digital), len(done)),
        "in time": sum(day(row["ClosedDate"]) <= day(row["ServiceDate"]) for row in timed),
        "timed": len(timed),
        "late": sum(row["Status"] == "Open" and bool(row["ServiceDate"]) for row in asked),
        "apart": Counter(row["Status"] for row in asked if row["Status"] in aside),
    }


def rows_of(path: Path) -> list[Row]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    print(figures(rows_of(Path(sys.argv[1]))))  # noqa: T201 - what a script is for
