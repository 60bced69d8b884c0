"""Reporting: a submitted form becomes a request with a reference, an owner and a promise."""

import re
from datetime import UTC, date, datetime

import pytest
from django.db import connection

from frontdesk.domains.contacts import actions as contact_actions
from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.notifications import queries as notifications
from frontdesk.domains.people import actions as people_actions
from frontdesk.domains.people import queries as people
from frontdesk.domains.requests import actions, queries
from frontdesk.domains.requests.actions.customers import customer, known_from
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.domains.requests.types import Incomplete
from frontdesk.domains.services.definition.model import Identity
from frontdesk.kernel import clock, journal, links, tenancy
from frontdesk.kernel.errors import NotFound, Refusal
from frontdesk.kernel.references import parse_reference
from tests.support.services import definition_of

pytestmark = pytest.mark.pg15


@pytest.mark.shows("F11")
def test_it_gives_a_reference_an_owner_a_promise_and_a_link(story: Story):
    receipt = story.report(story.cast.nobody)
    row = story.row(receipt)
    assert parse_reference(receipt.reference) == row.reference
    assert row.owner_id == story.cast.oli.user
    assert (row.channel, row.digital, row.assisted, row.status, row.state) == (
        "web",
        True,
        False,
        "received",
        "running",
    )
    assert links.read(receipt.follow.split("/")[2], "follow")[:2] == (row.council_id, row.pk)
    assert receipt.title == "We have your report"


def test_it_creates_the_visitors_own_record_and_joins_nothing_on_an_email(story: Story):
    known = story.person(email="amina@example.org")
    row = story.row(story.report(story.cast.nobody))
    assert row.person_id != known
    assert people.card(row.council_id, row.person_id).name == "Amina Testwood"


def test_it_takes_a_report_without_a_name(story: Story):
    receipt = story.report(story.cast.nobody, answers={"name": None, "email": None})
    assert story.row(receipt).person_id is None
    assert receipt.told == ""


def test_it_sends_the_receipt_with_the_link_and_asks_to_prove_the_address(story: Story):
    receipt = story.report(story.cast.nobody)
    (message,) = notifications.messages_about(story.cast.councils.demo.id, ("request", receipt.request))
    assert message.address == receipt.told == "amina@example.org"
    assert receipt.reference in message.subject
    told = re.search(r"/c/demo/follow/([^/\s]+)/", message.body)
    assert told and links.read(told[1], "follow").thing == receipt.request
    assert "/c/demo/prove/" in message.body


@pytest.mark.shows("C1")
def test_it_records_one_contact_with_one_matter(story: Story):
    receipt = story.report(story.cast.nobody)
    contact = contacts.contact(story.cast.dee, receipt.contact)
    assert (contact.channel, contact.handler, contact.person) == ("web", None, receipt.person)
    assert [(m.service, m.reason, m.ended.outcome) for m in contact.matters] == [
        ("missed-bin", "report", "request-made")
    ]


def test_it_belongs_to_the_contact_in_hand_and_counts_on_its_channel(story: Story):
    contact = contact_actions.open_contact(story.cast.dee, channel="visit")
    receipt = story.report(story.cast.dee, contact=contact, channel="phone")
    assert (receipt.contact, story.row(receipt).channel, story.row(receipt).digital) == (contact, "visit", False)
    held = contacts.in_hand(story.cast.dee)
    assert held.person == receipt.person
    assert [m.service for m in held.matters] == ["missed-bin"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM contacts_facts WHERE council = %s", [story.cast.dee.council])
        assert cursor.fetchone() == (1,)


def test_an_adviser_who_types_for_a_caller_is_not_digital(story: Story):
    amina = story.person()
    row = story.row(story.report(story.cast.dee, person=amina))
    assert (row.person_id, row.channel, row.digital, row.assisted) == (amina, "phone", False, False)


def test_what_an_adviser_who_is_a_resident_too_types_for_a_stranger_is_never_their_own(story: Story):
    own = people_actions.own_record(story.cast.dee, name="Dee Marsh", source="web")
    dee = story.cast.dee.as_person(own)
    receipt = story.report(dee, answers={"name": "Una Stranger", "email": "una@example.org"})
    assert receipt.person not in (None, own)
    turned = story.report(dee, answers={"missed-on": "2026-11-20"}, key="late")
    found = contacts.contact(story.cast.dee, turned.contact)
    assert not turned.taken and found is not None and found.person is None
    assert "una@example.org" not in {point.value for point in people.person(story.cast.sam, own).points}


def test_the_proof_of_an_adviser_counts_for_no_stranger(story: Story):
    asks = Identity(level="document", why="It is a lot of money.")
    story.publish("proved-bin", identity=asks, open311=False)
    own = people_actions.own_record(story.cast.dee, name="Dee Marsh", source="web")
    shown = {"kind": "document-here", "document": "passport", "channel": "visit"}
    people_actions.prove_identity(story.cast.flo, person=own, **shown)
    with pytest.raises(Refusal) as refused:
        story.report(story.cast.dee.as_person(own), service="proved-bin")
    assert refused.value.code == "identity"


def test_a_customer_cannot_report_in_somebody_elses_name(story: Story):
    bill = story.person("Bill Sample")
    with pytest.raises(Refusal):
        story.report(story.cast.amina.as_person(story.person()), person=bill)


def test_a_second_submit_with_the_key_shows_the_first_receipt(story: Story):
    first = story.report(story.cast.nobody, key="draft-1")
    second = story.report(story.cast.nobody, key="draft-1")
    assert (second.again, second.request, second.reference) == (True, first.request, first.reference)
    assert story.rows.count() == 1
    assert len(notifications.messages_about(first and story.cast.councils.demo.id, ("request", first.request))) == 1


def test_a_refused_form_leaves_a_contact_and_no_request(story: Story):
    receipt = story.report(story.cast.nobody, answers={"missed-on": "2026-11-20"}, key="late")
    assert not receipt.taken and receipt.request is None
    assert receipt.title == "It is too late for us to come back"
    assert receipt.reason and receipt.instead
    assert story.rows.count() == 0
    contact = contacts.contact(story.cast.dee, receipt.contact)
    assert contact.matters[0].ended.outcome == "not-possible"
    again = story.report(story.cast.nobody, answers={"missed-on": "2026-11-20"}, key="late")
    assert (again.again, again.contact, again.title) == (True, receipt.contact, receipt.title)


def test_answers_that_are_missing_or_wrong_are_named(story: Story):
    with pytest.raises(Incomplete) as refused:
        story.report(story.cast.nobody, answers={"bin": "bath"})
    assert "bin" in refused.value.errors
    assert refused.value.page == "which-bin"
    assert story.rows.count() == 0


def test_a_closed_channel_answers_with_what_to_do(story: Story):
    with pytest.raises(Refusal) as refused:
        story.report(story.cast.dee, channel="letter")
    assert refused.value.code == "channel-closed"
    assert "too late" in refused.value.sentence


def test_a_service_that_is_not_there_is_not_found(story: Story):
    with pytest.raises(NotFound):
        story.report(story.cast.nobody, service="moon-landing")


def test_the_journal_says_who_and_what_and_nothing_that_was_typed(story: Story):
    receipt = story.report(story.cast.nobody)
    entries = journal.timeline(story.cast.councils.demo.id, thing=("request", receipt.request))
    (entry,) = [e for e in entries if e.kind == "requests.received"]
    assert (entry.person, entry.via, entry.data["service"], entry.data["contact"]) == (
        receipt.person, "web", "missed-bin", receipt.contact,
    )  # fmt: skip
    assert "Mill Lane" not in str(entry.data)


def test_the_other_council_has_its_own(story: Story):
    story.report(story.cast.nobody)
    littlewick = story.cast.councils.littlewick.id
    with tenancy.acting_for(littlewick):
        receipt = story.report(story.cast.luca)
        row = story.row(receipt)
        assert (row.council_id, row.owner_id) == (littlewick, story.cast.lena.user)
    assert story.rows.count() == 1


def test_facts_say_how_it_counts(story: Story):
    story.report(story.cast.nobody)
    demo = [story.cast.councils.demo.id]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT service, channel, digital, assisted, outcome_class, local_day FROM requests_facts"
            " WHERE council = %s", demo
        )  # fmt: skip
        assert cursor.fetchall() == [("missed-bin", "web", True, False, "open", date(2026, 12, 1))]
        cursor.execute("SELECT count(*) FROM requests_contact_facts WHERE came_by AND council = %s", demo)
        assert cursor.fetchone() == (1,)


def test_it_is_received_at_the_moment_of_the_clock(story: Story):
    assert story.report(story.cast.nobody).received_at == datetime(2026, 12, 1, 10, tzinfo=UTC)


@pytest.mark.shows("F2")
def test_it_is_due_by_the_promise_and_says_so(story: Story):
    receipt = story.report(story.cast.nobody)
    row = story.row(receipt)
    assert (receipt.due_on, row.promise) == (date(2026, 12, 3), "missed-bin")
    assert (
        receipt.next_step == "We have your report and have told the crew. We will do this by Thursday 3 December 2026."
    )
    assert receipt.promise == "We come back for a missed bin within 2 working days."
    assert row.clock["length"] == 2
    assert row.events.get().name == "receipt"
    assert row.warn_at and row.received_at < row.warn_at < row.order_at == row.due_at


def test_over_christmas_bank_holidays_do_not_count(story: Story):
    with clock.at(datetime(2026, 12, 24, 10, tzinfo=UTC)):
        receipt = story.report(story.cast.nobody, answers={"missed-on": "2026-12-23"})
    assert receipt.due_on == date(2026, 12, 30)


def test_what_customers_ask_us_to_do_differently_stands_with_their_record(story: Story):
    form = definition_of("demo", "complaint")
    said = known_from(form, {"name": {"first": "Bill", "last": "Test"}, "adjustments": "Please ring,  I read slowly"})
    for actor in (story.cast.nobody, story.cast.dee):
        whose = customer(actor, said, channel="web", chosen=None, of_contact=None)
        needs = people.restricted_needs(story.cast.dee, whose or 0)
        assert "Please ring, I read slowly" in str(needs)
        assert people.needs_of(story.cast.oli, whose or 0) == [], "why is nobody else's business until it is read"


def test_words_said_again_stay_as_staff_opened_them_and_other_words_wait_to_be_read(story: Story):
    whose = people_actions.create_person(story.cast.dee, name="Bill Test", source="phone")
    form = definition_of("demo", "complaint")
    for words in ("Ring", "Ring", "I am ill"):
        said = known_from(form, {"name": {"first": "Bill", "last": "Test"}, "adjustments": words})
        if words == "Ring":
            people_actions.record_need(story.cast.dee, person=whose, need="adjustments", instruction="Ring")
        customer(story.cast.dee, said, channel="phone", chosen=whose, of_contact=None)
    needs = people.restricted_needs(story.cast.dee, whose)
    assert [(each.instruction, each.sensitive) for each in needs] == [("I am ill", True)]
    assert [each.instruction for each in people.needs_of(story.cast.oli, whose)] == ["Ring"]


def test_the_newest_words_of_a_very_long_story_are_shown(story: Story, monkeypatch):
    monkeypatch.setattr("frontdesk.domains.requests.queries.page._MOST", 3)
    item = story.report(story.cast.dee).request or 0
    for n in range(5):
        actions.note(story.cast.oli, request=item, text=f"Note {n}")
    told = [each.text.body for each in queries.whole(story.cast.oli, item).timeline if each.text]
    assert told == ["Note 4", "Note 3", "Note 2"]
