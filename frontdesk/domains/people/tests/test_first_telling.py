"""Records that came with another system's file, told by their own system for the first time; and moves told ahead."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frontdesk.domains.people import actions, queries
from frontdesk.domains.people.actions.bring import bring_records
from frontdesk.domains.people.models import Identity, PersonAddress
from frontdesk.domains.people.tests.test_bring_records import AMINA, MAY, kinds, tell
from frontdesk.domains.people.types import Address, AddressIn, Person, PersonIn
from frontdesk.domains.people.types.bringing import ALTERED, REFUSED, SAME
from frontdesk.kernel import clock, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import OtherContent
from tests.support.cast import Cast

pytestmark = pytest.mark.shows("B3")
HOUSING = replace(AMINA, key="H-1", others=[("council-tax", "CT-100234")])
QUAY = AddressIn("3 Quay Street", "ZY1 2CD")


@pytest.fixture
def program(cast: Cast) -> Actor:
    """A program of two systems, with a token for just these."""
    return Actor(cast.dee.council, MAY, token=7)


def housed(cast: Cast, row: PersonIn = HOUSING) -> int:
    """A record that housing's file brought, with the number of council tax."""
    actions.load_people(cast.system, rows=[row], system="housing")
    return queries.people_by_identity(cast.dee.council, "housing", [row.key])[row.key]


def home(cast: Cast, person: int) -> str:
    """Where they live now."""
    lives = queries.person(cast.dee, person).address
    return lives.line if lives else ""


@pytest.mark.parametrize(
    ("changes", "field"), [({"name": "Mohammed Begum"}, "name"), ({"date_of_birth": date(1951, 1, 2)}, "date_of_birth")]
)
def test_whoever_has_another_name_or_birth_is_refused_and_the_record_stays(
    cast: Cast, program: Actor, changes: dict[str, object], field: str
):
    person = housed(cast)
    told = replace(AMINA, phones=["07700 900777"], **changes)  # type: ignore[arg-type]
    for _ in range(2):
        (answer,) = tell(program, told)
        assert (answer.outcome, answer.field, answer.person) == (REFUSED, field, None)
        assert "Mohammed" not in answer.refused and answer.refused.endswith(".")
    seen = queries.person(cast.dee, person)
    assert (seen.name, seen.date_of_birth, seen.phone) == ("Amina Begum", date(1980, 3, 12), "07700 900123")
    assert kinds(program, person) == ["people.created"]
    actions.change_person(cast.dee, person=person, name="Aminah Begum")
    assert tell(program, replace(AMINA, name="Mohammed Begum"))[0].outcome == REFUSED, "nor is he who she was before"


def test_only_what_is_empty_is_filled(cast: Cast, program: Actor):
    person = housed(cast, replace(HOUSING, date_of_birth=None, phones=[], preferred_channel="phone"))
    told = replace(AMINA, emails=["other@example.org"], preferred_channel="email", addresses=[QUAY])
    (answer,) = tell(program, told)
    assert (answer.outcome, answer.fields) == (ALTERED, ("date_of_birth", "phones"))
    assert [each.field for each in answer.remarks] == ["preferred_channel", "emails", "address"]
    seen = queries.person(cast.dee, person)
    assert (seen.email, seen.phone, seen.preferred_channel) == ("amina@example.org", "07700 900123", "phone")
    assert [each.line for each in seen.addresses] == ["3 Quay Street", "12 Mill Lane, Anytown"]
    assert home(cast, person) == "12 Mill Lane, Anytown", "kept as that system's, not as where she lives"
    assert tell(program, told)[0].outcome == SAME
    assert tell(program, replace(told, addresses=[AddressIn("9 High Street", "ZY1 1AA")]))[0].fields == ("address",)
    assert home(cast, person) == "9 High Street", "what it tells otherwise from then on is changed"


def test_where_staff_said_they_moved_to_stands_and_what_ended_stays_so(cast: Cast, program: Actor):
    person = housed(cast, replace(HOUSING, emails=[]))
    actions.set_phone(cast.dee, person=person, value="", source="desk")
    actions.move_person(cast.dee, person=person, address="3 Quay Street")
    (answer,) = tell(program, replace(AMINA, emails=[]))
    assert (answer.outcome, [each.field for each in answer.remarks]) == (SAME, ["phones"])
    assert home(cast, person) == "3 Quay Street"
    assert queries.person(cast.dee, person).phone == ""


def test_what_staff_put_right_is_found_behind_any_number_of_entries(cast: Cast, program: Actor):
    person = housed(cast)
    actions.change_person(cast.dee, person=person, name="Aminah Begum", date_of_birth=date(1980, 3, 21))
    with journal.together():
        for _ in range(1100):
            about = {"thing": ("person", person), "person": person, "data": {"fields": ["preferred_channel"]}}
            journal.write(cast.dee, "people.changed", **about)  # type: ignore[arg-type]
    assert tell(program, AMINA)[0].outcome == SAME
    seen = queries.person(cast.dee, person)
    assert (seen.name, seen.date_of_birth) == ("Aminah Begum", date(1980, 3, 21))


def test_a_thousand_told_for_the_first_time_take_few_statements(cast: Cast, program: Actor):
    rows = [replace(AMINA, key=str(each), emails=[f"a{each}@example.org"]) for each in range(1000)]
    actions.load_people(
        cast.system, rows=[replace(each, phones=[], addresses=[]) for each in rows], system="council-tax"
    )
    Identity.objects.filter(system="council-tax").update(told=None)
    with CaptureQueriesContext(connection) as asked:
        assert {each.fields for each in tell(program, *rows)} == {("address", "phones")}
    assert len(asked.captured_queries) < 20
    # A file had one name, the program tells given and family: nobody is changed, and it is kept together.
    parts = [replace(each, name="", given="Amina", family="Begum") for each in rows]
    with CaptureQueriesContext(connection) as asked:
        assert {each.outcome for each in tell(program, *parts)} == {SAME}
    assert len(asked.captured_queries) < 15


def test_a_key_is_one_systems_and_for_the_same_records(program: Actor):
    bill = replace(AMINA, key="2", name="Bill Marsh")
    first = tell(program, AMINA, key="night")
    library = bring_records(program, system="library", rows=[AMINA, bill], key="night")
    assert [each.outcome for each in library] == ["created", "created"]
    with pytest.raises(OtherContent):
        tell(program, AMINA, bill, key="night")
    assert tell(program, AMINA, key="night") == first


def test_a_move_told_ahead_counts_from_its_day(cast: Cast, program: Actor):
    (made,) = tell(program, AMINA)
    person, day = made.person or 0, clock.today() + timedelta(days=90)
    assert tell(program, replace(AMINA, addresses=[replace(QUAY, since=day)]))[0].fields == ("address",)
    assert home(cast, person) == "12 Mill Lane, Anytown"
    (hit,) = queries.search(cast.dee, "Amina Begum")
    assert hit.address == "12 Mill Lane, Anytown"
    assert [each.line for each in queries.person(cast.dee, person).addresses if each.coming] == ["3 Quay Street"]
    with clock.at(clock.now() + timedelta(days=90)):
        assert home(cast, person) == "3 Quay Street"
        (hit,) = queries.search(cast.dee, "Amina Begum")
        assert hit.address == "3 Quay Street"
    later = replace(QUAY, since=day + timedelta(days=30))
    assert tell(program, replace(AMINA, addresses=[later]))[0].fields == ("address",)
    with clock.at(clock.now() + timedelta(days=91)):
        assert home(cast, person) == "12 Mill Lane, Anytown", "the day was put off"
    assert tell(program, AMINA)[0].fields == ("address",)
    with clock.at(clock.now() + timedelta(days=121)):
        assert home(cast, person) == "12 Mill Lane, Anytown", "it was taken back"


def test_a_first_address_told_ahead_is_not_where_they_live_yet(cast: Cast, program: Actor):
    (made,) = tell(program, replace(AMINA, addresses=[replace(QUAY, since=clock.today() + timedelta(days=9))]))
    assert home(cast, made.person or 0) == ""


def test_a_move_of_long_ago_ends_nothing_before_it_began(cast: Cast, program: Actor):
    (made,) = tell(program, replace(AMINA, addresses=[replace(AMINA.addresses[0], since=date(2020, 5, 1))]))
    tell(program, replace(AMINA, addresses=[replace(QUAY, since=date(1990, 1, 1))]))
    (former,) = PersonAddress.objects.filter(person_id=made.person, postcode="ZY1 4AB")
    assert former.until == clock.today()
    assert home(cast, made.person or 0) == "3 Quay Street"


def test_where_they_live_is_where_they_last_moved_to():
    old, new = Address(1, "12 Mill Lane", since=None), Address(2, "3 Quay Street", since=date(2026, 1, 1))
    gone = Address(3, "9 High Street", since=date(2026, 2, 1), now=False)
    lives = Person(1, "Amina Begum", addresses=(gone, old, new)).address
    assert lives is not None and lives.id == 2
