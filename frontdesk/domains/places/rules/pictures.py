"""A map as a picture: areas, streets and points within a frame, ready to draw, with words that say the same.

A place is chosen in two or three presses without script: each press on a wide map comes closer, a press on a close one
chooses. A frame travels through the page as a short code.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

import shapely
from shapely.geometry import MultiPolygon, Polygon

from frontdesk.domains.places.rules.areas import Outline, area_of, simplified
from frontdesk.domains.places.types import GridPoint, MapFrame, MapLine, MapPicture, MapPin, MapShape

CLOSE = 800.0
"""Metres across at which a press chooses a place instead of coming closer."""
_CLOSER = 6.0
_MARGIN = 0.02
_FURTHEST = 10_000_000.0


def whole(outlines: Sequence[Outline], width: int) -> MapFrame | None:
    """The frame that holds all of the areas with a small margin; None where there are none."""
    if not outlines:
        return None
    west, south, east, north = shapely.total_bounds([outline.polygon for outline in outlines])
    margin = max(east - west, north - south, 1.0) * _MARGIN
    metres = (east - west + 2 * margin) / width
    height = ceil((north - south + 2 * margin) / metres)
    return MapFrame(west - margin, north + margin, metres, width, height)


def closer(frame: MapFrame, point: GridPoint) -> MapFrame:
    """The frame one step closer, as high as wide, with the point in its middle."""
    across = max(frame.metres_across / _CLOSER, CLOSE * 0.875)
    return around(point, across, frame.width)


def around(point: GridPoint, across: float, width: int) -> MapFrame:
    """A square frame so many metres across with the point in its middle."""
    return MapFrame(point.easting - across / 2, point.northing + across / 2, across / width, width, width)


def is_close(frame: MapFrame) -> bool:
    """Whether a press on this map chooses a place."""
    return frame.metres_across <= CLOSE


def code_of(frame: MapFrame) -> str:
    """The frame as a short text for a hidden field: west, north, centimetres a unit, width and height."""
    metres = round(frame.metres_per_unit * 100)
    return f"{round(frame.west)}_{round(frame.north)}_{metres}_{frame.width}_{frame.height}"


def frame_of(code: str) -> MapFrame | None:
    """The frame that a code stands for; None for any other text."""
    parts = code.split("_")
    if len(parts) != 5 or not all(part.lstrip("-").isdecimal() and len(part) < 10 for part in parts):
        return None
    west, north, metres, width, height = (int(part) for part in parts)
    if not (0 < metres <= _FURTHEST and 0 < width <= 2000 and 0 < height <= 4000):
        return None
    return MapFrame(west, north, metres / 100, width, height)


def draw(
    frame: MapFrame,
    outlines: Sequence[Outline],
    streets: Iterable[tuple[str, GridPoint, GridPoint]] = (),
    pins: Sequence[tuple[str, GridPoint]] = (),
) -> MapPicture:
    """Draw areas, streets (name, start, end) and named points within a frame.

    Outlines are simplified together to one unit, so four wards take about a kilobyte. The words name the areas and
    say in which one each point lies.
    """
    light = simplified([outline.polygon for outline in outlines], frame.metres_per_unit)
    shapes = (_shape(outline, form, frame) for outline, form in zip(outlines, light, strict=True))
    lines = tuple(
        MapLine(name, frame.x(a.easting), frame.y(a.northing), frame.x(b.easting), frame.y(b.northing))
        for name, a, b in streets
        if _is_seen(frame, a, b)
    )
    drawn = tuple(MapPin(name, frame.x(p.easting), frame.y(p.northing)) for name, p in pins)
    return MapPicture(frame, tuple(shape for shape in shapes if shape), lines, drawn, _words(outlines, pins))


def _is_seen(frame: MapFrame, start: GridPoint, end: GridPoint) -> bool:
    """Whether a line may show in the frame."""
    corner = frame.point_at(frame.width, frame.height)
    return (
        min(start.easting, end.easting) <= corner.easting
        and max(start.easting, end.easting) >= frame.west
        and min(start.northing, end.northing) <= frame.north
        and max(start.northing, end.northing) >= corner.northing
    )


def _shape(outline: Outline, form: Polygon | MultiPolygon, frame: MapFrame) -> MapShape | None:
    """The part of an area that lies in the frame."""
    south_east = frame.point_at(frame.width, frame.height)
    seen = shapely.clip_by_rect(form, frame.west, south_east.northing, south_east.easting, frame.north)
    polygons = [part for part in getattr(seen, "geoms", [seen]) if isinstance(part, Polygon) and not part.is_empty]
    if not polygons:
        return None
    largest = max(polygons, key=lambda part: part.area)
    middle = largest.centroid if largest.contains(largest.centroid) else largest.representative_point()
    rings = [ring for polygon in polygons for ring in (polygon.exterior, *polygon.interiors)]
    path = " ".join(_ring(ring.coords, frame) for ring in rings)
    return MapShape(outline.code, outline.name, path, frame.x(middle.x), frame.y(middle.y))


def _ring(corners: Iterable[Sequence[float]], frame: MapFrame) -> str:
    # The last corner repeats the first; Z closes the ring instead.
    points = [f"{frame.x(corner[0]):g} {frame.y(corner[1]):g}" for corner in list(corners)[:-1]]
    return "M" + "L".join(points) + "Z"


def _words(outlines: Sequence[Outline], pins: Sequence[tuple[str, GridPoint]]) -> str:
    names = [outline.name for outline in outlines]
    said = []
    if names:
        said.append(f"Map of {names[0] if len(names) == 1 else ', '.join(names[:-1]) + ' and ' + names[-1]}.")
    for name, point in pins:
        area = area_of(point, outlines)
        said.append(f"{name} is in {area.name}." if area else f"{name} is outside these areas.")
    return " ".join(said)
