"""What contacts hold on a person, and that erasing leaves the facts."""

from datetime import UTC, datetime

from django.db import connection

from frontdesk.domains.contacts import actions, holdings, queries
from frontdesk.domains.contacts.types import MatterIn, WrapUp
from frontdesk.kernel import clock
from tests.support.cast import Cast

NOW = datetime(2026, 12, 3, 10, tzinfo=UTC)


def test_erasing_a_person_leaves_the_contact_without_its_person(cast: Cast):
    council = cast.councils.demo.id
    with clock.at(NOW):
        for person in (71, 72):
            actions.record_contact(
                cast.dee,
                channel="phone",
                started_at=NOW,
                person=person,
                matters=[MatterIn("missed-bin", "", WrapUp("answered"))],
            )
    (held,) = holdings._export(council, [71])
    assert held["matters"] == [{"service": "missed-bin", "reason": "", "outcome": "answered"}]
    assert holdings._erase(council, [71]) == 1
    assert list(holdings._export(council, [71])) == []
    assert len(queries.contacts_of(council, [72])) == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(person) FROM contacts_facts")
        assert cursor.fetchone() == (2, 1)


def test_contacts_of_a_cluster_come_newest_first_by_pages(cast: Cast):
    council = cast.councils.demo.id
    made = []
    for hour, person in ((1, 71), (2, 72), (3, 71), (3, 72)):
        with clock.at(NOW.replace(hour=hour)):
            made.append(
                actions.record_contact(cast.dee, channel="phone", started_at=NOW.replace(hour=hour), person=person)
            )
    first = queries.contacts_of(council, [71, 72], limit=2)
    assert [c.id for c in first] == made[:1:-1]
    rest = queries.contacts_of(council, [71, 72], before=(first[-1].started_at, first[-1].id), limit=2)
    assert [c.id for c in rest] == made[1::-1]
