"""In which ward a contact counts: of its request, else of the customer's home on the day; and it stays so."""

from datetime import timedelta

import pytest

from frontdesk.domains.contacts import actions
from frontdesk.domains.contacts.models import Contact
from frontdesk.domains.contacts.types import ContactIn
from frontdesk.domains.people import actions as people
from frontdesk.domains.places.tests import village
from frontdesk.kernel import clock
from frontdesk.kernel.errors import NotFound
from tests.support.cast import Cast

WEST, EAST = 1, 101


@pytest.fixture
def person(cast: Cast) -> int:
    """Somebody who lives in the western ward."""
    village.build(cast.system)
    return people.create_person(cast.dee, name="Amina Testwood", uprn=WEST, source="desk")


def record(cast: Cast, person: int | None, days: int = 0, ward: str = "") -> Contact:
    at = clock.now() - timedelta(days=days)
    row = ContactIn("phone", at, person, ended_at=at, ward=ward)
    return Contact.objects.get(pk=actions.record_whole(cast.system, contact=row).contact)


@pytest.mark.shows("K15")
def test_it_counts_where_the_customer_lived_on_the_day(cast: Cast, person: int):
    people.move_person(cast.dee, person=person, uprn=EAST, since=clock.today() - timedelta(days=10))
    assert [record(cast, person, days).ward for days in (20, 10, 0)] == ["W1", "W2", "W2"]
    assert record(cast, None).ward == ""


def test_a_postcode_tells_the_ward_where_it_lies_in_one(cast: Cast):
    village.build(cast.system)
    for postcode, ward in (("ZY9 1AB", "W1"), ("ZY9 1AA", ""), ("ZY9 9ZZ", "")):
        person = people.create_person(cast.dee, name="Bill", address="A house", postcode=postcode, source="desk")
        assert record(cast, person).ward == ward


def test_a_move_and_erasure_change_nothing_that_was_counted(cast: Cast, person: int):
    row = record(cast, person)
    people.move_person(cast.dee, person=person, uprn=EAST)
    actions.erase_people(cast.system.council, [person])
    row.refresh_from_db()
    assert (row.person_id, row.ward) == (None, "W1")


def test_it_goes_by_whom_it_is_said_to_be_of_until_a_request_tells_the_ward(cast: Cast, person: int):
    contact = actions.open_contact(cast.dee, channel="phone")
    actions.say_who(cast.dee, contact=contact, person=person)
    assert Contact.objects.get(pk=contact).ward == "W1"
    actions.say_who(cast.dee, contact=contact, person=None)
    assert Contact.objects.get(pk=contact).ward == ""
    actions.place_contact(cast.system, contact=contact, ward="W2")
    actions.say_who(cast.dee, contact=contact, person=person)
    assert Contact.objects.get(pk=contact).ward == "W2"
    with pytest.raises(NotFound):
        actions.place_contact(cast.littlewick_system, contact=contact, ward="W1")
