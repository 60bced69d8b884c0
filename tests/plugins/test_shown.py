"""`make shown` tells the truth about what the tests showed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.plugins import shown

PASSED = {"outcome": "passed", "shows": ["A6"], "seconds": 0.1}
SKIPPED = {"outcome": "skipped", "shows": ["A6", "B2"], "seconds": 0.0}
FAILED = {"outcome": "failed", "shows": ["A6"], "seconds": 0.1}


def test_it_counts_what_passed_and_lists_in_the_order_of_the_requirements() -> None:
    tests = {"t.py::ten": PASSED | {"shows": ["A10"]}, "t.py::six": PASSED, "t.py::two": PASSED | {"shows": ["A2"]}}
    assert [row.requirement for row in shown.gather(tests)] == ["A2", "A6", "A10"]


def test_it_takes_a_skipped_test_as_showing_nothing() -> None:
    assert [row.holds for row in shown.gather({"t.py::a": PASSED, "t.py::b": SKIPPED})] == [True, False]


def test_it_takes_one_failure_as_not_shown() -> None:
    assert [row.holds for row in shown.gather({"t.py::a": PASSED, "t.py::b": FAILED})] == [False]


def test_it_lists_a_claim_without_any_test() -> None:
    (row,) = shown.gather({}, ["K3"])
    assert shown.line(row, True) == "K3: 0 of 0 passed, NOT SHOWN, claimed: no test"


def test_it_reads_claims_under_what_works_only() -> None:
    readme = "# Frontdesk A1\n## What works\n- forms (A6, A12)\n- contacts: C1\n## Not yet\n- B3\n"
    assert shown.claims(readme) == ["A12", "A6", "C1"]


@pytest.fixture
def result(tmp_path: Path) -> Path:
    """A result file of this commit."""
    path = tmp_path / "results.json"
    path.write_text(json.dumps({"head": shown.head(), "tests": {"tests/t.py::test_it_saves": PASSED}}))
    return path


def test_it_prints_a_line_that_begins_with_the_id(result: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown.main(result)
    assert "\nA6: 1 of 1 passed, shown" in "\n" + capsys.readouterr().out


def test_it_says_that_the_result_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert shown.main(tmp_path / "none.json") == 1
    assert "run `make test` first" in capsys.readouterr().err


def test_it_says_that_the_result_is_older_than_head(result: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result.write_text(result.read_text().replace(shown.head(), "0" * 40))
    assert shown.main(result) == 1
    assert "older than HEAD" in capsys.readouterr().err


def test_it_records_marks_and_outcomes_across_two_processes(tmp_path: Path) -> None:
    (tmp_path / "test_bins.py").write_text(
        "import pytest\n"
        "@pytest.mark.shows('A6', 'B2')\ndef test_it_saves(): pass\n"
        "@pytest.mark.shows('A6')\ndef test_it_loses(): assert 0\n"
        "@pytest.mark.skip\ndef test_it_waits(): pass\n"
    )
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = shows(*ids): shown\n")
    results = tmp_path / "var" / "results.json"
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "-p", "no:django", "-p", "tests.plugins.shown"]
    environment = {"FRONTDESK_RESULTS": str(results), "PYTHONPATH": str(shown.ROOT), "PATH": os.environ["PATH"]}
    subprocess.run([*command, "--rootdir", str(tmp_path), str(tmp_path)], cwd=tmp_path, env=environment, check=False)
    tests = json.loads(results.read_text())["tests"]
    assert {name.rpartition("::")[2]: (test["outcome"], test["shows"]) for name, test in tests.items()} == {
        "test_it_saves": ("passed", ["A6", "B2"]),
        "test_it_loses": ("failed", ["A6"]),
        "test_it_waits": ("skipped", []),
    }
