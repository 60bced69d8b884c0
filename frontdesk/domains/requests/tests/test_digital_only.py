"""A digital-only service: turned towards the web, entered by staff only under a recorded exception (A3)."""

from datetime import date

import pytest

from frontdesk.domains.contacts import actions as contact_actions
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries as people_queries
from frontdesk.domains.requests.rules.counting import Counted, Door, count
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.domains.services.definition.model import Channels, DigitalOnly, Reason
from frontdesk.kernel.errors import Refusal
from tests.support.services import definition_of

ONLY = DigitalOnly(
    from_=date(2026, 4, 1),
    approved_by="Cabinet",
    evidence="Most apply online.",
    exclusion_risk="Some have no computer.",
    equality_assessment="Published.",
    told="You apply online.",
    exceptions=(Reason(code="no-internet", reason="Has no internet"),),
)


@pytest.fixture
def online(story: Story) -> Story:
    story.publish("online-bin", digital_only=ONLY, open311=False, channels=Channels(best="web", open=("web", "kiosk")))
    return story


@pytest.mark.shows("A3")
def test_an_adviser_enters_it_under_an_exception_and_it_counts_as_digital_assisted(online: Story):
    amina = online.person()
    contact = contact_actions.open_contact(online.cast.dee, channel="phone", person=amina)
    with pytest.raises(Refusal) as refused:
        online.report(online.cast.dee, service="online-bin", contact=contact)
    assert refused.value.code == "digital-only"
    people.grant_exception(online.cast.dee, person=amina, service="online-bin", reason="no-internet")
    receipt = online.report(online.cast.dee, service="online-bin", contact=contact)
    row = online.row(receipt)
    assert (row.channel, row.digital, row.assisted, row.person_id) == ("phone", True, True, amina)
    found = people_queries.exception_for(row.council_id, amina, "online-bin")
    assert found and row.exception_id == found.id


@pytest.mark.shows("A3")
def test_an_exception_for_a_new_customer_is_recorded_while_the_work_is_saved(online: Story):
    receipt = online.report(online.cast.dee, service="online-bin", exception="no-internet")
    with pytest.raises(Refusal):
        online.report(online.cast.dee, service="online-bin", exception="because", even_if_same=True)
    row = online.row(receipt)
    assert row.assisted and row.exception_id
    found = people_queries.exception_for(row.council_id, row.person_id or 0, "online-bin")
    assert found and found.reason == "no-internet"


def test_customers_use_it_online_unaided(online: Story):
    row = online.row(online.report(online.cast.nobody, service="online-bin"))
    assert (row.digital, row.assisted, row.exception_id) == (True, False, None)


@pytest.mark.parametrize(
    ("door", "counted"),
    [
        (Door("web"), Counted(True, False)),
        (Door("kiosk"), Counted(True, False)),
        (Door("kiosk", helped=True), Counted(True, True)),
        (Door("api"), Counted(True, False)),
        (Door("phone", by_staff=True), Counted(False, False)),
        (Door("visit", by_staff=True), Counted(False, False)),
        (Door("email", by_staff=True), Counted(False, False)),
        (Door("phone", by_staff=True, own_draft=True), Counted(True, True)),
        (Door("kiosk", by_staff=True, helped=True), Counted(True, True)),
    ],
)
def test_how_each_door_counts(door: Door, counted: Counted):
    assert count(definition_of("demo", "missed-bin"), door, date(2026, 12, 1)) == counted


def test_a_closed_door_says_what_to_do():
    for door in (Door("letter"), Door("letter", by_staff=True)):
        with pytest.raises(Refusal) as refused:
            count(definition_of("demo", "missed-bin"), door, date(2026, 12, 1))
        assert refused.value.code == "channel-closed"


@pytest.mark.shows("B4")
def test_a_floorwalker_sends_it_for_somebody_whose_need_says_so(online: Story):
    amina = online.person()
    people.record_need(online.cast.dee, person=amina, need="interpreter", detail="Punjabi")
    contact = contact_actions.open_contact(online.cast.flo, channel="visit", person=amina)
    row = online.row(online.report(online.cast.flo, service="online-bin", channel="visit", contact=contact))
    assert row.assisted and row.exception_id


@pytest.mark.shows("B4")
def test_no_exception_is_counted_where_the_customer_was_helped_online(online: Story):
    amina = online.person()
    people.record_need(online.cast.dee, person=amina, need="interpreter", detail="Punjabi")
    contact = contact_actions.open_contact(online.cast.flo, channel="kiosk", person=amina, assisted=True)
    row = online.row(online.report(online.cast.flo, service="online-bin", channel="kiosk", contact=contact))
    assert (row.assisted, row.exception_id) == (True, None)
    assert people_queries.exceptions_by_reason(row.council_id, "online-bin") == {}
