"""What contacts hold on a person, and that erasing leaves the facts."""

from datetime import UTC, datetime

from django.db import connection

from frontdesk.domains.contacts import actions, holdings, queries
from frontdesk.domains.contacts.types import MatterIn, WrapUp
from frontdesk.domains.people import actions as people
from frontdesk.kernel import clock
from tests.support.cast import Cast


def customers(cast: Cast) -> tuple[int, ...]:
    return tuple(people.create_person(cast.dee, name=name, source="desk") for name in ("Amina Testwood", "Bill Sample"))


NOW = datetime(2026, 12, 3, 10, tzinfo=UTC)


def test_erasing_a_person_leaves_the_contact_without_its_person(cast: Cast):
    council = cast.councils.demo.id
    amina, bill = customers(cast)
    with clock.at(NOW):
        for person in (amina, bill):
            actions.record_contact(
                cast.dee,
                channel="phone",
                started_at=NOW,
                person=person,
                matters=[MatterIn("missed-bin", "", WrapUp("answered"))],
            )
    (held,) = holdings._export(council, [amina])
    (matter,) = held["matters"]
    assert (matter["service_code"], matter["outcome"]) == ("missed-bin", "answered")
    assert actions.erase_people(council, [amina]) == 1
    assert list(holdings._export(council, [amina])) == []
    assert len(queries.contacts_of(council, [bill])) == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(person) FROM contacts_facts WHERE council = %s", [council])
        assert cursor.fetchone() == (2, 1)


def test_contacts_of_a_cluster_come_newest_first_by_pages(cast: Cast):
    council = cast.councils.demo.id
    amina, bill = customers(cast)
    made = []
    for hour, person in ((1, amina), (2, bill), (3, amina), (3, bill)):
        with clock.at(NOW.replace(hour=hour)):
            made.append(
                actions.record_contact(cast.dee, channel="phone", started_at=NOW.replace(hour=hour), person=person)
            )
    first = queries.contacts_of(council, [amina, bill], limit=2)
    assert [c.id for c in first] == made[:1:-1]
    rest = queries.contacts_of(council, [amina, bill], before=(first[-1].started_at, first[-1].id), limit=2)
    assert [c.id for c in rest] == made[1::-1]
