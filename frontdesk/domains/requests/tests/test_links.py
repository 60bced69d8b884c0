"""The link to follow a request: how long it opens what, and how it is called back."""

import base64
from datetime import timedelta

import pytest

from frontdesk.domains.people import actions as people
from frontdesk.domains.requests import actions, queries
from frontdesk.domains.requests.tests.conftest import NOW
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.domains.requests.tests.test_asking import token
from frontdesk.kernel import clock, journal, links
from frontdesk.kernel.errors import NotFound, Refusal


def test_a_link_says_nothing_of_what_it_opens():
    sealed = links.sign(1, "same", 4711)
    other = sealed[:-1] + ("A" if sealed[-1] != "A" else "B")
    assert b"4711" not in base64.urlsafe_b64decode(sealed + "==")
    assert links.read(sealed, "same")[:2] == (1, 4711)
    for wrong in (sealed[:-3], other, "", "made-up", "é"):
        with pytest.raises(Refusal) as refused:
            links.read(wrong, "same")
        assert refused.value.code == "link-broken"
    with pytest.raises(Refusal):
        links.read(sealed, "follow")


def test_a_link_can_be_too_old():
    with clock.at(NOW):
        sealed = links.sign(1, "prove", 5)
    with clock.at(NOW + timedelta(days=8)), pytest.raises(Refusal) as refused:
        links.read(sealed, "prove", max_age=timedelta(days=7))
    assert refused.value.code == "link-expired"


@pytest.mark.shows("F11")
def test_a_corrected_email_calls_the_links_back_that_went_to_the_old_one(story: Story):
    receipt = story.report(story.cast.nobody)
    council = story.cast.councils.demo.id
    with clock.at(NOW + timedelta(minutes=1)):
        people.add_contact_point(
            story.cast.dee, person=receipt.person or 0, kind="email", value="amina.b@example.org", source="desk"
        )
        journal.deliver(council)
        with pytest.raises(NotFound):
            queries.request_of_link(council, token(receipt))
        with pytest.raises(NotFound):
            actions.withdraw(story.cast.nobody, request=receipt.request, follow=token(receipt))
        fresh = queries.progress(council, receipt.request or 0).follow.split("/")[2]
        assert queries.request_of_link(council, fresh) == receipt.request


@pytest.mark.shows("B11")
def test_restricting_a_record_calls_back_the_links_that_were_sent(story: Story):
    receipt, council = story.report(story.cast.nobody), story.cast.councils.demo.id
    with clock.at(NOW + timedelta(minutes=1)):
        people.restrict_person(story.cast.sam, person=receipt.person or 0, readers=[story.cast.cora.user or 0])
        people.restrict_person(story.cast.system, person=receipt.person or 0, readers=None)
        with pytest.raises(NotFound, match="Call us on 01632 960100"):
            queries.request_of_link(council, token(receipt))
        with pytest.raises(NotFound):
            actions.withdraw(story.cast.nobody, request=receipt.request, follow=token(receipt))
        fresh = queries.progress(council, receipt.request or 0).follow.split("/")[2]
        assert queries.request_of_link(council, fresh) == receipt.request


def test_an_emptied_request_is_opened_by_no_link(story: Story):
    receipt = story.report(story.cast.nobody)
    actions.erase_people(story.cast.councils.demo.id, [receipt.person])
    with pytest.raises(NotFound):
        queries.request_of_link(story.cast.councils.demo.id, token(receipt))


def test_ninety_days_after_closing_the_link_only_reads(story: Story):
    receipt = story.report(story.cast.nobody)
    actions.close_request(story.cast.oli, request=receipt.request, outcome="emptied")
    with clock.at(NOW + timedelta(days=91)):
        with pytest.raises(Refusal) as refused:
            actions.dispute(story.cast.nobody, request=receipt.request, words="Still full.", follow=token(receipt))
        assert queries.request_of_link(story.cast.councils.demo.id, token(receipt)) == receipt.request
    assert refused.value.code == "link-expired"
