import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domains.places.rules.grid import (
    distance_words,
    many_to_grid,
    many_to_latlon,
    metres_between,
    middle,
    on_the_grid,
    to_grid,
    to_latlon,
)
from frontdesk.domains.places.types import GridPoint, LatLon


def test_it_agrees_with_the_worked_example_of_ordnance_survey_within_two_metres():
    # The point of the transformation guide: 52°39′27.2531″N 1°43′4.5177″E is E 651409.903 N 313177.270 on OSGB36;
    # that figure pair is on the Airy ellipsoid, so the WGS84 pair published beside it is used here.
    found = to_grid(LatLon(latitude=52.65797559953, longitude=1.71605236791))
    assert metres_between(found, GridPoint(651409.804, 313177.450)) < 2


@given(st.floats(200_000, 650_000), st.floats(50_000, 950_000))
def test_it_comes_back_to_where_it_started(easting, northing):
    point = GridPoint(easting, northing)
    assert metres_between(to_grid(to_latlon(point)), point) < 0.01


def test_it_converts_many_as_it_converts_one():
    points = [GridPoint(590_000, 480_000), GridPoint(400_000, 300_000)]
    assert many_to_latlon(points) == [to_latlon(p) for p in points]
    assert many_to_grid(many_to_latlon(points)) == [to_grid(to_latlon(p)) for p in points]
    assert many_to_grid([]) == []
    assert many_to_latlon([]) == []


def test_it_knows_the_middle_of_points_and_of_none():
    assert middle([GridPoint(0, 0), GridPoint(10, 20)]) == GridPoint(5, 10)
    assert middle([]) is None


def test_it_notices_a_point_that_is_not_on_the_grid():
    assert on_the_grid(GridPoint(590_000, 480_000))
    assert not on_the_grid(GridPoint(480_000, 5_900_000))


@pytest.mark.parametrize(
    ("metres", "words"),
    [
        (3, "10 metres"),
        (124, "120 metres"),
        (643, "0.4 miles"),
        (1609, "1 mile"),
        (4828, "3 miles"),
        (40_000, "25 miles"),
    ],
)
def test_it_says_a_distance_as_people_do(metres, words):
    assert distance_words(metres) == words
