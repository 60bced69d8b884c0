"""Maps drawn by ourselves as SVG: areas, streets as lines, points. Needs no supplier."""

from math import atan2, degrees, hypot
from xml.sax.saxutils import escape

from frontdesk.domains.places.ports import MAPS, MapFile
from frontdesk.domains.places.types import GridPoint, MapFrame, MapLine, MapPicture, MapPin, MapShape
from frontdesk.kernel.registry import Adapter

_LAND, _EDGE, _INK, _ROAD, _PIN = "#f3f2f1", "#6f777b", "#0b0c0c", "#ffffff", "#ca3535"
_NAMED_FROM = 45.0
"""Units of length from which a street has room for its name."""


class Svg:
    """Draws with plain shapes: as an image it can use neither the page's styles nor its typeface."""

    def draw(self, picture: MapPicture) -> MapFile:
        """The picture as one SVG file."""
        frame = picture.frame
        wide_streets = bool(picture.lines) and max(map(_length, picture.lines)) >= _NAMED_FROM
        parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{frame.width}" height="{frame.height}"'
            f' viewBox="0 0 {frame.width} {frame.height}" font-family="sans-serif" font-size="10">',
            f"<title>{escape(picture.words)}</title>" if picture.words else "",
            f'<rect width="{frame.width}" height="{frame.height}" fill="#d7e8ef"/>',
            *(_area(shape) for shape in picture.shapes),
            *(_street(line, wide_streets) for line in picture.lines),
            *(_area_name(shape) for shape in picture.shapes if not wide_streets),
            *(_street_name(line, frame) for line in picture.lines if _length(line) >= _NAMED_FROM),
            *(_pin(pin) for pin in picture.pins),
            "</svg>",
        ]
        return MapFile("".join(parts).encode(), "image/svg+xml")


def _area(shape: MapShape) -> str:
    return f'<path d="{shape.path}" fill="{_LAND}" stroke="{_EDGE}" stroke-dasharray="4 2"/>'


def _area_name(shape: MapShape) -> str:
    return (
        f'<text x="{shape.label_x:g}" y="{shape.label_y:g}" text-anchor="middle" fill="{_INK}" stroke="{_LAND}"'
        f' stroke-width="3" paint-order="stroke">{escape(shape.name)}</text>'
    )


def _street(line: MapLine, wide: bool) -> str:
    ends = f'x1="{line.x1:g}" y1="{line.y1:g}" x2="{line.x2:g}" y2="{line.y2:g}" stroke-linecap="round"'
    if not wide:
        return f'<line {ends} stroke="{_EDGE}" stroke-width="1.5"/>'
    return f'<line {ends} stroke="{_EDGE}" stroke-width="9"/><line {ends} stroke="{_ROAD}" stroke-width="7.5"/>'


def _street_name(line: MapLine, frame: MapFrame) -> str:
    """The name along the street, never upside down, left out where its middle lies outside the picture."""
    x, y = (line.x1 + line.x2) / 2, (line.y1 + line.y2) / 2
    if not (0 <= x <= frame.width and 0 <= y <= frame.height):
        return ""
    turn = degrees(atan2(line.y2 - line.y1, line.x2 - line.x1))
    turn = turn - 180 if turn > 90 else turn + 180 if turn < -90 else turn
    return (
        f'<text transform="translate({x:g} {y:g}) rotate({turn:.0f})" y="3" text-anchor="middle" fill="{_INK}"'
        f' stroke="{_ROAD}" stroke-width="2" paint-order="stroke">{escape(line.name)}</text>'
    )


def _pin(pin: MapPin) -> str:
    return f'<circle cx="{pin.x:g}" cy="{pin.y:g}" r="6" fill="{_PIN}" stroke="#ffffff" stroke-width="2"/>'


def _length(line: MapLine) -> float:
    return hypot(line.x2 - line.x1, line.y2 - line.y1)


def _self_test() -> str:
    frame = MapFrame(0, 100, 1, 100, 100)
    here = GridPoint(50, 50)
    drawn = Svg().draw(MapPicture(frame, pins=(MapPin("Here", frame.x(here.easting), frame.y(here.northing)),)))
    return "" if b"circle" in drawn.content else "The map could not be drawn."


ADAPTERS = (Adapter(code="maps-svg", port=MAPS, label="Maps drawn as SVG", make=Svg, self_test=_self_test),)
