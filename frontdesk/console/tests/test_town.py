import csv
import io
import json
from collections import Counter
from pathlib import Path

import pytest

from frontdesk.console.town import files, make_town
from frontdesk.domains.places.rules.areas import Outline, areas_of, read_geometry, tiling_problems
from frontdesk.domains.places.rules.grid import metres_between, to_grid
from frontdesk.domains.places.rules.postcodes import normalise_postcode
from frontdesk.domains.places.types import GridPoint, LatLon

PACK = Path(__file__).parents[3] / "councils" / "demo" / "places"


@pytest.fixture(scope="module")
def town() -> dict[str, str]:
    return files(make_town())


@pytest.fixture(scope="module")
def addresses(town) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(town["addresses.csv"])))


def outlines(town, kind: str) -> list[Outline]:
    found = []
    for feature in json.loads(town["areas.geojson"])["features"]:
        said = feature["properties"]
        if said["kind"] == kind and "valid_to" not in said:
            found.append(Outline(said["code"], said["name"], read_geometry(feature["geometry"])))
    return found


def test_it_is_the_town_that_is_committed(town):
    for name, text in town.items():
        assert (PACK / name).read_text(encoding="utf-8") == text, f"{name}: run python -m frontdesk.console.town"


def test_it_has_five_thousand_addresses_in_about_ninety_streets(town, addresses):
    assert len(addresses) == 5_000 == len({row["uprn"] for row in addresses})
    streets = {row["usrn"]: row["name"] for row in csv.DictReader(io.StringIO(town["streets.csv"]))}
    assert 90 <= len(streets) == len(set(streets.values())) <= 95
    assert {row["usrn"] for row in addresses} <= streets.keys()
    assert sum(len(text.encode()) for text in town.values()) < 600_000


def test_it_uses_only_an_area_of_postcodes_that_is_not_in_use(addresses):
    assert all(normalise_postcode(row["postcode"]) == row["postcode"] for row in addresses)
    assert {row["postcode"][:2] for row in addresses} == {"ZY"}


def test_its_four_wards_tile_it_and_hold_every_address_of_its_own(town, addresses):
    wards, (boundary,) = outlines(town, "ward"), outlines(town, "boundary")
    assert len(wards) == 4
    assert tiling_problems(wards, boundary.polygon) == ()
    points = [GridPoint(float(row["easting"]), float(row["northing"])) for row in addresses]
    for row, ward in zip(addresses, areas_of(points, wards), strict=True):
        assert bool(ward) == (row["authority"] == ""), row


def test_its_two_kinds_of_coordinates_agree(addresses):
    for row in addresses[::50]:
        degrees = to_grid(LatLon(float(row["latitude"]), float(row["longitude"])))
        assert metres_between(degrees, GridPoint(float(row["easting"]), float(row["northing"]))) < 0.2


def test_it_has_what_makes_addresses_hard(addresses):
    by_postcode = Counter(row["postcode"] for row in addresses)
    assert max(by_postcode.values()) > 50, "a tower to page through"
    shared = {row["postcode"] for row in addresses if row["authority"]} & {
        row["postcode"] for row in addresses if not row["authority"]
    }
    assert shared, "a postcode on both sides of the border"
    assert sum(1 for row in addresses if row["flat"]) > 400
    assert sum(1 for row in addresses if row["organisation"]) > 150
    assert any(row["building"] and not row["number"] for row in addresses)
    assert {row["status"] for row in addresses} == {"", "6", "8"}
    assert all(bool(row["collection_round"]) != bool(row["authority"]) for row in addresses)
