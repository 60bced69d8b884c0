"""Bringing in postcodes, boundaries and addresses, as somebody at the console does it."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from frontdesk.console.main import load, parser_of
from frontdesk.console.surroundings import Stop
from frontdesk.domains.places import actions, queries
from frontdesk.domains.places.models import Area, Postcode
from frontdesk.domains.places.rules.areas import as_geojson, read_geometry
from frontdesk.domains.places.tests import village
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


# Boundaries --------------------------------------------------------------------------------------------------


def strip(west: float, east: float, code: str, name: str, *, grid: bool = False, **more: object) -> dict[str, object]:
    """A strip of the village as the statistics office writes a ward."""
    area = village.square(west, east, "ward", code, name)
    properties = {
        "WD26CD": code,
        "WD26NM": name,
        "WD26NMW": None,
        "LAD26CD": "E06999001",
        "LAD26NM": "Testwick",
        **more,
    }
    geometry = as_geojson(read_geometry(area.geometry), 2) if grid else area.geometry
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features: object, crs: str = "") -> str:
    named = {"crs": {"type": "name", "properties": {"name": crs}}} if crs else {}
    return json.dumps({"type": "FeatureCollection", **named, "features": features}, indent=0)


MILL, HERON = strip(0, 1000, "E05999001", "Mill"), strip(1000, 2000, "E05999002", "Heron")


def ward(cast: Cast, east: float, on: date | None = None) -> str:
    found = queries.ward_of(cast.councils.demo.id, village.at(east, 500), on)
    return found.name if found else ""


@pytest.mark.shows("A12")
def test_wards_of_either_coordinate_system_hold_the_same_points(frontdesk, file, cast: Cast) -> None:
    assert frontdesk("boundaries", file(collection(MILL, crs="urn:ogc:def:crs:OGC:1.3:CRS84")))[0] == 0
    heron = strip(1000, 2000, "E05999002", "Heron", grid=True)
    assert frontdesk("boundaries", file(collection(heron, crs="urn:ogc:def:crs:EPSG::27700")))[0] == 0
    assert [ward(cast, east) for east in (-1, 1, 999, 1001, 1999, 2001)] == ["", "Mill", "Mill", "Heron", "Heron", ""]


def test_bad_areas_are_told_with_their_lines(frontdesk, file) -> None:
    point = {**MILL, "geometry": {"type": "Point", "coordinates": [0, 52]}}
    swapped = {**HERON, "geometry": {"type": "Polygon", "coordinates": [[[54, 1], [54, 2], [55, 1], [54, 1]]]}}
    nameless = strip(0, 10, "E05999009", "")
    text = collection(point, swapped, nameless, MILL, crs="EPSG:4326")
    code, said, wrong = frontdesk("boundaries", file(text, "wards.geojson"))
    lines = [n for n, line in enumerate(text.splitlines(), 1) if '"type": "Feature"' in line]
    assert wrong.splitlines() == [
        f"wards.geojson:{lines[0]}: Mill: An area must be a Polygon or a MultiPolygon, not Point.",
        f"wards.geojson:{lines[1]}: Heron: This area is not in Britain. Perhaps longitude and latitude are the wrong"
        " way round.",
        f"wards.geojson:{lines[2]}: There is nothing for name.",
        f"wards.geojson:{lines[3]}: ward E05999001 stands in a line before.",
    ]
    assert code == 1 and "4 refused" in said


def test_coordinates_that_are_not_what_the_file_says_are_refused(frontdesk, file) -> None:
    _, _, wrong = frontdesk("boundaries", file(collection(MILL, crs="EPSG:27700")))
    assert "The file says that its coordinates are metres of the British National Grid" in wrong
    _, _, wrong = frontdesk("boundaries", file(collection(MILL, crs="EPSG:3857")))
    assert "We cannot read the coordinate system “EPSG:3857”" in wrong


@pytest.mark.shows("K15")
def test_a_newer_set_ends_the_older_one_and_both_keep_their_time(frontdesk, file, cast: Cast) -> None:
    frontdesk("boundaries", file(collection(MILL, HERON)))
    east = strip(1000, 2000, "E05999003", "Staithe")
    code, said, _ = frontdesk("boundaries", file(collection(MILL, east)), "--from", "2026-05-07", "--whole")
    assert (code, said.splitlines()[1]) == (0, "Areas that are not in the file and end on 2026-05-07: 1.")
    before, after = date(2026, 5, 6), date(2026, 5, 7)
    assert [ward(cast, 1500, on) for on in (before, after)] == ["Heron", "Staithe"]
    assert [ward(cast, 500, on) for on in (before, after)] == ["Mill", "Mill"], "a ward of both sets has no gap"


def test_taken_back_the_older_set_stands_again_and_the_newer_keeps_its_names(frontdesk, file, cast: Cast) -> None:
    frontdesk("boundaries", file(collection(MILL, HERON)))
    actions.load_addresses(cast.system, streets=village.STREETS, addresses=village.ADDRESSES)
    east = strip(1000, 2000, "E05999003", "Staithe")
    run = frontdesk("boundaries", file(collection(MILL, east)), "--whole")[1].split()[1].rstrip(":")
    flat = queries.address(cast.councils.demo.id, 101)
    assert flat is not None and flat.ward == "E05999003"
    _, said, _ = frontdesk("undo", run)
    assert said == f"Run {run} is taken back: 2 boundaries put back as they were.\n"
    flat = queries.address(cast.councils.demo.id, 101)
    assert flat is not None and flat.ward == "E05999002" and ward(cast, 1500) == "Heron"
    assert Area.objects.get(council_id=cast.councils.demo.id, code="E05999003").name == "Staithe"


def test_a_file_with_refused_lines_ends_nothing_and_a_dry_run_only_says_so(frontdesk, file, cast: Cast) -> None:
    frontdesk("boundaries", file(collection(MILL, HERON)))
    _, said, _ = frontdesk("boundaries", file(collection(MILL, strip(0, 9, "E05999004", ""))), "--whole")
    assert said.splitlines()[1] == "What is not in the file was left as it is, because lines were refused."
    _, said, _ = frontdesk("boundaries", file(collection(MILL)), "--whole", "--dry-run")
    assert "Areas that are not in the file and end on" in said
    assert ward(cast, 1500) == "Heron"


def test_our_own_boundary_is_taken_out_of_a_file_of_many(frontdesk, file, cast: Cast) -> None:
    many = [strip(0, 2000, "-", "-", LAD26CD="E06999001", LAD26NM="Testwick"),
            strip(2000, 4000, "-", "-", LAD26CD="E06999002", LAD26NM="Nextdoor")]  # fmt: skip
    frontdesk("boundaries", file(collection(*many)), "--mapping", "own-boundary", "--only", "E06999001")
    council = cast.councils.demo.id
    assert queries.in_our_area(council, village.at(500, 500)) and not queries.in_our_area(
        council, village.at(2500, 500)
    )
