from datetime import date

import pytest
from shapely.geometry import MultiPolygon, box

from frontdesk.domains.places.rules.areas import (
    Outline,
    UnreadableAreaError,
    area_of,
    areas_of,
    pack,
    read_geometry,
    stands_on,
    tiling_problems,
    unpack,
)
from frontdesk.domains.places.rules.grid import to_latlon
from frontdesk.domains.places.rules.pictures import closer, code_of, draw, frame_of, is_close, whole
from frontdesk.domains.places.types import GridPoint, MapFrame

pytestmark = pytest.mark.pg15

E, N = 590_000, 480_000


def square(code: str, name: str, west: int, south: int, size: int = 1000) -> Outline:
    return Outline(code, name, MultiPolygon([box(E + west, N + south, E + west + size, N + south + size)]))


WEST, EAST = square("W1", "Staithe", 0, 0), square("W2", "Highfield", 1000, 0)


@pytest.mark.parametrize(
    ("east", "north", "code"),
    [(500, 500, "W1"), (1500, 500, "W2"), (1000, 500, "W1"), (0, 0, "W1"), (2001, 500, ""), (500, -1, "")],
)
def test_it_finds_the_area_of_a_point_and_settles_a_shared_edge(east, north, code):
    point = GridPoint(E + east, N + north)
    found = area_of(point, [EAST, WEST])
    assert (found.code if found else "") == code
    assert areas_of([point], [EAST, WEST]) == [code]


def test_it_keeps_an_outline_to_the_centimetre():
    assert unpack(pack(WEST.polygon)).equals(WEST.polygon)


def test_it_reads_geojson_in_degrees():
    corners = [(0, 0), (1000, 0), (1000, 1000), (0, 1000), (0, 0)]
    points = [to_latlon(GridPoint(E + x, N + y)) for x, y in corners]
    ring = [[p.longitude, p.latitude] for p in points]
    read = read_geometry({"type": "Polygon", "coordinates": [ring]})
    assert abs(read.area - 1_000_000) < 1


@pytest.mark.parametrize(
    ("geometry", "sentence"),
    [
        ({"type": "Point", "coordinates": [0, 52]}, "must be a Polygon"),
        ({"type": "Polygon", "coordinates": "x"}, "cannot be read"),
        ({"type": "Polygon", "coordinates": []}, "no coordinates"),
        ({"type": "Polygon", "coordinates": [[[5e6, 4e6], [6e6, 4e6], [6e6, 5e6], [5e6, 4e6]]]}, "degrees"),
        ({"type": "Polygon", "coordinates": [[[0, 52], [1, 53], [1, 52], [0, 53], [0, 52]]]}, "crosses itself"),
    ],
)
def test_it_says_why_an_outline_is_no_area(geometry, sentence):
    with pytest.raises(UnreadableAreaError, match=sentence):
        read_geometry(geometry)


def test_it_says_where_wards_do_not_tile_the_council():
    both = box(E, N, E + 2000, N + 1000)
    assert tiling_problems([WEST, EAST], both) == ()
    assert "9.9 hectares of the council's area" in tiling_problems([WEST, square("W2", "B", 1100, 0)], both)[0]
    assert tiling_problems([WEST, square("W2", "B", 900, 0)], None) == ("Staithe and B overlap by 9.9 hectares",)


def test_an_area_stands_from_its_first_day_to_the_day_before_its_last():
    area = Outline("W1", "Staithe", WEST.polygon, date(2023, 5, 4), date(2027, 5, 6))
    days = [date(2023, 5, 3), date(2023, 5, 4), date(2027, 5, 5), date(2027, 5, 6)]
    assert [stands_on(area, day) for day in days] == [False, True, True, False]


def test_it_draws_a_map_and_says_it_in_words():
    frame = whole([WEST, EAST], 320)
    assert frame is not None
    picture = draw(frame, [WEST, EAST], pins=[("The library", GridPoint(E + 1500, N + 500))])
    assert [shape.name for shape in picture.shapes] == ["Staithe", "Highfield"]
    assert picture.shapes[0].path.startswith("M") and picture.shapes[0].path.endswith("Z")
    assert picture.pins[0].x > picture.shapes[0].label_x
    assert picture.words == "Map of Staithe and Highfield. The library is in Highfield."
    assert whole([], 320) is None


def test_two_presses_come_close_enough_to_choose():
    frame = whole([WEST, EAST], 232)
    assert frame is not None and not is_close(frame)
    pressed = frame.point_at(174, 58)
    near = closer(frame, pressed)
    assert is_close(near) and near.width == 232
    middle = near.point_at(116, 116)
    assert (round(middle.easting), round(middle.northing)) == (round(pressed.easting), round(pressed.northing))
    assert [shape.name for shape in draw(near, [WEST, EAST]).shapes] == ["Highfield"]


def test_a_frame_travels_as_a_code():
    frame = closer(MapFrame(E, N + 1000, 10, 232, 180), GridPoint(E + 500, N + 500))
    back = frame_of(code_of(frame))
    assert back is not None
    assert abs(back.west - frame.west) <= 1 and abs(back.metres_across - frame.metres_across) < 2


@pytest.mark.parametrize("code", ["", "1_2_3", "a_b_c_d_e", "0_0_0_1_1", "1_1_1_99999_1", "9999999999_1_1_1_1"])
def test_any_other_text_is_no_frame(code: str):
    assert frame_of(code) is None
