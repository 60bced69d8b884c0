"""Businesses, visitors and areas: by the record, by the home, by the postcode."""

from datetime import timedelta

import pytest

from frontdesk.domains.organisations import actions as organisations
from frontdesk.domains.organisations.types import StrategyEntry
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries as find
from frontdesk.domains.people.types import PersonIn
from frontdesk.domains.places import actions as places
from frontdesk.domains.places.tests import village
from frontdesk.domains.places.types import PostcodeRow, ProfileRow
from frontdesk.domains.segments import queries
from frontdesk.domains.segments.models import Standing
from frontdesk.domains.segments.tests.test_rounds import in_touch, night, segment, somebody
from frontdesk.kernel import clock
from tests.support.cast import Cast

HERE, NEXT_DOOR = 1, 40
pytestmark = pytest.mark.shows("B10")


def test_an_organisation_is_a_business_whatever_it_does(cast: Cast):
    bakery = people.create_organisation(cast.dee, name="Sedge Bakery", kind="business")
    in_touch(cast, bakery, *["phone"] * 7)
    night(cast)
    told = "The record is of an organisation. 7 contacts on 1 channel in the last 12 months."
    assert segment(cast, bakery) == f"business: {told}"


def test_whoever_lives_outside_is_a_visitor_and_whoever_moves_in_is_none(cast: Cast):
    village.build(cast.system)
    visitor, resident = somebody(cast, "Amina One", uprn=NEXT_DOOR), somebody(cast, "Bill Two", uprn=HERE)
    night(cast)
    assert segment(cast, visitor).startswith("visitor: The address on the record lies outside")
    assert segment(cast, resident).startswith("low")
    people.move_person(cast.dee, person=visitor, uprn=HERE, since=clock.today() + timedelta(days=9))
    night(cast)
    lives = find.person(cast.dee, visitor).address
    assert lives is not None and lives.uprn == NEXT_DOOR and segment(cast, visitor).startswith("visitor"), "not yet"
    people.move_person(cast.dee, person=visitor, uprn=HERE)
    night(cast)
    assert segment(cast, visitor).startswith("low")


def test_where_the_property_is_not_known_the_postcode_tells(cast: Cast):
    village.build(cast.system)
    codes = {"ZY9 1AA": "us", "ZY9 1AB": "E07000999", "ZY9 1AD": ""}
    places.load_postcodes(cast.system, rows=[PostcodeRow(postcode, authority=code) for postcode, code in codes.items()])
    who = [
        somebody(cast, f"Amina {name}", address="A house", postcode=postcode)
        for name, postcode in (("One", "ZY9 1AA"), ("Two", "ZY9 1AB"), ("Three", "ZY9 1AD"), ("Four", "ZY9 9ZZ"))
    ]
    night(cast)
    assert [segment(cast, person).split(":")[0] for person in who] == ["low", "visitor", "low", "low"]


def test_the_area_is_that_of_the_home_and_follows_a_new_profile(cast: Cast):
    person = somebody(cast, address="A house", postcode="ZY9 1AA")
    places.load_profiles(cast.system, rows=[ProfileRow("ZY9 1AA", "hills", "Hill farms")])
    night(cast)
    assert queries.place_of(cast.system.council, [person]).profile == "hills"
    assert queries.profiles(cast.system.council) == [("hills", "Hill farms")]
    places.load_profiles(cast.system, rows=[ProfileRow("ZY9 1AA", "town", "Town")])
    night(cast)
    assert queries.place_of(cast.system.council, [person]).profile == "town"


def test_a_council_states_its_own_numbers_and_everybody_is_counted_by_them(cast: Cast):
    person = somebody(cast)
    in_touch(cast, person, "phone", "phone", "phone")
    night(cast)
    assert segment(cast, person).startswith("casual")
    said = {"name": "High interactive", "about": "Tenants.", "like": "high", "at_least": 3}
    organisations.set_strategy(cast.system, entries=[StrategyEntry("segment", "high-interactive", said)])
    night(cast)
    found = queries.standing_of(cast.system.council, [person])
    assert found is not None and (found.segment, found.name) == ("high", "High interactive")


def test_an_import_of_customers_that_is_taken_back_takes_their_segments_along(cast: Cast):
    people.bring_people(cast.system, rows=[PersonIn("7", name="Amina One")], system="tax", run=5)
    night(cast)
    assert Standing.objects.filter(council_id=cast.system.council).count() == 1
    done = people.undo_import(cast.system, run=5)
    assert (done.removed, done.kept) == (1, 0)
    assert not Standing.objects.filter(council_id=cast.system.council).exists()
