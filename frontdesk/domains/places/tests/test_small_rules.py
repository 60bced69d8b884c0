from datetime import UTC, date, datetime, timedelta

import pytest

from frontdesk.domains.places.rules.collections import bin_days, last_bin_day
from frontdesk.domains.places.rules.doors import door_for
from frontdesk.domains.places.rules.lookups import LOOK_UPS, decide_look_up
from frontdesk.domains.places.rules.nearest import nearest
from frontdesk.domains.places.types import AuthorityRow, GridPoint, RoundRow

NOW = datetime(2026, 3, 4, 10, 30, 40, tzinfo=UTC)


def minute(ago: int) -> datetime:
    return NOW.replace(second=0) - timedelta(minutes=ago)


@pytest.mark.shows("B11")
@pytest.mark.parametrize(
    ("recent", "allowed", "left"),
    [
        ([], True, 19),
        ([(minute(0), 19)], True, 0),
        ([(minute(0), 20)], False, 0),
        ([(minute(9), 15), (minute(1), 5)], False, 0),
        ([(minute(11), 20)], True, 19),
        ([(minute(10), 20)], False, 0),
    ],
)
def test_it_allows_twenty_look_ups_in_ten_minutes(recent, allowed, left):
    decision = decide_look_up(recent, NOW)
    assert (decision.allowed, decision.left) == (allowed, left)


def test_it_says_when_a_visitor_may_look_up_again_and_keeps_its_word():
    recent = [(minute(9), 15), (minute(1), 5)]
    decision = decide_look_up(recent, NOW)
    assert "Type the address instead, or try again in 2 minutes" in decision.why
    assert decision.again_at is not None
    assert decide_look_up(recent, decision.again_at).allowed
    assert LOOK_UPS == 20


TUESDAY = RoundRow("TU1", 2, date(2026, 1, 6))
BANK = {date(2026, 4, 3), date(2026, 4, 6), date(2026, 12, 25), date(2026, 12, 28)}


def test_it_says_the_next_bin_days_with_recycling_every_other_week():
    found = bin_days(TUESDAY, date(2026, 3, 3), 15)
    assert [day.day for day in found] == [date(2026, 3, 3), date(2026, 3, 10), date(2026, 3, 17)]
    assert ["recycling" in day.streams for day in found] == [True, False, True]


def test_it_moves_collections_after_a_bank_holiday():
    found = bin_days(TUESDAY, date(2026, 4, 5), 7, BANK)
    assert [(day.day, day.instead_of) for day in found] == [(date(2026, 4, 8), date(2026, 4, 7))]


def test_it_knows_the_last_bin_day():
    assert last_bin_day(TUESDAY, date(2026, 3, 9)).day == date(2026, 3, 3)
    assert last_bin_day(TUESDAY, date(2026, 3, 10)).day == date(2026, 3, 10)
    assert last_bin_day(TUESDAY, date(2026, 4, 8), BANK).day == date(2026, 4, 8)
    assert last_bin_day(TUESDAY, date(2026, 4, 7), BANK).day == date(2026, 3, 31)


FENWOLD = AuthorityRow("fenwold", "Fenwold County Council", "county", "https://fenwold.example/")
LITTLEWICK = AuthorityRow("littlewick", "Littlewick District Council", "district", county="fenwold")
QUILLMERE = AuthorityRow("quillmere", "Quillmere Council", "unitary", ours=True)
SEEN_BY_US = {row.code: row for row in (FENWOLD, LITTLEWICK, QUILLMERE)}
SEEN_BY_LITTLEWICK = {
    "fenwold": FENWOLD,
    "littlewick": AuthorityRow("littlewick", "Littlewick District Council", "district", county="fenwold", ours=True),
}


@pytest.mark.parametrize(
    ("authorities", "address_in", "tier", "ours", "name"),
    [
        (SEEN_BY_US, "quillmere", "district", True, "Quillmere Council"),
        (SEEN_BY_US, "quillmere", "county", True, "Quillmere Council"),
        (SEEN_BY_US, "littlewick", "district", False, "Littlewick District Council"),
        (SEEN_BY_US, "littlewick", "county", False, "Fenwold County Council"),
        (SEEN_BY_LITTLEWICK, "littlewick", "district", True, "Littlewick District Council"),
        (SEEN_BY_LITTLEWICK, "littlewick", "county", False, "Fenwold County Council"),
        (SEEN_BY_US, "", "district", True, ""),
        (SEEN_BY_US, "elsewhere", "county", True, ""),
    ],
)
def test_it_knows_whose_door_it_is(authorities, address_in, tier, ours, name):
    door = door_for(address_in, tier, authorities)
    assert (door.ours, door.name) == (ours, name)


def test_it_names_the_nearest_places_first():
    places = {"hub": GridPoint(0, 100), "library": GridPoint(0, 50), "kiosk": None}
    found = nearest(GridPoint(0, 0), places, places.get, limit=2)
    assert [near.thing for near in found] == ["library", "hub"]
    assert found[0].words == "50 metres"
