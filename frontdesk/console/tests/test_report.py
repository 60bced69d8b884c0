"""`frontdesk report`: the numbers of the pages of figures, by name, for whoever works on with them."""

import csv
import importlib
import io
import json
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from frontdesk.console import main
from frontdesk.console.commands import report
from frontdesk.console.surroundings import Stop
from frontdesk.domains.insight.actions import recount_contacts
from frontdesk.domains.insight.tests.test_charter import answered
from frontdesk.domains.people import actions as people
from frontdesk.domains.segments import actions as segments
from frontdesk.domains.standards import actions as standards
from frontdesk.kernel import clock
from frontdesk.sites.desk.tests.conftest import SignIn, sign_in
from frontdesk.sites.desk.tests.test_figures_open import NOW, fill
from tests.support.cast import Cast
from tests.support.many import BEGIN, make_contact

__all__ = ["sign_in"]
DAYS = ("--council", "demo", "--from", "2026-09-01", "--to", "2026-11-30")
CUTS = ("month", "channel", "service", "ward", "locality", "team")
# A column of a report, and what the page's own CSV calls it.
SAME = {
    "take-up": {"received": "received", "completed digital": "completed digital",
                "completed digital % of counted": "completed digital % of counted"},
    "timeliness": {"in time": "dealt with in time", "closed with a due date or late": "closed with a due date or late"},
    "contacts": {"contacts": "contacts", "matters noted": "matters noted", "failure demand": "failure demand"},
    "cost": {"priced and unpriced": "priced and unpriced", "cost in pence": "cost in pence"},
}  # fmt: skip
Say = Callable[..., str]


@pytest.fixture
def said(cast: Cast, capsys: pytest.CaptureFixture[str]) -> Say:
    """What the command prints of the stories' figures."""
    fill(cast)

    def run(*words: str) -> str:
        with clock.at(NOW):
            options = main.parser_of("report", report).parse_args([*words, *DAYS])
            options.run(options)
        return capsys.readouterr().out

    return run


@pytest.mark.shows("K3", "K15")
def test_every_cut_has_the_numbers_of_the_page(cast: Cast, said: Say, sign_in: SignIn):
    with clock.at(NOW):
        page = sign_in(cast.sam).get("/desk/figures/csv/?since=2026-09-01&until=2026-11-30").content.decode()
    there = {(row["by"], row["code"]): row for row in csv.DictReader(io.StringIO(page))}
    for name, columns in SAME.items():
        for by in ("", *CUTS):
            rows = list(csv.DictReader(io.StringIO(said(name, "--format", "csv", *(("--by", by) if by else ())))))
            assert rows
            for row in rows:
                on_page = there[by or "whole", row.get(by, "")]
                assert {each: _bare(row[each]) for each in columns} == {
                    each: _bare(on_page[other]) for each, other in columns.items()
                }, (name, by, row)  # fmt: skip


def _bare(typed: str) -> float | str:
    return float(typed) if typed.replace(".", "", 1).isdecimal() else typed


@pytest.mark.shows("K2", "K15")
def test_the_charter_by_team_adds_up_to_the_whole(said: Say):
    (whole,) = json.loads(said("charter", "--format", "json"))["rows"]
    for by, codes in (("team", {"waste", "elsewhere", ""}), ("ward", {"mead", "hill", "staithe", ""})):
        told = {
            row[by]: row["denominator"] for row in json.loads(said("charter", "--format", "json", "--by", by))["rows"]
        }
        assert told.keys() == codes
        assert sum(told.values()) == whole["denominator"] > 40


def test_the_charter_by_ward_has_what_contacts_alone_know_of(cast: Cast, capsys: pytest.CaptureFixture[str]):
    standards.set_standards(cast.system, standards=[answered()])
    with clock.at(NOW):
        for day in (2, 3):  # in a ward, and nobody knows where
            make_contact(cast, "phone", ("missed-bin",), days=day, answer=9)
        recount_contacts(cast.system, days=[BEGIN.date() + timedelta(days=n) for n in range(5)])
        options = main.parser_of("report", report).parse_args(["charter", "--by", "ward", "--format", "json", *DAYS])
        options.run(options)
    told = {row["ward"]: row["denominator"] for row in json.loads(capsys.readouterr().out)["rows"]}
    assert told == {"staithe": 1, "": 1}


@pytest.mark.shows("A10")
def test_the_matrix_has_each_service_on_each_channel(said: Say):
    rows = json.loads(said("matrix", "--format", "json"))["rows"]
    phoned = {row["service"]: row["contacts"] for row in rows if row["channel"] == "phone"}
    assert phoned.keys() == {"missed-bin", "pothole"} and min(phoned.values()) > 1
    with pytest.raises(Stop, match="leave out --by"):
        said("matrix", "--by", "ward")


def test_a_table_reads_like_one(said: Say):
    lines = said("contacts", "--by", "locality").splitlines()
    assert lines[0].split("  ")[0] == "locality" and lines[1].endswith("%") is False
    assert len({len(line) for line in lines}) == 1
    assert said("contacts").startswith("contacts ")


def test_it_says_what_to_do_where_it_cannot(said: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(Stop, match="can be cut by ward, locality, team"):
        said("charter", "--by", "month")
    with pytest.raises(Stop, match="which file to write"):
        said("cost", "--format", "parquet")
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(Stop, match=r"pip install 'frontdesk\[reports\]'"):
        said("cost", "--format", "parquet", "--output", str(tmp_path / "cost.parquet"))


def test_a_parquet_file_holds_the_rows(said: Say, tmp_path: Path):
    duckdb = pytest.importorskip("duckdb")
    file = tmp_path / "cost.parquet"
    said("cost", "--by", "channel", "--format", "parquet", "--output", str(file))
    channels = {row[0] for row in duckdb.sql(f"SELECT channel FROM '{file}'").fetchall()}
    assert {"phone", "web"} <= channels


def test_a_day_that_is_none_is_told_in_words(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        main.parser_of("report", report).parse_args(["cost", "--council", "demo", "--from", "2026-13-01"])
    assert "'2026-13-01' is not a day as in 2026-01-31" in capsys.readouterr().err


def test_its_help_lists_the_names():
    words = main.parser_of("report", importlib.import_module("frontdesk.console.commands.report")).format_help()
    assert all(f"{name}:" in words for name in ("take-up", "timeliness", "contacts", "cost", "charter", "matrix"))


@pytest.mark.shows("B10")
def test_segments_are_told_as_the_last_count_of_the_period_has_them(cast: Cast, capsys: pytest.CaptureFixture[str]):
    with clock.at(NOW):
        for number in range(12):
            people.create_person(cast.dee, name=f"Amina Number{chr(97 + number)}", source="desk")
        segments.count_all(cast.councils.demo.id)
        rows = list(csv.DictReader(io.StringIO(_said(capsys, "segments"))))
    low = next(row for row in rows if row["segment"] == "low" and not row["channel"])
    assert (low["counted on"], low["customers"], low["contacts"], low["online %"]) == ("2026-11-30", "12", "0", "")
    with pytest.raises(Stop, match="leave --by out"):
        _said(capsys, "segments", "--by", "ward")


def _said(capsys: pytest.CaptureFixture[str], name: str, *more: str) -> str:
    days = ("--council", "demo", "--from", "2026-01-01", "--to", "2026-12-31", "--format", "csv")
    report.run(main.parser_of("report", report).parse_args([name, *days, *more]))
    return capsys.readouterr().out
