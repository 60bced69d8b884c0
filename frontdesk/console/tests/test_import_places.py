"""Bringing in postcodes, boundaries and addresses, as somebody at the console does it."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from frontdesk.console.imports.kinds import KINDS
from frontdesk.console.surroundings import Stop
from frontdesk.domains.places import actions, queries
from frontdesk.domains.places.models import Area, Postcode
from frontdesk.domains.places.rules.areas import as_geojson, read_geometry
from frontdesk.domains.places.tests import village
from frontdesk.kernel import clock
from tests.support.cast import Cast

CODE_POINT = "postcode,positional_quality_indicator,easting,northing\n"
ONSPD = "pcds,dointr,doterm,oslaua,oseast1m,osnrth1m,osgrdind\n"


def held(cast: Cast) -> dict[str, tuple[float | None, date | None]]:
    rows = Postcode.objects.filter(council_id=cast.councils.demo.id)
    return {row.postcode_norm: (row.easting, row.ended) for row in rows}


def test_postcodes_come_in_by_a_mapping_that_knows_their_file(frontdesk, file, cast: Cast) -> None:
    code, said, _ = frontdesk("postcodes", file(CODE_POINT + "ZY9 1AA,10,590000,480000\nZY9 1AB,90,0,0\n"))
    assert (code, said.split(": ", 1)[1]) == (
        0,
        "2 lines: 2 brought in, 0 there already, 0 refused, 0 left out\n",
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
        "Dry run, nothing is kept: 6 lines: 1 brought in, 0 there already, 5 refused, 0 left out\n",
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
    said = r"no mapping of our own fits file.csv \(known are code-point-open, onspd\)\. Its columns are: Code, X, Y\."
    with pytest.raises(Stop, match=said):
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
    assert (code, said.splitlines()[-1]) == (0, "Areas that are not in the file and end on 2026-05-07: 1.")
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
    assert said.splitlines()[-1] == "What is not in the file was left as it is, because lines were refused."
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


# Addresses ---------------------------------------------------------------------------------------------------

PLAIN = "uprn,usrn,street,town,organisation,flat,building,number,postcode,easting,northing,classification\n"
ONE = "1,501,MILL LANE,TESTWICK,,,,1,ZY9 1AA,590050,480050,RD04\n"
TWO = "2,501,MILL LANE,TESTWICK,,,,2,ZY9 1AA,590060,480050,RD04\n"
FLAT = "3,502,OLD MILL LANE,TESTWICK,,FLAT 1,HERON COURT,3,ZY9 1AB,591500,480050,RD06\n"
GML = """<?xml version="1.0" encoding="UTF-8"?>
<abpr:Set xmlns:abpr="http://example.org/abpr" xmlns:gml="http://www.opengis.net/gml/3.2">
<abpr:basicLandPropertyUnitMember><abpr:BasicLandPropertyUnit>
 <abpr:changeType>I</abpr:changeType><abpr:uprn>7</abpr:uprn><abpr:logicalStatus>1</abpr:logicalStatus>
 <abpr:position><gml:Point><gml:pos>590050.00 480050.00</gml:pos></gml:Point></abpr:position>
 <abpr:postcodeLocator>ZY9 1AA</abpr:postcodeLocator>
 <abpr:landPropertyIdentifierMember><abpr:LandPropertyIdentifier>
  <abpr:logicalStatus>3</abpr:logicalStatus><abpr:paoText>OLD NAME</abpr:paoText><abpr:usrn>501</abpr:usrn>
 </abpr:LandPropertyIdentifier></abpr:landPropertyIdentifierMember>
 <abpr:landPropertyIdentifierMember><abpr:LandPropertyIdentifier>
  <abpr:logicalStatus>1</abpr:logicalStatus><abpr:saoStartNumber>5</abpr:saoStartNumber>
  <abpr:paoStartNumber>14</abpr:paoStartNumber><abpr:paoStartSuffix>A</abpr:paoStartSuffix>
  <abpr:paoEndNumber>16</abpr:paoEndNumber><abpr:paoText>HERON &amp; SON'S</abpr:paoText><abpr:usrn>501</abpr:usrn>
 </abpr:LandPropertyIdentifier></abpr:landPropertyIdentifierMember>
</abpr:BasicLandPropertyUnit></abpr:basicLandPropertyUnitMember>
<abpr:streetMember><abpr:Street>
 <abpr:usrn>501</abpr:usrn>
 <abpr:streetStart><gml:Point><gml:pos>590000.00 480000.00</gml:pos></gml:Point></abpr:streetStart>
 <abpr:streetEnd><gml:Point><gml:pos>590200.00 480000.00</gml:pos></gml:Point></abpr:streetEnd>
 <abpr:streetDescriptiveIdentifierMember><abpr:StreetDescriptiveIdentifier>
  <abpr:streetDescription xml:lang="en">MILL LANE</abpr:streetDescription><abpr:townName>TESTWICK</abpr:townName>
 </abpr:StreetDescriptiveIdentifier></abpr:streetDescriptiveIdentifierMember>
</abpr:Street></abpr:streetMember>
</abpr:Set>
"""


def lines_of(cast: Cast, *uprns: int) -> list[str]:
    found = queries.addresses(cast.councils.demo.id, uprns)
    return [f"{found[uprn].one_line}{'' if found[uprn].status == 1 else ' (gone)'}" for uprn in uprns if uprn in found]


def test_plain_addresses_come_in_with_their_streets_and_wards(frontdesk, file, cast: Cast) -> None:
    frontdesk("boundaries", file(collection(MILL, HERON)))
    assert frontdesk("addresses", file(PLAIN + ONE + FLAT))[0] == 0
    assert lines_of(cast, 1, 3) == [
        "1 Mill Lane, Testwick, ZY9 1AA", "Flat 1, Heron Court, 3 Old Mill Lane, Testwick, ZY9 1AB",
    ]  # fmt: skip
    flat = queries.address(cast.councils.demo.id, 3)
    assert flat is not None and flat.ward == "E05999002"
    assert [each.name for each in queries.find_street(cast.councils.demo.id, "old mill")] == ["Old Mill Lane"]


def test_bad_addresses_are_told_with_their_lines_and_a_dry_run_keeps_nothing(frontdesk, file, cast: Cast) -> None:
    bad = (
        ",501,,,,,,1,ZY9 1AA,590050,480050,\nx,501,,,,,,1,ZY9 1AA,590050,480050,\n4,999,,,,,,1,ZY9 1AA,590050,480050,\n"
        "5,501,,,,,,1,ZY9 1AA,,,\n6,501,,,,,,1,ZY9 1AA,480050,5900500,\n7,501,,,,,,1,nowhere,590050,480050,\n"
        "8,501,,,,,,,ZY9 1AA,590050,480050,\n1,501,,,,,,1,ZY9 1AA,590050,480050,\n"
    )
    code, said, wrong = frontdesk("addresses", file(PLAIN + ONE + bad), "--dry-run")
    assert [line.split(": ", 1) for line in wrong.splitlines()] == [
        ["file.csv:3", "There is neither a UPRN nor the name of a street."],
        ["file.csv:4", "uprn: “x” is not a whole number up to 999999999999."],
        ["file.csv:5", "Street 999 is not known: bring in the streets first, or give their names."],
        ["file.csv:6", "The address has no coordinates: give easting and northing, or latitude and longitude."],
        ["file.csv:7", "Easting and northing are not on the British National Grid. Are they the wrong way round?"],
        ["file.csv:8", "“nowhere” is not a UK postcode."],
        ["file.csv:9", "The address has no number, name or organisation."],
        ["file.csv:10", "Address 1 stands in a line before."],
    ]
    assert (code, lines_of(cast, 1)) == (1, []) and "9 lines: 1 brought in, 0 there already, 8 refused" in said


def test_addresses_that_a_whole_file_lacks_become_historical_and_come_back_when_it_is_taken_back(
    frontdesk, file, cast: Cast
) -> None:
    frontdesk("addresses", file(PLAIN + ONE + TWO))
    assert "0 brought in, 2 there already" in frontdesk("addresses", file(PLAIN + ONE + TWO))[1]
    moved = ONE.replace("MILL LANE", "WEIR LANE").replace(",,1,", ",,1A,")
    said = frontdesk("addresses", file(PLAIN + moved + FLAT), "--whole")[1]
    assert said.splitlines()[-1] == "Addresses that are not in the file and became historical: 1."
    assert lines_of(cast, 1, 2, 3) == [
        "1A Weir Lane, Testwick, ZY9 1AA", "2 Weir Lane, Testwick, ZY9 1AA (gone)",
        "Flat 1, Heron Court, 3 Old Mill Lane, Testwick, ZY9 1AB",
    ]  # fmt: skip
    run = said.split()[1].rstrip(":")
    assert frontdesk("undo", run)[1] == f"Run {run} is taken back: 4 addresses and streets put back as they were.\n"
    assert lines_of(cast, 1, 2, 3) == [
        "1 Mill Lane, Testwick, ZY9 1AA", "2 Mill Lane, Testwick, ZY9 1AA",
        "Flat 1, Heron Court, 3 Old Mill Lane, Testwick, ZY9 1AB (gone)",
    ]  # fmt: skip
    council = cast.councils.demo.id
    assert [each.usrn for each in queries.find_street(council, "mill")] == [501, 502]
    assert queries.find_street(council, "weir") == ()


def test_what_a_file_of_addresses_does_not_tell_stays(frontdesk, file, cast: Cast) -> None:
    village.build(cast.system)
    frontdesk("addresses", file(PLAIN + "20,502,OLD MILL LANE,,,,,1B,ZY9 1AB,590050,480050,RD04\n"))
    found = queries.address(cast.councils.demo.id, 20)
    assert found is not None and (found.parts.number, found.collection_round) == ("1B", "TU-A")
    assert found.parts.town == "Testwick"


def test_addressbase_is_read_as_gml_whatever_its_order_with_the_approved_address(frontdesk, file, cast: Cast) -> None:
    path = file(GML, "tile.gml")
    assert "2 lines: 2 brought in" in frontdesk("addresses", path)[1]
    assert "0 brought in, 2 there already" in frontdesk("addresses", path)[1]
    assert lines_of(cast, 7) == ["5, Heron & Son's, 14A-16 Mill Lane, Testwick, ZY9 1AA"]
    street = queries.street(cast.councils.demo.id, 501)
    assert street is not None and street.middle == village.at(100, 0)
    gone = file(GML.replace("<abpr:changeType>I", "<abpr:changeType>D"), "change.gml")
    frontdesk("addresses", gone)
    assert lines_of(cast, 7)[0].endswith("(gone)")


def test_a_broken_file_of_addressbase_stops_with_its_line(frontdesk, file) -> None:
    with pytest.raises(Stop, match=r"tile.gml:8: this is not XML"):
        frontdesk("addresses", file("\n".join(GML.splitlines()[:8]), "tile.gml"))


def test_properties_of_a_feature_are_read_by_their_names_and_what_is_no_feature_is_refused(
    frontdesk, file, cast: Cast
) -> None:
    named: Any = HERON["properties"]
    turned = {**HERON, "properties": dict(reversed(named.items()))}
    tree = json.loads(collection(MILL, turned))
    tree["features"].insert(1, None)
    code, said, wrong = frontdesk("boundaries", file(json.dumps(tree, indent=1), "wards.geojson"))
    assert code == 1 and "3 lines: 2 brought in" in said
    assert "This is not a GeoJSON Feature with properties." in wrong
    rows = Area.objects.filter(council_id=cast.councils.demo.id, kind="ward")
    assert set(rows.values_list("code", "name")) >= {("E05999001", "Mill"), ("E05999002", "Heron")}


def test_an_area_taken_back_and_brought_in_again_stands_from_its_own_day(frontdesk, file, cast: Cast) -> None:
    run = frontdesk("boundaries", file(collection(MILL)))[1].split()[1]
    frontdesk("undo", run)
    later = date(clock.today().year + 1, 5, 6)
    frontdesk("boundaries", file(collection(MILL)), "--from", later.isoformat())
    row = Area.objects.get(council_id=cast.councils.demo.id, code="E05999001")
    assert (row.valid_from, row.valid_to) == (later, None)


def test_numbers_that_no_column_holds_are_refused_by_their_line(frontdesk, file, cast: Cast) -> None:
    odd = "ZY9 1AA,nan,590000,480000\nZY9 1AB,10,inf,1\nZY9 1AC,99999999999,590000,480000\n"
    code, said, wrong = frontdesk("postcodes", file(CODE_POINT + odd + "ZY9 1AD,10,590000,480000\n"))
    assert code == 1 and "4 lines: 1 brought in, 0 there already, 3 refused" in said
    assert wrong.count("is not a number that can stand here.") == 3


def test_a_dry_run_of_streets_and_addresses_says_what_the_run_itself_does(
    frontdesk, file, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(KINDS, "addresses", replace(KINDS["addresses"], batch=2))
    street = ",501,MILL LANE,TESTWICK,,,,,,,,\n"
    bad = "x,502,WEIR LANE,,,,,9,ZY9 1AA,590050,480050,\n"
    houses = "".join(f"{n},{usrn},,,,,,{n},ZY9 1AA,590050,480050,\n" for n, usrn in ((1, 501), (2, 502), (3, 501)))
    path = file(PLAIN + street + bad + houses + ONE.replace("1,501", "4,501"))
    dry, run = frontdesk("addresses", path, "--dry-run"), frontdesk("addresses", path)
    assert (dry[0], dry[1].split("lines: ")[1], dry[2]) == (run[0], run[1].split("lines: ")[1], run[2])
    assert "4 brought in, 0 there already, 2 refused" in dry[1]


def test_a_file_that_is_not_there_is_told_so_whatever_its_kind(frontdesk, tmp_path) -> None:
    for kind in ("addresses", "boundaries", "postcodes"):
        with pytest.raises(Stop, match=r"calls\.csv cannot be read: there is no such file"):
            frontdesk(kind, tmp_path / "calls.csv")
