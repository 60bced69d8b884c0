from dataclasses import replace
from datetime import date

import pytest
from django.db import connection

from frontdesk.domains.places import actions, queries
from frontdesk.domains.places.tests import village
from frontdesk.domains.places.types import LatLon, PlaceRow, RoundRow
from frontdesk.kernel.errors import NotAllowed, Refusal
from frontdesk.kernel.hours import calendar_from_data
from tests.support.cast import Cast

HOURS = calendar_from_data({"hours": {"monday to friday": "9:00-17:00"}, "special": {"2026-12-24": "9:00-12:00"}})
HUB = PlaceRow(
    "hub", "The Hub", "hub", HOURS, uprn=20, phone="01632 960101", facilities=("computers", "step-free"),
    offers=("Help with forms",), day_notes={date(2026, 12, 24): "Christmas Eve"},
)  # fmt: skip
LIBRARY = PlaceRow("library", "The Library", "library", address=("Bus stop",), point=LatLon(54.19, 0.95))


@pytest.fixture(autouse=True)
def built(cast: Cast) -> None:
    village.build(cast.system)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("mill", ["Mill Lane", "Old Mill Lane"]),
        ("Mill Ln", ["Mill Lane", "Old Mill Lane"]),
        ("old m", ["Old Mill Lane"]),
        ("lane mill", ["Mill Lane", "Old Mill Lane"]),
        ("saint oswins", ["St Oswin's Road"]),
        ("St. Oswin's Rd", ["St Oswin's Road"]),
        ("ill", []),
        ("  ", []),
        ("%", []),
    ],
)
def test_it_finds_streets_by_beginnings_of_words(cast: Cast, typed, names):
    assert [street.name for street in queries.find_street(cast.system.council, typed)] == names


@pytest.mark.parametrize(
    ("typed", "uprns"),
    [("1 mill", [1]), ("3 mill lane", [101, 102, 110]), ("3 Mill Ln, Heron Court flat 10", [110]),
     ("zy9 1ab", [20]), ("zy91ab", [20]), ("12a", [12]), ("nowhere", [])],
)  # fmt: skip
def test_it_finds_addresses_by_half_a_line_or_half_a_postcode(cast: Cast, typed, uprns):
    assert [found.uprn for found in queries.addresses_like(cast.system.council, typed)] == uprns


def test_it_lists_half_a_postcode_in_order(cast: Cast):
    found = queries.addresses_like(cast.system.council, "ZY9", limit=4)
    assert [a.uprn for a in found] == [101, 102, 110, 1]


def test_it_knows_where_a_postcode_is(cast: Cast):
    assert queries.postcode_point(cast.system.council, "ZY9 1AB") == village.at(50, 50)
    assert queries.postcode_point(cast.system.council, "ZY9 9ZZ") is None


def test_it_knows_the_middle_of_a_street(cast: Cast):
    found = queries.street(cast.system.council, 501)
    assert found is not None and found.middle == village.at(100, 0)


def test_it_sends_a_customer_to_the_right_door(cast: Cast):
    council = cast.system.council
    found = queries.addresses(council, [1, 40])
    assert queries.door(council, found[1], "district").ours
    assert queries.door(council, found[40], "district").name == "Nextdoor District Council"
    assert queries.door(council, found[40], "county").web == "https://shire.example"


def test_a_point_is_ours_until_a_boundary_says_otherwise(cast: Cast):
    council, far = cast.system.council, village.at(9000, 0)
    assert queries.in_our_area(council, far)
    actions.load_areas(cast.system, areas=[village.square(0, 2000, "boundary", "B", "Testwick")])
    assert not queries.in_our_area(council, far)
    assert queries.in_our_area(council, village.at(500, 500))


def test_it_knows_the_bin_days_of_an_address(cast: Cast):
    actions.load_rounds(cast.system, rounds=[RoundRow("TU-A", 2, date(2026, 1, 6))])
    found = queries.addresses(cast.system.council, [20, 1])
    days = queries.bin_days(cast.system.council, found[20], date(2026, 4, 1), 14)
    assert [day.day for day in days] == [date(2026, 4, 8), date(2026, 4, 14)], "Easter Monday moves the first"
    last = queries.last_bin_day(cast.system.council, found[20], date(2026, 4, 12))
    assert last is not None and last.day == date(2026, 4, 8)
    assert queries.bin_days(cast.system.council, found[1], date(2026, 4, 1)) == ()


@pytest.mark.shows("D8")
def test_it_tells_of_places_with_hours_facilities_and_distance(cast: Cast):
    council = cast.system.council
    assert actions.load_places(cast.system, places=[HUB, LIBRARY]).added == 2
    assert not actions.load_places(cast.system, places=[HUB, LIBRARY]).any
    hub = queries.place(council, "hub")
    assert hub is not None
    assert hub.address == ("1 Old Mill Lane", "Testwick") and hub.postcode == "ZY9 1AB"
    assert hub.facilities == ("Computers to use", "Step-free access")
    assert hub.hours == HOURS and hub.day_notes == HUB.day_notes
    near = queries.nearest_places(council, village.at(0, 0))
    assert [(found.thing.code, found.words) for found in near] == [("hub", "70 metres"), ("library", "1.7 miles")]


def test_a_place_that_is_gone_is_shown_no_more_but_still_known(cast: Cast):
    actions.load_places(cast.system, places=[HUB, LIBRARY])
    changes = actions.load_places(cast.system, places=[HUB])
    assert (changes.removed, changes.names) == (1, ("library",))
    assert [place.code for place in queries.places(cast.system.council)] == ["hub"]
    assert queries.place(cast.system.council, "library") is not None
    assert not actions.load_places(cast.system, places=[HUB]).any


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (PlaceRow("x", "X", "hub", uprn=12345), "there is no address 12345"),
        (PlaceRow("x", "X", "hub", facilities=("slide",)), "“slide” is not a facility"),
    ],
)
def test_it_refuses_a_place_it_cannot_place(cast: Cast, row, sentence):
    with pytest.raises(Refusal, match=sentence):
        actions.load_places(cast.system, places=[row])


def test_it_tells_each_council_only_its_own(cast: Cast):
    actions.load_places(cast.system, places=[HUB])
    other = cast.littlewick_system.council
    theirs = [replace(street, name=f"{street.name} East") for street in village.STREETS]
    actions.load_addresses(cast.littlewick_system, streets=theirs, addresses=[village.house(1, "1")])
    assert [place.code for place in queries.places(cast.system.council)] == ["hub"] and queries.places(other) == ()
    for council, end in ((cast.system.council, "Lane"), (other, "Lane East")):
        assert [street.name for street in queries.find_street(council, "mill")] == [f"Mill {end}", f"Old Mill {end}"]
        assert queries.addresses_like(council, "1 mill")[0].label == f"1 Mill {end}"
        assert queries.street(council, 501).name == f"Mill {end}"
    with pytest.raises(NotAllowed):
        actions.load_rounds(cast.lena, rounds=[])


@pytest.mark.parametrize(
    "ask",
    [
        lambda council: queries.addresses_at(council, "ZY1 1AA"),
        lambda council: queries.addresses_like(council, "14 mill l"),
        lambda council: queries.addresses_like(council, "ZY1 1"),
        lambda council: queries.address(council, 999_000_000_500),
    ],
)
def test_an_index_finds_and_orders_what_each_look_up_asks(cast: Cast, ask, django_assert_max_num_queries):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO places_address (council_id, uprn, postcode_norm, search_key, sort_key, easting, northing,"
            " latitude, longitude, organisation, flat, building, number, classification, status, authority,"
            " collection_round, ward) SELECT %s, 999000000000 + n,"
            " 'ZY1 ' || mod(n / 20, 10) || 'A' || chr(65 + mod(n, 20)),"
            " n || ' mill lane', '1' || n, 0, 0, 0, 0, '', '', '', '', '', 1, '', '', ''"
            " FROM generate_series(1, 5000) n",
            [cast.system.council],
        )
        # Rows of this transaction have no statistics; with these off, a scan or sort means a missing index.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
    statements: list[str] = []

    def explain(execute, sql, params, many, context):
        if sql.startswith("SELECT"):
            with connection.cursor() as cursor:
                cursor.cursor.execute("EXPLAIN " + sql, params)
                statements.append("\n".join(row[0] for row in cursor.cursor.fetchall()))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explain), django_assert_max_num_queries(4):
        ask(cast.system.council)
    assert statements
    assert not [plan for plan in statements if "Seq Scan on places_address" in plan or "Sort Key" in plan], statements
