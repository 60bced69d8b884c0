"""Bringing in postcodes, boundaries and addresses, as somebody at the console does it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from frontdesk.console.main import load, parser_of
from frontdesk.console.surroundings import Stop
from frontdesk.domains.places.models import Postcode
from tests.support.cast import Cast

CODE_POINT = "postcode,positional_quality_indicator,easting,northing\n"
ONSPD = "pcds,dointr,doterm,oslaua,oseast1m,osnrth1m,osgrdind\n"


@pytest.fixture
def frontdesk(cast: Cast, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """`frontdesk import` with these words: its exit code, and what it said."""

    def run(*words: object) -> tuple[int, str, str]:
        options = parser_of("import", load("import_")).parse_args([*map(str, words), "--council", "demo"])
        code = options.run(options) or 0
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    def write(text: str, name: str = "file.csv") -> Path:
        path = tmp_path / name
        path.write_text(text)
        return path

    return write


def held(cast: Cast) -> dict[str, tuple[float | None, date | None]]:
    rows = Postcode.objects.filter(council_id=cast.councils.demo.id)
    return {row.postcode_norm: (row.easting, row.ended) for row in rows}


@pytest.mark.shows("A12")
def test_postcodes_come_in_by_a_mapping_that_knows_their_file(frontdesk, file, cast: Cast) -> None:
    code, said, _ = frontdesk("postcodes", file(CODE_POINT + "ZY9 1AA,10,590000,480000\nZY9 1AB,90,0,0\n"))
    assert (code, said.split(": ", 1)[1]) == (
        0,
        "2 lines: 2 brought in, 0 there already, 0 refused, 0 left out by the mapping\n",
    )
    assert held(cast) == {"ZY9 1AA": (590000.0, None), "ZY9 1AB": (None, None)}


def test_a_postcode_that_has_ended_is_kept_with_its_end(frontdesk, file, cast: Cast) -> None:
    frontdesk("postcodes", file(ONSPD + "ZY9 1AA,198001,199606,E06000066,590000,480000,1\n"))
    (row,) = Postcode.objects.filter(council_id=cast.councils.demo.id)
    assert (row.introduced, row.ended, row.authority) == (date(1980, 1, 1), date(1996, 6, 1), "E06000066")


def test_bad_postcodes_are_told_with_their_lines_and_a_dry_run_keeps_nothing(frontdesk, file, cast: Cast) -> None:
    path = file(
        CODE_POINT
        + "ZY9 1AA,10,590000,480000\nnowhere,10,1,1\nZY9 1AF,10,480000,5900000\nzy91aa,10,590000,480000\n"
        + "ZY9 1AD,10,x,1\nZY9 1AE,10\n"
    )
    code, said, wrong = frontdesk("postcodes", path, "--dry-run")
    assert wrong.splitlines() == [
        "file.csv:3: “nowhere” is not a UK postcode.",
        "file.csv:4: Easting and northing are not on the British National Grid. Are they the wrong way round?",
        "file.csv:5: ZY9 1AA stands in a line before.",
        "file.csv:6: easting: “x” is not a number.",
        "file.csv:7: This line has another number of columns than the first line of the file.",
    ]
    assert (code, said) == (
        1,
        "Would bring in 6 lines: 1 brought in, 0 there already, 5 refused, 0 left out by the mapping\n",
    )
    assert held(cast) == {} and frontdesk("list")[1] == ""


def test_postcodes_begun_again_are_there_already_and_a_run_is_taken_back_to_what_stood_before(
    frontdesk, file, cast: Cast
) -> None:
    first = file(CODE_POINT + "ZY9 1AA,10,590000,480000\nZY9 1AB,10,590000,480000\nZY9 1AF,10,590000,480000\n")
    frontdesk("postcodes", first)
    assert "0 brought in, 3 there already" in frontdesk("postcodes", first)[1]
    moved = ONSPD + "".join(f"{code},198001,,,591000,480000,1\n" for code in ("ZY9 1AB", "ZY9 1AF", "ZY9 1AD"))
    run = frontdesk("postcodes", file(moved))[1].split()[1].rstrip(":")
    frontdesk("postcodes", file(ONSPD + "ZY9 1AF,198001,202601,,591000,480000,1\n"))
    _, said, _ = frontdesk("undo", run)
    assert said == (
        f"Run {run} is taken back: 2 postcodes put back as they were; 1 stay, because they were changed since.\n"
    )
    assert held(cast) == {
        "ZY9 1AA": (590000.0, None), "ZY9 1AB": (590000.0, None), "ZY9 1AF": (591000.0, date(2026, 1, 1)),
    }  # fmt: skip


def test_a_file_that_no_mapping_of_ours_fits_needs_one(frontdesk, file) -> None:
    with pytest.raises(Stop, match=r"no mapping of our own fits file.csv \(known are code-point-open, onspd\)"):
        frontdesk("postcodes", file("Code,X,Y\nZY9 1AA,590000,480000\n"))
