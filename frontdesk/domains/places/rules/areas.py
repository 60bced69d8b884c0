"""Areas as polygons: which one a point lies in, whether they tile the council, and how to draw them.

Polygons are kept on the national grid, in metres, so that every answer is plane geometry.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import shapely
from shapely.geometry import MultiPolygon, Polygon, shape
from shapely.geometry.base import BaseGeometry
from shapely.strtree import STRtree

from frontdesk.domains.places.rules.grid import many_to_grid
from frontdesk.domains.places.types import GridPoint, LatLon


class UnreadableAreaError(ValueError):
    """An outline that is no area; its text is a sentence that says why."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One area's polygon on the grid, with what tells it apart and the days on which it stands."""

    code: str
    name: str
    polygon: MultiPolygon
    valid_from: date | None = None
    valid_to: date | None = None


_DEGREES, _GRID = "degrees of longitude and latitude (WGS84)", "metres of the British National Grid (OSGB)"
_SYSTEMS = {"CRS84": _DEGREES, "4326": _DEGREES, "4258": _DEGREES, "27700": _GRID}
"""Coordinate systems by the end of the name that a file may give ("urn:ogc:def:crs:EPSG::27700")."""
_ISLES = (-100_000.0, -100_000.0, 800_000.0, 1_400_000.0)
"""On the grid: Great Britain and Northern Ireland, with some sea."""


def read_geometry(geometry: Mapping[str, object]) -> MultiPolygon:
    """Turn GeoJSON (Polygon or MultiPolygon) into a polygon on the grid; or raise UnreadableAreaError.

    Its coordinates are degrees (WGS84) or metres of the National Grid: the numbers tell which, for no area of Britain
    could be both. A system that the geometry names itself (`crs`) must agree.
    """
    kind = geometry.get("type")
    if kind not in ("Polygon", "MultiPolygon"):
        raise UnreadableAreaError(f"An area must be a Polygon or a MultiPolygon, not {kind}")
    try:
        given = shape(dict(geometry))
    except (ValueError, TypeError, AttributeError, IndexError, KeyError, shapely.errors.ShapelyError) as error:
        raise UnreadableAreaError("The coordinates of this area cannot be read") from error
    if given.is_empty:
        raise UnreadableAreaError("This area has no coordinates")
    system = _system(given)
    _refuse_other(str(geometry.get("crs") or ""), system)
    on_grid = _multi(shapely.transform(given, _degrees_to_grid) if system == _DEGREES else shapely.force_2d(given))
    if not _within(on_grid, _ISLES):
        raise UnreadableAreaError("This area is not in Britain. Perhaps longitude and latitude are the wrong way round")
    if not on_grid.is_valid:
        raise UnreadableAreaError(f"The outline of this area crosses itself: {shapely.is_valid_reason(on_grid)}")
    return on_grid


def _system(given: BaseGeometry) -> str:
    if _within(given, (-180, -90, 180, 90)):
        return _DEGREES
    if _within(given, _ISLES):
        return _GRID
    raise UnreadableAreaError(f"The coordinates of an area are {_DEGREES} or {_GRID}")


def _refuse_other(named: str, system: str) -> None:
    said = next((what for end, what in _SYSTEMS.items() if named.endswith(end)), None)
    if named and said is None:
        raise UnreadableAreaError(f"We cannot read the coordinate system “{named}”. Give {_DEGREES} or {_GRID}")
    if said not in (None, system):
        raise UnreadableAreaError(f"The file says that its coordinates are {said}, and these are {system}")


def _within(given: BaseGeometry, box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = given.bounds
    return box[0] <= west <= east <= box[2] and box[1] <= south <= north <= box[3]


def _multi(found: BaseGeometry) -> MultiPolygon:
    return MultiPolygon([found]) if isinstance(found, Polygon) else cast(MultiPolygon, found)


def _degrees_to_grid(coordinates: Any) -> Any:
    points = many_to_grid([LatLon(latitude=y, longitude=x) for x, y in coordinates])
    return [[p.easting, p.northing] for p in points]


def pack(polygon: MultiPolygon) -> bytes:
    """Return the polygon as bytes for storing (WKB, grid metres, to the centimetre)."""
    return bytes(shapely.to_wkb(shapely.set_precision(polygon, 0.01), output_dimension=2))


def unpack(stored: bytes | memoryview) -> MultiPolygon:
    """Return the polygon that ``pack`` stored."""
    return _multi(shapely.from_wkb(bytes(stored)))


def stands_on(outline: Outline, day: date) -> bool:
    """Whether an area stands on a day: from ``valid_from`` (included) to ``valid_to`` (not included)."""
    return (outline.valid_from is None or outline.valid_from <= day) and (
        outline.valid_to is None or day < outline.valid_to
    )


def area_of(point: GridPoint, outlines: Sequence[Outline]) -> Outline | None:
    """Return the area a point lies in; on a shared edge the lowest code, so that the answer is always the same."""
    dot = shapely.Point(point.easting, point.northing)
    holding = [outline for outline in outlines if outline.polygon.covers(dot)]
    return min(holding, key=lambda outline: outline.code) if holding else None


def is_near(point: GridPoint, outlines: Sequence[Outline], metres: float) -> bool:
    """Whether a point lies in one of the areas or no further from it than so many metres."""
    dot = shapely.Point(point.easting, point.northing)
    return any(shapely.dwithin(outline.polygon, dot, metres) for outline in outlines)


def areas_of(points: Sequence[GridPoint], outlines: Sequence[Outline]) -> list[str]:
    """Return for each point the code of the area it lies in ("" for none), by the same rule as ``area_of``.

    Made for whole gazetteers: 5,000 points in four wards take about 10 milliseconds.
    """
    found = [""] * len(points)
    if not points or not outlines:
        return found
    tree = STRtree([outline.polygon for outline in outlines])
    dots = shapely.points([[p.easting, p.northing] for p in points])
    for at, where in zip(*tree.query(dots, predicate="covered_by"), strict=True):
        code = outlines[int(where)].code
        if not found[at] or code < found[at]:
            found[at] = code
    return found


def areas_on_days(spots: Sequence[tuple[GridPoint, date]], outlines: Sequence[Outline]) -> list[str]:
    """Return for each point the code of the area it lay in on its day ("" for none). Days with the same areas go
    together, so that many days cost no more than the sets of areas that there were.
    """
    together: dict[tuple[int, ...], list[int]] = {}
    standing: dict[date, tuple[int, ...]] = {}
    for at, (_, day) in enumerate(spots):
        if day not in standing:
            standing[day] = tuple(n for n, outline in enumerate(outlines) if stands_on(outline, day))
        together.setdefault(standing[day], []).append(at)
    found = [""] * len(spots)
    for which, places in together.items():
        codes = areas_of([spots[at][0] for at in places], [outlines[n] for n in which])
        for at, code in zip(places, codes, strict=True):
            found[at] = code
    return found


def tiling_problems(outlines: Sequence[Outline], boundary: BaseGeometry | None, slack: float = 1.0) -> tuple[str, ...]:
    """Say where areas that should tile a council do not: overlaps, and parts of the boundary that none covers.

    ``slack`` in metres forgives slivers thinner than that, which rounding leaves along shared edges.
    """
    found = []
    for number, one in enumerate(outlines):
        for other in outlines[number + 1 :]:
            common = one.polygon.intersection(other.polygon).buffer(-slack / 2)
            if not common.is_empty:
                found.append(f"{one.name} and {other.name} overlap by {_hectares(common.area)}")
    if boundary is not None and outlines:
        together = shapely.union_all([outline.polygon for outline in outlines])
        uncovered = boundary.difference(together).buffer(-slack / 2)
        if not uncovered.is_empty:
            found.append(f"{_hectares(uncovered.area)} of the council's area lie in none of them")
        outside = together.difference(boundary).buffer(-slack / 2)
        if not outside.is_empty:
            found.append(f"{_hectares(outside.area)} lie outside the council's area")
    return tuple(found)


def _hectares(square_metres: float) -> str:
    return f"{square_metres / 10_000:.1f} hectares"


def simplified(polygons: Sequence[MultiPolygon], metres: float) -> list[Polygon | MultiPolygon]:
    """Return areas with fewer corners, all together, so that shared edges stay shared and no gap opens."""
    if not polygons:
        return []
    light = shapely.coverage_simplify([_single(polygon) for polygon in polygons], tolerance=metres)
    return list(light)


def _single(polygon: MultiPolygon) -> MultiPolygon | Polygon:
    return polygon.geoms[0] if len(polygon.geoms) == 1 else polygon


def as_geojson(polygon: BaseGeometry, decimals: int = 6) -> dict[str, Any]:
    """Return a polygon in degrees as a GeoJSON geometry rounded to 11 centimetres."""
    found: dict[str, Any] = json.loads(shapely.to_geojson(shapely.set_precision(polygon, 10**-decimals)))
    return found
