"""Maps as they are drawn: what part of the grid, which areas, streets and points."""

from __future__ import annotations

from dataclasses import dataclass

from frontdesk.domains.places.types.points import GridPoint


@dataclass(frozen=True, slots=True)
class MapFrame:
    """What part of the grid a map shows: its north-west corner, its scale, and its size in units (pixels)."""

    west: float
    north: float
    metres_per_unit: float
    width: int
    height: int

    @property
    def metres_across(self) -> float:
        """How much of the ground it shows from west to east."""
        return self.width * self.metres_per_unit

    def x(self, easting: float) -> float:
        """Where an easting lies, in units from the left."""
        return round((easting - self.west) / self.metres_per_unit, 1)

    def y(self, northing: float) -> float:
        """Where a northing lies, in units from the top."""
        return round((self.north - northing) / self.metres_per_unit, 1)

    def point_at(self, x: float, y: float) -> GridPoint:
        """The point on the ground under a place in the picture."""
        return GridPoint(self.west + x * self.metres_per_unit, self.north - y * self.metres_per_unit)


@dataclass(frozen=True, slots=True)
class MapShape:
    """One area ready to draw: an SVG path in units, and where its name goes."""

    code: str
    name: str
    path: str
    label_x: float
    label_y: float


@dataclass(frozen=True, slots=True)
class MapLine:
    """One street ready to draw, as a straight line in units."""

    name: str
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class MapPin:
    """One point ready to draw, in units."""

    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class MapPicture:
    """A whole map as shapes, lines and pins within its frame; `words` say the same for those who cannot see it."""

    frame: MapFrame
    shapes: tuple[MapShape, ...] = ()
    lines: tuple[MapLine, ...] = ()
    pins: tuple[MapPin, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class MapImage:
    """A map as a page shows it: what goes into `src`, its size, its words, and a code that stands for its frame."""

    src: str
    width: int
    height: int
    words: str
    frame: str
    close_up: bool = False
