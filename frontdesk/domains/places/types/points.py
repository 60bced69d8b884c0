"""Points on the ground, by the grid or by degrees."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GridPoint:
    """A point on the British National Grid (EPSG:27700), in metres."""

    easting: float
    northing: float


@dataclass(frozen=True, slots=True)
class LatLon:
    """A point in WGS84 degrees (EPSG:4326)."""

    latitude: float
    longitude: float
