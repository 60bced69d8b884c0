"""A map as a picture: areas and points on a canvas, ready for SVG, with words that say the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry import MultiPolygon, Polygon

from frontdesk.domains.places.rules.areas import Outline, area_of, simplified
from frontdesk.domains.places.types import GridPoint, MapPicture, MapPin, MapShape

_CORNERS_APART = 0.004
_MARGIN = 6.0


@dataclass(frozen=True, slots=True)
class _Frame:
    """How grid metres become units of the picture: north is up, so the vertical is turned over."""

    west: float
    north: float
    scale: float

    def x(self, easting: float) -> float:
        return round((easting - self.west) * self.scale + _MARGIN, 1)

    def y(self, northing: float) -> float:
        return round((self.north - northing) * self.scale + _MARGIN, 1)


def draw(
    outlines: Sequence[Outline], pins: Sequence[tuple[str, GridPoint]] = (), *, width: float = 320.0
) -> MapPicture | None:
    """Draw areas and named points on a canvas ``width`` units wide; None where there is nothing to draw.

    Outlines are simplified together to about one unit of the picture, so four wards take about a kilobyte.
    The words name the areas and say in which one each point lies, for people who cannot see the picture.
    """
    if not outlines:
        return None
    west, south, east, north = shapely.total_bounds([outline.polygon for outline in outlines])
    frame = _Frame(west, north, (width - 2 * _MARGIN) / max(east - west, 1.0))
    height = round((north - south) * frame.scale + 2 * _MARGIN, 1)
    light = simplified([outline.polygon for outline in outlines], (east - west) * _CORNERS_APART)
    shapes = tuple(_shape(outline, form, frame) for outline, form in zip(outlines, light, strict=True))
    drawn = tuple(MapPin(name, frame.x(p.easting), frame.y(p.northing)) for name, p in pins)
    return MapPicture(width, height, shapes, drawn, _words(outlines, pins))


def _shape(outline: Outline, form: Polygon | MultiPolygon, frame: _Frame) -> MapShape:
    middle = form.representative_point() if not form.contains(form.centroid) else form.centroid
    return MapShape(outline.code, outline.name, _path(form, frame), frame.x(middle.x), frame.y(middle.y))


def _path(form: Polygon | MultiPolygon, frame: _Frame) -> str:
    polygons = [form] if isinstance(form, Polygon) else list(form.geoms)
    rings = [ring for polygon in polygons for ring in (polygon.exterior, *polygon.interiors)]
    return " ".join(_ring(ring.coords, frame.x, frame.y) for ring in rings)


def _ring(corners: Sequence[Sequence[float]], x: Callable[[float], float], y: Callable[[float], float]) -> str:
    # The last corner repeats the first; Z closes the ring instead.
    points = [f"{x(corner[0]):g} {y(corner[1]):g}" for corner in list(corners)[:-1]]
    return "M" + "L".join(points) + "Z"


def _words(outlines: Sequence[Outline], pins: Sequence[tuple[str, GridPoint]]) -> str:
    names = [outline.name for outline in outlines]
    listed = names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
    said = [f"Map of {listed}."]
    for name, point in pins:
        area = area_of(point, outlines)
        said.append(f"{name} is in {area.name}." if area else f"{name} is outside these areas.")
    return " ".join(said)
