"""The shape of the invented town: its outline, four wards that tile it, parking zones, and lines for its streets.

The town stands in the North Sea, 60 kilometres off the coast, on the national grid: coordinates are real in form and
nobody lives at them.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, pi, sin
from random import Random
from typing import cast

from shapely.geometry import LineString, Point, Polygon

CENTRE = (590_000.0, 480_000.0)
_RADIUS_EAST, _RADIUS_NORTH = 2_150, 1_850
_CORNERS_A_QUARTER = 7
_CELL = 300
_ZONE_RADIUS = 620
REVIEWED = "2023-05-04"

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """An area of the town: kind, code, name, polygon on the grid, and the days (ISO) on which it stands."""

    kind: str
    code: str
    name: str
    polygon: Polygon
    valid_from: str = ""
    valid_to: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A street as a straight line, from the end where its numbers begin."""

    start: Spot
    end: Spot

    @property
    def length(self) -> float:
        """Its length in metres."""
        return hypot(self.end[0] - self.start[0], self.end[1] - self.start[1])

    def beside(self, along: float, offset: float) -> Spot:
        """The point so many metres along it and so many to its right (negative: left)."""
        east, north = (self.end[0] - self.start[0]) / self.length, (self.end[1] - self.start[1]) / self.length
        return (
            self.start[0] + east * along + north * offset,
            self.start[1] + north * along - east * offset,
        )


def town_shapes(random: Random) -> list[Shape]:
    """Make the boundary, four wards cut by the river and the old road, and three parking zones around the centre."""
    ring = _outline(random)
    east, north, west, south = (ring[n * _CORNERS_A_QUARTER] for n in range(4))
    road_east, road_west = _wander(random, CENTRE, east), _wander(random, CENTRE, west)
    river_north, river_south = _wander(random, CENTRE, north), _wander(random, CENTRE, south)
    spokes = (road_east, river_north, road_west, river_south)
    names = (("E05999003", "Staithe"), ("E05999002", "Larks Hill"), ("E05999001", "Abbey Mead"),
             ("E05999004", "Tanners Green"))  # fmt: skip
    wards = []
    for quarter, (code, name) in enumerate(names):
        arc = [ring[(quarter * _CORNERS_A_QUARTER + n) % len(ring)] for n in range(_CORNERS_A_QUARTER + 1)]
        corners = [*spokes[quarter][:-1], *arc, *reversed(spokes[(quarter + 1) % 4][1:-1])]
        wards.append(Shape("ward", code, name, Polygon(corners), valid_from=REVIEWED))
    boundary = Shape("boundary", "E06999001", "Quillmere", Polygon(ring))
    wards.sort(key=lambda ward: ward.code)
    return [boundary, *wards, *_wards_before_review(wards), *_parking_zones(wards)]


def _wards_before_review(wards: list[Shape]) -> list[Shape]:
    """The two wards that stood before the last review: the halves either side of the river."""
    abbey, larks, staithe, tanners = wards
    return [
        Shape("ward", "E05999901", "Quillmere West", _joined(abbey, larks), valid_to=REVIEWED),
        Shape("ward", "E05999902", "Quillmere East", _joined(staithe, tanners), valid_to=REVIEWED),
    ]


def _joined(one: Shape, other: Shape) -> Polygon:
    """Two neighbours as one area."""
    return cast(Polygon, one.polygon.union(other.polygon))


def _outline(random: Random) -> list[Spot]:
    corners = 4 * _CORNERS_A_QUARTER
    found = []
    for number in range(corners):
        angle, bulge = 2 * pi * number / corners, random.uniform(0.93, 1.07)
        east, north = cos(angle) * _RADIUS_EAST * bulge, sin(angle) * _RADIUS_NORTH * bulge
        found.append((round(CENTRE[0] + east), round(CENTRE[1] + north)))
    return [(float(east), float(north)) for east, north in found]


def _wander(random: Random, start: Spot, end: Spot) -> list[Spot]:
    """A line from start to end that bends a little, as rivers and old roads do."""
    found = [start]
    for step in range(1, 8):
        share, sway = step / 8, 60.0
        east = start[0] + (end[0] - start[0]) * share + random.uniform(-sway, sway)
        north = start[1] + (end[1] - start[1]) * share + random.uniform(-sway, sway)
        found.append((float(round(east)), float(round(north))))
    return [*found, end]


def _parking_zones(wards: list[Shape]) -> list[Shape]:
    circle = Point(CENTRE).buffer(_ZONE_RADIUS, quad_segs=4)
    named = {"Abbey Mead": ("A", "Zone A, Market"), "Staithe": ("B", "Zone B, Wharf"),
             "Tanners Green": ("C", "Zone C, Station")}  # fmt: skip
    zones = [
        Shape("parking_zone", *named[ward.name], cast(Polygon, ward.polygon.intersection(circle)))
        for ward in wards
        if ward.name in named
    ]
    return sorted(zones, key=lambda zone: zone.code)


def street_lines(random: Random, ward: Polygon, count: int) -> list[Line]:
    """Lay so many streets into a ward on a jittered lattice, those nearest the town's centre first."""
    inside = ward.buffer(-20)
    west, south, east, north = ward.bounds
    found: list[Line] = []
    for row in range(int((north - south) / _CELL) + 2):
        for column in range(int((east - west) / _CELL) + 2):
            spot = (west + column * _CELL + random.uniform(-25, 25), south + row * _CELL + random.uniform(-25, 25))
            half, lean = random.uniform(105, 135), random.uniform(-0.25, 0.25)
            angle = lean + (pi / 2 if (row + column) % 2 else 0)
            line = Line(
                (spot[0] - cos(angle) * half, spot[1] - sin(angle) * half),
                (spot[0] + cos(angle) * half, spot[1] + sin(angle) * half),
            )
            if inside.contains(LineString([line.start, line.end])):
                found.append(line)
    found.sort(key=lambda line: hypot(line.beside(line.length / 2, 0)[0] - CENTRE[0],
                                      line.beside(line.length / 2, 0)[1] - CENTRE[1]))  # fmt: skip
    if len(found) < count:
        raise ValueError(f"The ward has room for {len(found)} streets, not {count}")
    return found[:count]


def border_line(boundary: Polygon) -> Line:
    """A road that begins in the town and ends across its border, to the south-east."""
    far = (CENTRE[0] + 2 * _RADIUS_EAST, CENTRE[1] - 2 * _RADIUS_NORTH)
    inside = LineString([CENTRE, far]).intersection(boundary)
    crossing = (inside.coords[-1][0], inside.coords[-1][1])
    share = 150 / inside.length
    step = ((crossing[0] - CENTRE[0]) * share, (crossing[1] - CENTRE[1]) * share)
    return Line((crossing[0] - step[0], crossing[1] - step[1]), (crossing[0] + step[0], crossing[1] + step[1]))


def village_lines(border: Line) -> list[Line]:
    """Three short streets of the village that lies across the border."""
    east, north = border.end
    return [
        Line((east + 120, north - 60), (east + 330, north - 110)),
        Line((east + 180, north - 180), (east + 260, north - 360)),
        Line((east + 340, north - 150), (east + 520, north - 240)),
    ]
