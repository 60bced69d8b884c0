"""The files of Ordnance Survey and of the statistics office, brought in: what we keep is what they say."""

import csv
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shapely
from pyproj import Transformer
from shapely.geometry import Point, mapping, shape
from shapely.geometry.base import BaseGeometry

from frontdesk.console.main import load, parser_of
from frontdesk.domains.places import actions, queries
from frontdesk.domains.places.actions.wards import standing_wards
from frontdesk.domains.places.models import Address, Postcode, Street
from frontdesk.domains.places.rules.areas import areas_of
from frontdesk.domains.places.rules.grid import to_latlon
from frontdesk.domains.places.rules.whose import RETIRED, today_code
from frontdesk.domains.places.types import AreaRow, GridPoint, PostcodeRow
from frontdesk.kernel import clock
from tests.support import real_data
from tests.support.cast import Cast

pytestmark = pytest.mark.real_data


def bring_in(*words: object) -> int:
    """`frontdesk import` with these words."""
    options = parser_of("import", load("import_")).parse_args([*map(str, words), "--council", "demo"])
    return int(options.run(options) or 0)


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        yield from csv.DictReader(file)


@pytest.mark.parametrize("name", ["lewisham_SE4_6_8_12_13_14_23_26", "cambridge_CB1-5"])
def test_every_postcode_of_code_point_open_lies_where_the_file_says(cast: Cast, name: str) -> None:
    path = real_data.folder("postcodes") / f"{name}.csv"
    assert bring_in("postcodes", path) == 0
    held = Postcode.objects.filter(council_id=cast.councils.demo.id)
    assert set(held.values_list("postcode_norm", "easting", "northing")) == {
        (row["postcode"], float(row["easting"]), float(row["northing"])) for row in rows_of(path)
    }


def test_the_directory_brings_ended_postcodes_with_their_ends_and_the_council_of_each(cast: Cast) -> None:
    path = real_data.folder("postcodes") / "onspd_extract_aberdeen.csv"
    assert bring_in("postcodes", path) == 0
    rows = list(rows_of(path))
    held = list(Postcode.objects.filter(council_id=cast.councils.demo.id))
    assert len(held) == len(rows) == 8_048
    assert Counter(row.authority for row in held) == Counter(row["oslaua"] for row in rows)
    ended = {row.postcode_norm: f"{row.ended:%Y%m}" for row in held if row.ended}
    assert ended == {row["pcds"]: row["doterm"] for row in rows if row["doterm"]}


@pytest.mark.shows("K15")
def test_each_postcode_of_lewisham_lies_in_the_same_ward_whichever_coordinates_the_file_has(
    cast: Cast, tmp_path: Path
) -> None:
    wards = json.loads((real_data.folder("boundaries") / "lewisham_wards_2022_wgs84.geojson").read_text())
    to_grid = Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True)
    outlines = {ward["properties"]["WD22CD"]: _on_grid(to_grid, ward["geometry"]) for ward in wards["features"]}
    postcodes = list(rows_of(real_data.folder("postcodes") / "lewisham_SE4_6_8_12_13_14_23_26.csv"))[::10]
    spots = [Point(float(row["easting"]), float(row["northing"])) for row in postcodes]
    expected = [next((code for code, outline in outlines.items() if outline.covers(spot)), "") for spot in spots]
    assert len(outlines) == 19 and expected.count("") < len(expected) / 5
    features = [{**ward, "geometry": mapping(outlines[ward["properties"]["WD22CD"]])} for ward in wards["features"]]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
    (tmp_path / "osgb.geojson").write_text(json.dumps({**wards, "crs": crs, "features": features}))
    for path in (real_data.folder("boundaries") / "lewisham_wards_2022_wgs84.geojson", tmp_path / "osgb.geojson"):
        assert bring_in("boundaries", path) == 0
        standing = standing_wards(cast.councils.demo.id, clock.today())
        assert areas_of([GridPoint(spot.x, spot.y) for spot in spots], standing) == expected


def _on_grid(to_grid: Transformer, geometry: dict[str, Any]) -> BaseGeometry:
    return shapely.transform(shape(geometry), to_grid.transform, interleaved=False)


KEPT = {
    "uprn": "uprn", "usrn": "street__usrn", "x": "easting", "y": "northing", "latitude": "latitude",
    "longitude": "longitude", "class": "classification", "parent_uprn": "parent_uprn", "lpi_status": "status",
    "postcode_locator": "postcode_norm",
}  # fmt: skip
"""Columns of property.csv that we keep as they are. The parts of the name (sao_*, pao_*, organisation) become flat,
building, number and organisation, compared below. Not kept: dates, keys and versions of records, cross-references
(TOID, council tax and business rates: systems of their own), positional accuracy, custodian (whose address it is stands
in a mapping's [codes.authority]), country, postal flags, UDPRN and what Royal Mail calls the address (the council's own
gazetteer names it), ward and parish (worked out from the boundaries, which a council loads when they change)."""
STREET_KEPT = {
    "usrn": "usrn", "description": "name", "locality": "locality", "town_name": "town", "start_x": "start_easting",
    "start_y": "start_northing", "end_x": "end_easting", "end_y": "end_northing",
}  # fmt: skip
"""Columns of streets.csv that we keep. Not kept: county, surface, classification, state and dates (nobody here asks
for them), and the ends in degrees (the grid says the same)."""


def test_addressbase_gives_the_expected_rows(cast: Cast) -> None:
    folder = real_data.folder("addressbase")
    assert bring_in("addresses", folder / "exeter-extract.xml") == 0
    council = cast.councils.demo.id
    expected: dict[str, dict[str, str]] = {}
    for row in sorted(rows_of(folder / "property.csv"), key=lambda row: row["lpi_status"], reverse=True):
        expected[row["uprn"]] = row  # the approved address comes last and stays
    held = {str(row["uprn"]): row for row in Address.objects.filter(council_id=council).values(
        *KEPT.values(), "organisation", "flat", "building", "number")}  # fmt: skip
    assert len(held) == len(expected) == 21
    for uprn, row in expected.items():
        found = held[uprn]
        for column, ours in KEPT.items():
            assert found[ours] == (type(found[ours])(row[column]) if row[column] else None), (uprn, column)
        assert found["flat"].upper() == f"{row['sao_text']} {numbers(row, 'sao')}".strip()
        assert found["building"].upper() == row["pao_text"] and found["number"] == numbers(row, "pao")
        assert found["organisation"].upper() == (row["la_organisation"] or row["rm_organisation_name"])
    streets = list(rows_of(folder / "streets.csv"))
    held_streets: dict[str, dict[str, Any]] = {
        str(row["usrn"]): {**row} for row in Street.objects.filter(council_id=council).values()
    }
    assert len(held_streets) == len(streets) == 19
    for row in streets:
        for column, ours in STREET_KEPT.items():
            found = held_streets[row["usrn"]][ours]
            assert (found.upper() if isinstance(found, str) else found) == type(found)(row[column]), (row, column)


def numbers(row: dict[str, str], which: str) -> str:
    start, end = (row[f"{which}_{at}_number"] + row[f"{which}_{at}_suffix"] for at in ("start", "end"))
    return f"{start}-{end}" if end else start


def test_a_postcode_of_another_council_is_told_whose_it_is(cast: Cast) -> None:
    """Lewisham with its wards' outline as boundary, the 361 councils, and postcodes of four others."""
    boundaries, postcodes = real_data.folder("boundaries"), real_data.folder("postcodes")
    wards = json.loads((boundaries / "lewisham_wards_2022_wgs84.geojson").read_text())
    whole = shapely.union_all([shape(ward["geometry"]) for ward in wards["features"]])
    council = cast.councils.demo.id
    actions.bring_areas(cast.system, rows=[AreaRow("boundary", "E09000023", "Lewisham", mapping(whole))])
    assert bring_in("boundaries", boundaries / "uk_local_authority_boundaries.geojson") == 0
    assert len(queries.areas(council, "authority")) == 361
    samples = {
        "cambridge_CB1-5": ("CB1 1AH", "Cambridge"), "gravesham_DA11-13": ("DA11 0AA", "Gravesham"),
        "thurrock_RM15-20_SS17": ("RM17 6SL", "Thurrock"), "south_somerset_BA20-22_TA18-20": ("BA20 2HT", "Somerset"),
    }  # fmt: skip
    for name, (near, council_name) in samples.items():
        row = next(row for row in rows_of(postcodes / f"{name}.csv") if row["postcode"] >= near)
        grid = GridPoint(float(row["easting"]), float(row["northing"]))
        actions.load_postcodes(cast.system, rows=[PostcodeRow(row["postcode"], grid)])
        found = queries.whose(council, row["postcode"])
        assert (found.ours, found.name, found.sure) == (False, council_name, False), row["postcode"]
    ours = [row for row in rows_of(postcodes / "lewisham_SE4_6_8_12_13_14_23_26.csv") if row["postcode"] < "SE13"][::40]
    grids = [GridPoint(float(row["easting"]), float(row["northing"])) for row in ours]
    rows = [PostcodeRow(row["postcode"], grid) for row, grid in zip(ours, grids, strict=True)]
    actions.load_postcodes(cast.system, rows=rows)
    inside = [queries.ward_of(council, grid) is not None or shapely.covers(whole, _degrees(grid)) for grid in grids]
    assert [queries.whose(council, row["postcode"]).ours for row in ours] == inside and {True, False} == set(inside)


def _degrees(grid: GridPoint) -> Point:
    found = to_latlon(grid)
    return Point(found.longitude, found.latitude)


def test_every_code_of_a_council_that_was_taken_over_leads_to_one_that_stands() -> None:
    outlines = json.loads((real_data.folder("boundaries") / "uk_local_authority_boundaries.geojson").read_text())
    standing = {feature["properties"]["LAD24CD"] for feature in outlines["features"]}
    assert RETIRED.keys().isdisjoint(standing) and set(RETIRED.values()) <= standing
    assert {today_code(code) for code in RETIRED} <= standing and RETIRED["E07000189"] == "E06000066"
