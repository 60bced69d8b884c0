"""`frontdesk match` and `frontdesk report matching`, as somebody at the console uses them."""

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from frontdesk.console.main import load, parser_of
from frontdesk.console.surroundings import Stop
from frontdesk.domains.people import actions
from frontdesk.domains.people.types import AddressIn, PersonIn
from tests.support.cast import Cast

ANN = PersonIn(
    "A", "Ann Testwood", date_of_birth=date(1980, 3, 12), addresses=[AddressIn("5 Quarry Lane, Anytown", "ZY9 3AB")]
)
MARRIED = replace(ANN, name="Ann Testmarsh")
Say = Callable[..., str]


@pytest.fixture
def said(cast: Cast, capsys: pytest.CaptureFixture[str], settings, tmp_path: Path) -> Say:
    """What a command prints."""
    settings.FRONTDESK_HOME = tmp_path
    for system, person in (("council-tax", ANN), ("housing", ANN), ("library", MARRIED)):
        actions.load_people(cast.system, rows=[person], system=system)
    capsys.readouterr()

    def run(command: str, *words: object) -> str:
        options = parser_of(command, load(command)).parse_args([*map(str, words), "--council", "demo"])
        options.run(options)
        return capsys.readouterr().out

    return run


@pytest.mark.shows("B3")
def test_a_dry_run_writes_the_pairs_for_its_owner_only(said: Say, tmp_path: Path):
    pairs = tmp_path / "pairs.csv"
    assert "Dry run, nothing is kept." in said("match", "--dry-run", "--pairs", pairs)
    assert pairs.stat().st_mode & 0o777 == 0o600
    rows = list(csv.DictReader(pairs.open()))
    assert {row["verdict"] for row in rows} >= {"certain", "doubtful"}
    assert any("family other" in row["reasons"] for row in rows if row["verdict"] == "doubtful")
    assert "none" in said("report", "matching"), "no run has been kept"


@pytest.mark.shows("B3")
def test_the_report_says_how_right_it_was(said: Say, tmp_path: Path):
    assert "1 joined" in said("match")
    truth = tmp_path / "truth.csv"
    truth.write_text("system,number,person\ncouncil-tax,A,ann\nhousing,A,ann\nlibrary,A,ann\n")
    rows = list(csv.reader(said("report", "matching", "--truth", truth, "--format", "csv").splitlines()))
    told = dict(zip(*rows, strict=True))
    assert (told["joined by itself"], told["true pairs"], told["wrong joins"]) == ("1", "3", "0")
    assert (told["precision"], told["recall, joined or proposed"]) == ("1.0", "1.0")
    assert float(told["newest run: seconds"]) > 0
    assert int(told["newest run: megabytes"]) > 10


@pytest.mark.parametrize(
    ("text", "says"),
    [("system,number\n", "needs a first line"), ("system,number,person\nhousing,Z,x\n", ":2: housing knows nobody")],
)
def test_it_says_what_is_wrong_with_the_truth(said: Say, tmp_path: Path, text: str, says: str):
    truth = tmp_path / "truth.csv"
    truth.write_text(text)
    with pytest.raises(Stop, match=says):
        said("report", "matching", "--truth", truth)


def test_a_model_that_cannot_be_used_is_told_by_line(said: Say, tmp_path: Path):
    model = tmp_path / "matching.toml"
    model.write_text("certain = 2\ndoubtful = 0.5\ndoubles = 0.1\n")
    with pytest.raises(Stop, match=r"matching.toml:1: “certain” is a probability"):
        said("match", "--model", model)


def test_figures_of_days_ask_for_the_days(said: Say):
    with pytest.raises(Stop, match="--from and --to"):
        said("report", "contacts")
