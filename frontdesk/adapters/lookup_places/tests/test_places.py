"""What the gazetteer knows becomes facts; what it does not know stays unknown."""

from datetime import UTC, date, datetime

import pytest

from frontdesk.adapters.lookup_places.adapter import Places
from frontdesk.domains.forms.ports import LOOKUP
from frontdesk.domains.places import actions as places
from frontdesk.domains.places.tests import village
from frontdesk.domains.places.types import RoundRow
from frontdesk.kernel import clock, registry
from tests.support.cast import Cast

TUESDAY = date(2026, 9, 15)
KNOWN, UNKNOWN = {"uprn": "20"}, {"uprn": "", "lines": ["1 Mill Lane"], "postcode": ""}


@pytest.fixture
def council(cast: Cast) -> int:
    """The village, with one round on Tuesdays and a parking zone in the west."""
    village.build(cast.system)
    places.load_rounds(cast.system, rounds=[RoundRow("TU-A", 2, date(2026, 1, 6))])
    places.load_areas(cast.system, areas=[village.square(0, 1000, "parking_zone", "A", "Zone A")])
    return cast.councils.demo.id


@pytest.mark.parametrize(("hour", "day", "finished"), [(14, 15, "no"), (15, 15, "yes"), (8, 16, "yes"), (8, 14, "yes")])
def test_a_round_is_over_in_the_afternoon_of_its_day(council: int, hour: int, day: int, finished: str) -> None:
    with clock.at(datetime(2026, 9, day, hour, tzinfo=UTC)):
        asked = {"council": council, "name": "waste.round-finished", "today": date(2026, 9, day)}
        assert Places().look_up(answer=KNOWN, **asked) == finished
        assert Places().look_up(answer=UNKNOWN, **asked) is None


def test_it_knows_the_parking_zone_of_an_address_and_of_a_place(council: int) -> None:
    asked = {"council": council, "name": "parking.zone", "today": TUESDAY}
    assert Places().look_up(answer=KNOWN, **asked) == "zone-a"
    assert Places().look_up(answer={"uprn": "101"}, **asked) == "no-zone"
    assert Places().look_up(answer={"lat": 54.19, "lon": 0.95}, **asked) == "no-zone"
    assert Places().look_up(answer=UNKNOWN, **asked) is None


def test_it_knows_no_zone_where_a_council_has_drawn_none(cast: Cast) -> None:
    village.build(cast.system)
    asked = {"council": cast.councils.demo.id, "name": "parking.zone", "today": TUESDAY}
    assert Places().look_up(answer=KNOWN, **asked) is None


def test_no_other_adapter_answers_the_same() -> None:
    names = [name for adapter in registry.for_port(LOOKUP) for name in adapter.make().names]
    assert len(names) == len(set(names))
