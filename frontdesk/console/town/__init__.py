"""The invented town of the demo council, made anew from one seed and committed as data.

``python -m frontdesk.console.town`` writes ``councils/demo/places/``; the same seed gives the same bytes.
Postcodes are in the area ZY, which Royal Mail does not use (nor does any pseudo-postcode list, as
happens with ZZ); it passes the usual check of a postcode's form. UPRNs begin 9990 and USRNs 999, far above any issued.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from datetime import date, timedelta
from math import atan2
from pathlib import Path
from random import Random
from typing import Any

import shapely
from shapely.geometry import Point

from frontdesk.console.town import names
from frontdesk.console.town.houses import (
    House,
    Street,
    fill,
    give_postcodes,
    open_businesses,
    place_landmarks,
    trim,
)
from frontdesk.console.town.shapes import CENTRE, Shape, border_line, street_lines, town_shapes, village_lines
from frontdesk.domains.places.rules.areas import as_geojson
from frontdesk.domains.places.rules.grid import many_to_latlon
from frontdesk.domains.places.types import GridPoint

SEED = 1888
ADDRESSES = 5_000
FIRST_UPRN = 999_000_000_101
FIRST_USRN = 99_900_001
NEIGHBOUR = "littlewick"
_DISTRICTS = {"Abbey Mead": "ZY1", "Larks Hill": "ZY2", "Staithe": "ZY3", "Tanners Green": "ZY4", names.VILLAGE: "ZY8"}
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR")


@dataclass(frozen=True, slots=True)
class Town:
    """The whole town: its areas, streets with their houses, and the collection round of each street."""

    shapes: list[Shape]
    streets: list[Street]
    rounds: dict[int, str]


def make_town(seed: int = SEED) -> Town:
    """Make the town from a seed: always the same one from the same seed."""
    random = Random(seed)  # noqa: S311 (a town, not a secret)
    shapes = town_shapes(random)
    streets = _streets(random, shapes)
    blocks, house_names = [*names.BLOCKS, names.TOWER], list(names.HOUSE_NAMES)
    random.shuffle(house_names)
    for street in streets:
        fill(street, random, blocks, house_names)
    open_businesses(streets, random, 150)
    place_landmarks(streets)
    trim(streets, ADDRESSES)
    give_postcodes(streets)
    return Town(shapes, streets, _rounds(streets))


def _streets(random: Random, shapes: list[Shape]) -> list[Street]:
    """Lay the streets: each ward's own, the road over the border, and the village beyond it."""
    boundary = next(shape.polygon for shape in shapes if shape.kind == "boundary")
    wards = {shape.name: shape.polygon for shape in shapes if shape.kind == "ward"}
    border = border_line(boundary)
    laid: list[Street] = []
    for area, street_names in names.STREETS.items():
        away = area == names.VILLAGE
        lines = village_lines(border) if away else street_lines(random, wards[area], len(street_names))
        for name, line in zip(street_names, lines, strict=True):
            over = border if name == "Marsh Road" else line
            laid.append(Street(FIRST_USRN + len(laid), name, area, over, _DISTRICTS[area]))
    return laid


def _rounds(streets: list[Street]) -> dict[int, str]:
    """Give each street of the town a round, ten rounds going about the centre; the village has none of ours."""
    ours = [street for street in streets if street.ward != names.VILLAGE]
    ours.sort(key=lambda street: atan2(street.line.start[1] - CENTRE[1], street.line.start[0] - CENTRE[0]))
    each = -(-len(ours) // 10)
    return {
        street.usrn: f"{_WEEKDAYS[number // each // 2]}-{'AB'[number // each % 2]}"
        for number, street in enumerate(ours)
    }


def files(town: Town) -> dict[str, str]:
    """Return the town as the files of a council pack, by name."""
    return {
        "streets.csv": _streets_csv(town),
        "addresses.csv": _addresses_csv(town),
        "rounds.csv": _rounds_csv(),
        "areas.geojson": _areas_geojson(town),
    }


def write(folder: Path, seed: int = SEED) -> dict[str, int]:
    """Write the town's files into a folder and return each file's size in bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    sizes = {}
    for name, text in files(make_town(seed)).items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
        sizes[name] = len(text.encode())
    return sizes


def _streets_csv(town: Town) -> str:
    rows: list[list[object]] = []
    for street in town.streets:
        away = street.ward == names.VILLAGE
        ends = [round(number) for spot in (street.line.start, street.line.end) for number in spot]
        locality, post_town = (names.VILLAGE, names.VILLAGE_TOWN) if away else ("", names.TOWN)
        rows.append([street.usrn, street.name, locality, post_town, *ends])
    head = ["usrn", "name", "locality", "town", "start_easting", "start_northing", "end_easting", "end_northing"]
    return _csv(head, rows)


def _addresses_csv(town: Town) -> str:
    boundary = next(shape.polygon for shape in town.shapes if shape.kind == "boundary")
    houses = [house for street in town.streets for house in street.houses]
    points = many_to_latlon([GridPoint(round(h.spot[0], 1), round(h.spot[1], 1)) for h in houses])
    shells: dict[str, int] = {}
    rows: list[list[object]] = []
    for number, (house, point) in enumerate(zip(houses, points, strict=True)):
        uprn = FIRST_UPRN + number
        if house.classification == "PP":
            shells[house.shell] = uprn
        parent = shells[house.shell] if house.flat else ""
        ours = boundary.covers(Point(house.spot))
        rows.append([
            uprn, house.street, house.organisation, house.flat, house.building, house.number, house.postcode,
            f"{house.spot[0]:.1f}", f"{house.spot[1]:.1f}", f"{point.latitude:.6f}", f"{point.longitude:.6f}",
            house.classification, "" if house.status == 1 else house.status, parent,
            "" if ours else NEIGHBOUR, town.rounds.get(house.street, "") if ours else "",
        ])  # fmt: skip
    return _csv(ADDRESS_COLUMNS, rows)


ADDRESS_COLUMNS = [
    "uprn", "usrn", "organisation", "flat", "building", "number", "postcode", "easting", "northing", "latitude",
    "longitude", "classification", "status", "parent_uprn", "authority", "collection_round",
]  # fmt: skip


def _rounds_csv() -> str:
    monday = date(2026, 1, 5)
    rows: list[list[object]] = []
    for weekday, letters in enumerate(_WEEKDAYS):
        for week, letter in enumerate("AB"):
            first = monday + timedelta(days=weekday + 7 * week)
            rows.append([f"{letters}-{letter}", weekday + 1, first.isoformat()])
    return _csv(["code", "weekday", "recycling_from"], rows)


def _areas_geojson(town: Town) -> str:
    features = []
    for shape in town.shapes:
        degrees = shapely.transform(shape.polygon, _to_degrees)
        properties = {"kind": shape.kind, "code": shape.code, "name": shape.name}
        properties |= {"valid_from": shape.valid_from} if shape.valid_from else {}
        properties |= {"valid_to": shape.valid_to} if shape.valid_to else {}
        features.append(json.dumps({"type": "Feature", "properties": properties, "geometry": as_geojson(degrees)}))
    return '{"type": "FeatureCollection", "features": [\n' + ",\n".join(features) + "\n]}\n"


def _to_degrees(coordinates: Any) -> Any:
    """An array of grid points as an array of degrees."""
    points = many_to_latlon([GridPoint(x, y) for x, y in coordinates])
    return [[p.longitude, p.latitude] for p in points]


def _csv(head: list[str], rows: list[list[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue()


__all__ = ["House", "Street", "Town", "files", "make_town", "write"]
