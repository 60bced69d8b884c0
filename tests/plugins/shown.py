"""Which requirement is shown by which tests.

As a pytest plugin it writes the outcome of each test and the requirements that the test is marked to show into the
file named by FRONTDESK_RESULTS (`make test` names one; a run of a few tests leaves the last whole result alone).
As a program (`make shown`) it reads that file and prints a line for each requirement. Standard library only: it
answers before an environment is made.
"""

import json
import os
import re
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).resolve().parents[2]
PROPERTY = "shows"
REQUIREMENT = re.compile(r"\b[A-K][1-9][0-9]?\b")
WORST_FIRST = ("failed", "skipped", "passed")


@dataclass(frozen=True)
class Shown:
    """The tests that are marked to show one requirement, as (name, outcome)."""

    requirement: str
    tests: tuple[tuple[str, str], ...]

    @property
    def passed(self) -> int:
        """How many of the tests passed; a skipped test shows nothing."""
        return sum(outcome == "passed" for _, outcome in self.tests)

    @property
    def holds(self) -> bool:
        """Shown: at least one test passed and none failed."""
        return self.passed > 0 and all(outcome != "failed" for _, outcome in self.tests)


class Recorder:
    """Collects outcomes where the reports arrive, which under xdist is the controlling process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.tests: dict[str, dict[str, Any]] = {}

    def pytest_runtest_logreport(self, report: "pytest.TestReport") -> None:
        """Keep the worst outcome of a test's three phases."""
        outcome = "failed" if hasattr(report, "wasxfail") else report.outcome
        known = self.tests.setdefault(
            report.nodeid,
            {
                "shows": [ids for name, ids in report.user_properties if name == PROPERTY],
                "outcome": outcome,
                "seconds": 0.0,
            },
        )
        known["outcome"] = min(known["outcome"], outcome, key=WORST_FIRST.index)
        known["seconds"] = round(known["seconds"] + report.duration, 3)

    def pytest_sessionfinish(self) -> None:
        """Write the result file, whole or not at all."""
        result = {"head": head(), "finished": int(time.time()), "tests": self.tests}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        attempt = self.path.with_suffix(".new")
        attempt.write_text(json.dumps(result, indent=1) + "\n")
        attempt.replace(self.path)


def pytest_configure(config: "pytest.Config") -> None:
    """Record where a file is asked for, in the controlling process only."""
    path = os.environ.get("FRONTDESK_RESULTS")
    if path and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Recorder(Path(path)), "frontdesk-results")


def pytest_collection_modifyitems(items: "list[pytest.Item]") -> None:
    """Carry the marks in the reports, so that they cross from xdist's workers."""
    for item in items:
        for mark in item.iter_markers(PROPERTY):
            item.user_properties.extend((PROPERTY, str(requirement)) for requirement in mark.args)


def head() -> str:
    """The commit that is checked out, "" outside a repository."""
    asked = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True)
    return asked.stdout.strip()


def gather(tests: dict[str, dict[str, Any]], claimed: Iterable[str] = ()) -> list[Shown]:
    """One entry for each requirement that a test is marked with or that is claimed, in the order of the list."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for requirement in claimed:
        found[requirement] = []
    for name, test in tests.items():
        for requirement in test["shows"]:
            found[requirement].append((name, test["outcome"]))
    ordered = sorted(found, key=lambda requirement: (requirement[0], int(requirement[1:])))
    return [Shown(requirement, tuple(found[requirement])) for requirement in ordered]


def claims(readme: str) -> list[str]:
    """The requirements that the README names under its heading "What works"."""
    section = re.search(r"^(#+) what works\b[^\n]*\n(.*?)(?=^#{1,6} |\Z)", readme, re.I | re.M | re.S)
    return sorted(set(REQUIREMENT.findall(section.group(2)))) if section else []


def line(shown: Shown, claimed: bool) -> str:
    """What is printed of one requirement; it begins with the id."""
    # Of a requirement that nobody claims, a test of one of its sides shows only that side.
    verdict = "not claimed" if not claimed else "shown, claimed" if shown.holds else "NOT SHOWN, claimed"
    names = ", ".join(
        name.rpartition("/")[2] + ("" if outcome == "passed" else f" ({outcome})") for name, outcome in shown.tests
    )
    return f"{shown.requirement}: {shown.passed} of {len(shown.tests)} passed, {verdict}: {names or 'no test'}"


def main(path: Path) -> int:
    """Print the lines; the exit code is 0 only if the result is of this commit and all that is claimed is shown."""
    try:
        result = json.loads(path.read_text())
    except FileNotFoundError:
        print(f"{path} is missing: run `make test` first.", file=sys.stderr)
        return 1
    claimed = claims((ROOT / "README.md").read_text())
    rows = gather(result["tests"], claimed)
    for shown in rows:
        print(line(shown, shown.requirement in claimed))
    code = 0
    if result["head"] != head():
        print(f"{path} is older than HEAD (it tells of {result['head'][:10]}): run `make test`.", file=sys.stderr)
        code = 1
    missing = [shown.requirement for shown in rows if shown.requirement in claimed and not shown.holds]
    if missing:
        print(f"Claimed in README.md but not shown: {', '.join(missing)}.", file=sys.stderr)
        code = 1
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
