"""`frontdesk service`: what a newcomer types to change a service."""

import shutil
from pathlib import Path

import pytest

from frontdesk.console import main
from frontdesk.console.commands import service
from frontdesk.console.surroundings import CHECKOUT, Stop
from frontdesk.domains.services import queries
from frontdesk.kernel.errors import Refusal
from tests.support.cast import Cast

COUNCILS = CHECKOUT / "councils/demo/services"


def _run(*words: str) -> int:
    options = main.parser_of("service", service).parse_args(words)
    return int(options.run(options))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the missed bin, beside the service it sends people to."""
    for code in ("missed-bin", "garden-waste"):
        shutil.copytree(COUNCILS / code, tmp_path / code)
    shutil.copy(COUNCILS / "groups.toml", tmp_path)
    return tmp_path / "missed-bin"


def _change(folder: Path, old: str, new: str, file: str = "service.toml") -> None:
    path = folder / file
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))


@pytest.mark.shows("A1", "A4")
def test_every_service_of_every_pack_is_sound_and_does_what_its_examples_say(
    capsys: pytest.CaptureFixture[str],
) -> None:
    packs = [str(path) for path in (CHECKOUT / "councils").iterdir() if (path / "services").exists()]
    assert _run("check", *packs, str(CHECKOUT / "tests/councils/littlewick")) == 0
    said = capsys.readouterr().out
    assert "advice" not in said, said


def test_it_says_file_and_line_of_what_is_wrong(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _change(folder, 'question = "bin"', 'question = "bun"')
    assert _run("check", str(folder)) == 1
    said = capsys.readouterr().out
    assert "service.toml:" in said and "There is no question “bun”." in said and "1 to mend" in said


def test_it_runs_the_examples(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _change(folder, 'ending = "sent"', 'ending = "too-late"', "examples.toml")
    assert _run("check", str(folder)) == 1
    assert "ends in “sent”, not in “too-late”" in capsys.readouterr().out


def test_it_checks_a_service_of_a_pack_by_the_promises_and_teams_of_that_pack(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for part in ("council.toml", "calendars.toml", "standards.toml"):
        shutil.copy(COUNCILS.parent / part, tmp_path / part)
    for code in ("missed-bin", "garden-waste"):
        shutil.copytree(COUNCILS / code, tmp_path / "services" / code)
    folder = tmp_path / "services/missed-bin"
    assert _run("check", str(folder)) == 0
    _change(folder, "due = 2026-12-30", "due = 2026-12-29", "examples.toml")
    assert _run("check", str(folder)) == 1
    assert "2026-12-30" in capsys.readouterr().out
    _change(folder, 'owner = "waste"', 'owner = "wasps"')
    _change(folder, 'promise = "missed-bin"', 'promise = "mist-bin"')
    assert _run("check", str(folder)) == 1
    said = capsys.readouterr().out
    assert "no team “wasps”" in said and "no promise “mist-bin”" in said


def test_it_does_not_complain_of_services_that_an_exported_folder_cannot_show(folder: Path) -> None:
    shutil.rmtree(folder.parent / "garden-waste")
    assert _run("check", str(folder)) == 0


def test_it_says_which_page_nobody_can_come_to(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paid, garden = '{ question = "garden-plan", is = "yes" }', '{ question = "bin", is = "garden" }'
    never = f'{{ all = [{{ question = "assisted", is = "yes" }}, {garden}, {{ not = {paid} }}] }}'
    _change(folder, 'when = { question = "assisted", is = "yes" }', f"when = {never}")
    _run("check", str(folder))
    assert "nobody came to the page “where-kept”" in capsys.readouterr().out


def test_it_says_where_there_is_no_service(tmp_path: Path) -> None:
    with pytest.raises(Stop, match=r"no service\.toml"):
        _run("check", str(tmp_path))


@pytest.mark.shows("A4", "A11")
def test_it_publishes_what_somebody_tried_and_exports_it_again(
    cast: Cast, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish = (
        "publish",
        str(folder),
        "--council",
        "demo",
        "--tried",
        "Jo Field, tenant: found the lid unclear; reworded",
    )
    assert _run(*publish) == 0
    assert "version 1 is published" in capsys.readouterr().out
    assert _run(*publish) == 0
    assert "nothing has changed since version 1" in capsys.readouterr().out
    current = queries.published(cast.councils.demo.id, "missed-bin")
    assert current is not None
    assert queries.trials(cast.councils.demo.id, current.version)[0].who == "Jo Field, tenant"
    assert _run("export", "missed-bin", "--council", "demo", "--to", str(tmp_path / "out")) == 0
    assert (tmp_path / "out/service.toml").read_text() == (folder / "service.toml").read_text()
    capsys.readouterr()
    assert _run("export", "missed-bin", "--council", "demo", "--number", "1") == 0
    assert capsys.readouterr().out == (folder / "service.toml").read_text()


@pytest.mark.shows("A4", "A11")
def test_a_version_holds_the_questions_of_its_groups_and_a_later_change_of_a_group_is_a_version_of_its_own(
    cast: Cast, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    garden, council = folder.parent / "garden-waste", cast.councils.demo.id
    publish = ("publish", str(garden), "--council", "demo", "--tried", "Jo: fine")
    assert _run(*publish) == 0
    email = '[[group]]\ncode = "email"\n\n[[group.question]]\ncode = "email"\ntype = "email"\nlabel = "Email address"'
    _change(folder.parent, email, email.replace("Email address", "Your email"), "groups.toml")
    current = queries.published(council, "garden-waste")
    asked = current and current.definition.question("email")
    assert asked and asked.label == "Email address"
    capsys.readouterr()
    _run("export", "garden-waste", "--council", "demo")
    whole = capsys.readouterr().out
    assert 'use = "email"' not in whole and 'label = "Email address"' in whole
    assert _run(*publish) == 0
    now = queries.published(council, "garden-waste")
    asked = now and now.definition.question("email")
    assert now and now.number == 2 and asked and asked.label == "Your email"


def test_what_is_wrong_with_a_group_is_told_once_with_its_own_file_and_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(COUNCILS / "bulky-waste", folder.parent / "bulky-waste")
    groups = folder.parent / "groups.toml"
    line = groups.read_text()[: groups.read_text().index('code = "name"\ntype')].count("\n")
    _change(folder.parent, 'known_as = "name"', 'known_as = "nmae"', "groups.toml")
    assert _run("check", str(folder.parent)) == 1
    said = capsys.readouterr().out
    assert said.count(f"groups.toml:{line + 6}: “known_as” must be one of") == 1


def test_it_publishes_nothing_that_is_wrong(cast: Cast, folder: Path) -> None:
    _change(folder, 'owner = "waste"', 'owner = "wasps"')
    assert _run("publish", str(folder), "--council", "demo", "--tried", "Jo: fine") == 1
    assert queries.published(cast.councils.demo.id, "missed-bin") is None


@pytest.mark.parametrize("words", ["Jo Field", ": fine", "Jo:"])
def test_it_asks_who_tried_it_and_what_was_found(cast: Cast, folder: Path, words: str) -> None:
    with pytest.raises((Stop, Refusal), match="who tried it"):
        _run("publish", str(folder), "--council", "demo", "--tried", words)


def test_it_says_which_council_or_service_is_not_there(cast: Cast, folder: Path) -> None:
    with pytest.raises(Stop, match="no council 'nowhere'"):
        _run("export", "missed-bin", "--council", "nowhere")
    with pytest.raises(Stop, match="no service 'nothing'"):
        _run("export", "nothing", "--council", "demo")
