"""Sending a draft: once, whoever finishes it, counted by who used what."""

from datetime import timedelta

import pytest
from django.db import connection

from frontdesk.domains.contacts import actions as contact_actions
from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.forms import actions as forms
from frontdesk.domains.forms import queries as form_queries
from frontdesk.domains.requests import actions
from frontdesk.domains.requests.tests.conftest import NOW
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.domains.requests.types import Incomplete
from frontdesk.kernel import clock, registry
from frontdesk.kernel.errors import NotFound


def send(story: Story, actor, started, **changes):
    return actions.report_request(actor, channel="web", draft=started.draft, draft_key=started.key, **changes)


def test_a_draft_becomes_a_request_and_is_emptied(story: Story):
    started = story.draft(story.cast.nobody)
    receipt = send(story, story.cast.nobody, started)
    assert story.row(receipt).channel == "web"
    assert story.row(receipt).answers.get().answers["bin"] == "rubbish"
    draft = form_queries.draft(story.cast.nobody, started.draft, key=started.key)
    assert (draft.state, draft.request, draft.reference, draft.answers) == (
        "finished", receipt.request, receipt.reference, {},
    )  # fmt: skip


def test_a_second_submit_shows_the_first_receipt(story: Story):
    started = story.draft(story.cast.nobody)
    first, second = (send(story, story.cast.nobody, started) for _ in range(2))
    assert (second.again, second.request, bool(second.follow)) == (True, first.request, True)
    assert story.rows.count() == 1


class _Crew:
    """What the crew says today, and whether it was asked inside the sending transaction."""

    names = frozenset({"waste.crew-report"})

    def __init__(self) -> None:
        self.says, self.depth = "nothing", len(connection.savepoint_ids)

    def look_up(self, **asked: object) -> str:
        # The look-up itself runs in one savepoint of a test; a verb's transaction would be another.
        assert len(connection.savepoint_ids) <= self.depth + 1, "asked within a transaction"
        return self.says


def test_what_is_looked_up_is_asked_anew_before_sending_and_outside_the_transaction(story: Story, monkeypatch):
    crew = _Crew()
    adapter = registry.Adapter("test", "forms.lookup", "Test", lambda: crew, lambda: "")
    monkeypatch.setattr(registry, "for_port", lambda port: [adapter] if port == "forms.lookup" else [])
    started = story.draft(story.cast.nobody)
    crew.says = "not-out"
    with clock.at(NOW + timedelta(days=1)):
        receipt = send(story, story.cast.nobody, started)
    assert not receipt.taken and receipt.ending == "not-out"


def test_a_draft_of_somebody_else_is_not_found(story: Story):
    started = story.draft(story.cast.nobody)
    with pytest.raises(NotFound):
        actions.report_request(story.cast.bill, channel="web", draft=started.draft)


def test_a_draft_with_a_page_left_open_is_not_sent(story: Story):
    started = story.draft(story.cast.nobody, answers={"missed-on": None})
    with pytest.raises(Incomplete) as refused:
        send(story, story.cast.nobody, started)
    assert refused.value.page == "missed-on"


def test_a_draft_that_we_cannot_take_is_one_contact_however_often_it_is_sent(story: Story):
    started = story.draft(story.cast.nobody, answers={"missed-on": "20 11 2026"})
    first, second = (send(story, story.cast.nobody, started) for _ in range(2))
    assert not first.taken
    assert first.contact == second.contact


def test_a_draft_that_we_cannot_take_is_one_matter_of_the_contact_in_hand_however_often_it_is_sent(story: Story):
    contact = contact_actions.open_contact(story.cast.dee, channel="phone")
    started = story.draft(story.cast.dee, channel="phone", contact=contact, answers={"missed-on": "20 11 2026"})
    for _ in range(2):
        assert not send(story, story.cast.dee, started, contact=contact).taken
    assert len(contacts.in_hand(story.cast.dee).matters) == 1


@pytest.mark.shows("C14")
def test_an_adviser_finishes_the_customers_own_draft_in_the_call(story: Story):
    amina = story.cast.amina.as_person(story.person())
    started = story.draft(amina, answers={"missed-on": None})
    contact = contact_actions.open_contact(story.cast.dee, channel="phone")
    mine = forms.continue_draft(story.cast.dee, draft=started.draft, contact=contact)
    typed = {"missed-on": {"day": "1", "month": "12", "year": "2026"}}
    forms.answer_page(story.cast.dee, draft=started.draft, page="missed-on", typed=typed, key=mine.key)
    story.fill(
        story.cast.dee,
        mine,
        {"missed-on": typed["missed-on"], "assisted": "no", "bin": "rubbish", "address": "12 Mill Lane, ZY1 1AB"},
    )
    receipt = send(story, story.cast.dee, mine)
    row = story.row(receipt)
    assert (row.channel, row.digital, row.assisted, row.person_id) == ("phone", True, True, amina.person)
    assert receipt.contact == contact
    assert [m.service for m in contacts.in_hand(story.cast.dee).matters] == ["missed-bin"]
