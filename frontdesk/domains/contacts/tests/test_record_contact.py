"""Recording whole contacts: one by one and in batches."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frontdesk.domains.access import actions as access
from frontdesk.domains.access import queries as sign_ins
from frontdesk.domains.contacts import actions, queries
from frontdesk.domains.contacts.types import ContactIn, MatterIn, WrapUp
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.people import actions as people
from frontdesk.kernel import clock, journal, tenancy
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotAllowed, Refusal
from tests.support.cast import Cast
from tests.support.services import publish

pytestmark = pytest.mark.pg15

NOW = datetime(2026, 6, 3, 22, 30, tzinfo=UTC)
AGO = NOW - timedelta(minutes=10)
BIN = MatterIn("missed-bin", "report", WrapUp("request-made", "failure", "not-done", True, "declined", "reassurance"))


@pytest.fixture(autouse=True)
def _now():
    with clock.at(NOW):
        yield


def client(cast: Cast, secret: str = "telephony-telephony") -> Actor:
    """Whoever calls with this secret, always the same."""
    access.create_token(cast.ada, label="Telephony", scopes=["contacts"], secret=secret)
    token = sign_ins.token_by_secret(secret)
    assert token is not None
    return sign_ins.actor_for_token(token)


@pytest.mark.shows("C1")
def test_it_keeps_the_contact_and_its_matters(cast: Cast):
    made = actions.record_contact(
        cast.dee, channel="phone", started_at=AGO, answered_at=AGO, ended_at=NOW, matters=[BIN, MatterIn(reason="ask")]
    )
    kept = queries.contact(cast.dee, made)
    assert (kept.channel, kept.direction, kept.handler, kept.ended_at, kept.done_at) == (
        "phone",
        "in",
        cast.dee.user,
        NOW,
        NOW,
    )
    assert [m.service for m in kept.matters] == ["missed-bin", ""]
    assert kept.matters[0].ended == BIN.ended
    (entry,) = journal.timeline(cast.dee.council, thing=("contact", made))
    assert (entry.kind, entry.via, entry.happened_at) == ("contacts.recorded", "phone", AGO)
    assert entry.data == {"services": ["missed-bin"]}


def test_it_takes_the_local_day_of_the_start(cast: Cast):
    with clock.at(datetime(2026, 6, 4, 12, tzinfo=UTC)):
        actions.record_contact(cast.dee, channel="visit", started_at=datetime(2026, 6, 3, 23, 30, tzinfo=UTC))
    with connection.cursor() as cursor:
        cursor.execute("SELECT local_day, channel, handler FROM contacts_facts WHERE council = %s", [cast.dee.council])
        assert [(str(day), channel, handler) for day, channel, handler in cursor.fetchall()] == [
            ("2026-06-04", "visit", cast.dee.user)
        ]


def test_it_needs_no_more_than_three_round_trips(cast: Cast):
    queries.lists_of(cast.dee.council)
    telephony = client(cast)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        actions.record_contact(telephony, channel="phone", started_at=AGO, matters=[BIN], key="one")
    assert len(asked) <= 3, [q["sql"][:80] for q in asked]


def test_a_second_call_with_the_key_answers_the_first_contact(cast: Cast):
    first = actions.record_whole(client(cast), contact=ContactIn("phone", AGO, matters=(BIN,), key="k"))
    second = actions.record_whole(client(cast), contact=ContactIn("phone", AGO, matters=(BIN,), key="k"))
    other = actions.record_whole(client(cast, "another-another"), contact=ContactIn("phone", AGO, key="k"))
    assert (second.contact, second.matters, second.again) == (first.contact, first.matters, True)
    assert other.contact != first.contact and not other.again


@pytest.mark.shows("C17")
def test_an_officer_records_one_that_reached_the_team_directly(cast: Cast):
    made = actions.record_contact(
        cast.oli, channel="phone", started_at=NOW, matters=[MatterIn("missed-bin", "progress", WrapUp("progress-told"))]
    )
    assert [c.id for c in queries.contacts_taken(cast.oli)] == [made]


def test_customers_and_nobody_cannot_record_contacts(cast: Cast):
    for actor in (cast.nobody, cast.amina, cast.des, Actor(cast.councils.demo.id, frozenset({"api"}), token=1)):
        with pytest.raises(NotAllowed):
            actions.record_contact(actor, channel="web", started_at=AGO)


def test_a_batch_answers_each_row_in_order(cast: Cast):
    rows = [
        ContactIn("phone", AGO, matters=(BIN, BIN), key="a"),
        ContactIn("pigeon", AGO),
        ContactIn("email", AGO, key="a"),
        ContactIn("letter", AGO),
    ]
    first, wrong, same, last = actions.record_contacts(client(cast), rows=rows)
    assert len(first.matters) == 2 and not first.again
    assert wrong.contact is None and wrong.field == "channel" and wrong.refused.startswith("Choose a channel")
    assert same.contact == first.contact and same.again
    assert last.contact not in (None, first.contact)
    again = actions.record_contacts(client(cast), rows=rows[:1])
    assert again[0].again and again[0].contact == first.contact
    assert len(journal.timeline(cast.dee.council, thing=("contact", first.contact))) == 1


def test_a_hundred_take_two_statements(cast: Cast):
    telephony = client(cast)
    with CaptureQueriesContext(connection) as asked:
        made = actions.record_contacts(telephony, rows=[ContactIn("phone", AGO, matters=(BIN,)) for _ in range(100)])
    assert len({m.contact for m in made}) == 100
    assert len(asked) <= 4


def test_a_batch_has_a_limit(cast: Cast):
    with pytest.raises(Refusal) as refused:
        actions.record_contacts(client(cast), rows=[ContactIn("phone", AGO)] * 1001)
    assert refused.value.code == "too-many"
    assert actions.record_contacts(client(cast), rows=[]) == []


def test_the_other_council_sees_nothing_of_it(cast: Cast):
    made = actions.record_contact(cast.dee, channel="phone", started_at=AGO, matters=[BIN])
    with tenancy.acting_for(cast.councils.littlewick.id):
        assert queries.contact(cast.lena, made) is None
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM contacts_matter_facts WHERE contact = %s", [made])
            assert cursor.fetchone() == (0,)
        theirs = actions.record_contact(cast.lena, channel="phone", started_at=AGO)
    assert queries.contact(cast.dee, theirs) is None


def test_it_refuses_a_customer_of_another_council(cast: Cast):
    with tenancy.acting_for(cast.councils.littlewick.id):
        luca = people.create_person(cast.lena, name="Luca Samplewood", source="desk")
    with pytest.raises(Refusal) as refused:
        actions.record_contact(cast.dee, channel="phone", started_at=AGO, person=luca)
    assert refused.value.field == "person"
    mixed = actions.record_contacts(cast.dee, rows=[ContactIn("phone", AGO, person=luca), ContactIn("phone", AGO)])
    assert [bool(row.contact) for row in mixed] == [False, True]


def test_it_checks_the_service_where_there_is_a_catalogue(cast: Cast):
    actions.record_contact(cast.dee, channel="phone", started_at=AGO, matters=[MatterIn("anything")])
    publish(cast.system, "missed-bin")
    actions.record_contact(cast.dee, channel="phone", started_at=AGO, matters=[MatterIn("missed-bin")])
    organisations.forget()
    with pytest.raises(Refusal) as refused:
        actions.record_contact(cast.dee, channel="phone", started_at=AGO, matters=[MatterIn("anything")])
    assert refused.value.field == "service"
