from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from frontdesk.domains.places import actions, queries
from frontdesk.domains.places.tests import village
from frontdesk.domains.places.types import AreaRow, Changes
from frontdesk.kernel import clock, tenancy
from frontdesk.kernel.errors import NotAllowed, Refusal
from tests.support.cast import Cast


def test_it_gives_each_address_its_ward(cast: Cast):
    village.build(cast.system)
    council = cast.system.council
    wards = {uprn: found.ward for uprn, found in queries.addresses(council, [1, 101, 40]).items()}
    assert wards == {1: "W1", 101: "W2", 40: ""}


def test_it_moves_addresses_when_a_ward_is_redrawn(cast: Cast):
    village.build(cast.system)
    redrawn = (village.square(0, 1600, "ward", "W1", "Mill"), village.square(1600, 2000, "ward", "W2", "Heron"))
    assert actions.load_areas(cast.system, areas=redrawn).changed == 2
    assert actions.load_areas(cast.system, areas=redrawn) == Changes(same=2)
    found = queries.address(cast.system.council, 101)
    assert found is not None and found.ward == "W1"


def test_it_knows_the_ward_of_a_point_on_the_day_that_is_asked_about(cast: Cast):
    old = replace(village.square(0, 2000, "ward", "W0", "Old Heron"), valid_to=date(2026, 5, 7))
    new = replace(village.square(0, 2000, "ward", "W9", "New Heron"), valid_from=date(2026, 5, 7))
    actions.load_areas(cast.system, areas=[old, new])
    spot = village.at(500, 500)
    on = {day: queries.ward_of(cast.system.council, spot, day) for day in (date(2026, 5, 6), date(2026, 5, 7))}
    assert [ward.name for ward in on.values() if ward] == ["Old Heron", "New Heron"]
    with clock.at(datetime(2026, 5, 6, 23, 30, tzinfo=UTC)):
        today = queries.ward_of(cast.system.council, spot)
    assert today is not None and today.name == "New Heron", "it is past midnight in London"


def test_addresses_follow_wards_on_the_day_on_which_these_begin(cast: Cast):
    village.build(cast.system)
    begins, council = date(2027, 5, 6), cast.system.council
    new = replace(village.square(0, 2000, "ward", "W9", "New Heron"), valid_from=begins)
    old = [replace(area, valid_to=begins) for area in (
        village.square(0, 1000, "ward", "W1", "Mill"), village.square(1000, 2000, "ward", "W2", "Heron"))]  # fmt: skip
    actions.load_areas(cast.system, areas=[*old, new])
    wards = {}
    for day in (5, 6, 7):
        with clock.at(datetime(2027, 5, day, 1, tzinfo=UTC)):
            changed = actions.follow_wards(council)
            wards[day] = changed, {one.ward for one in queries.addresses(council, [1, 101]).values()}
    assert wards == {5: (0, {"W1", "W2"}), 6: (wards[6][0], {"W9"}), 7: (0, {"W9"})}


def test_a_point_outside_every_ward_has_none(cast: Cast):
    village.build(cast.system)
    assert queries.ward_of(cast.system.council, village.at(5000, 500)) is None


@pytest.mark.parametrize(
    ("geometry", "sentence"),
    [
        ({"type": "Point", "coordinates": [0, 52]}, "Mill: An area must be a Polygon"),
        ({"type": "Polygon", "coordinates": [[[0, 52], [1, 53], [1, 52], [0, 53], [0, 52]]]}, "Mill: The outline"),
    ],
)
def test_it_refuses_an_outline_by_name(cast: Cast, geometry, sentence):
    with pytest.raises(Refusal, match=sentence):
        actions.load_areas(cast.system, areas=[AreaRow("ward", "W1", "Mill", geometry)])


def test_each_council_has_its_own_wards(cast: Cast):
    village.build(cast.system)
    other = cast.littlewick_system
    with tenancy.acting_for(other.council):
        actions.load_areas(other, areas=[village.square(0, 2000, "ward", "W1", "Whole village")])
    with tenancy.acting_for(other.council, cast.system.council):
        wards = [queries.ward_of(council, village.at(500, 500)) for council in (other.council, cast.system.council)]
        assert [ward and ward.name for ward in wards] == ["Whole village", "Mill"]
        assert [area.name for area in queries.areas(cast.system.council, "ward")] == ["Heron", "Mill"]


def test_it_draws_the_wards(cast: Cast):
    village.build(cast.system)
    picture = queries.area_map(cast.system.council, pins=[("The hub", village.at(1500, 500))])
    assert picture is not None
    assert picture.words == "Map of Heron and Mill. The hub is in Heron."


def test_advisers_may_not_redraw_wards(cast: Cast):
    with pytest.raises(NotAllowed):
        actions.load_areas(cast.dee, areas=village.WARDS)
