"""Somebody has reported it already: the visitor follows that one and sends nothing."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from frontdesk.domains.forms.types import Started
from frontdesk.domains.notifications.models import Message
from frontdesk.domains.requests.actions.same import PURPOSE
from frontdesk.domains.requests.models import Request, RequestFollower
from frontdesk.domains.requests.tests.conftest import NOW
from frontdesk.domains.requests.tests.stories import BIN, Story
from frontdesk.domains.requests.types import LooksTheSame, Near
from frontdesk.kernel import clock, links
from tests.support.cast import Cast


@pytest.fixture
def story(cast: Cast) -> Iterator[Story]:
    with clock.at(NOW):
        yield Story.begin(cast)


def at_the_same(story: Story, browser: Client) -> tuple[int, str]:
    """A form begun about what somebody has reported already: its draft, and the token of the other."""
    first = story.report(story.cast.nobody).request or 0
    draft = int(browser.post("/service/missed-bin/begin/")["Location"].split("/")[2])
    return draft, links.sign(story.cast.councils.demo.id, PURPOSE, first)


def test_the_page_that_offers_what_we_have_leads_to_it(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = Client(headers={"host": "demo.example.org"})
    draft, token = at_the_same(story, browser)
    story.fill(story.cast.nobody, Started(draft, browser.session["forms"][str(draft)]), BIN)
    near = Near("missed-bin", "Report a missed bin", "We have it.", NOW, 0, token=token)

    def looks_the_same(*_: Any, **__: Any) -> None:
        raise LooksTheSame((near,))

    monkeypatch.setattr("frontdesk.sites.public.forms.requests.report_request", looks_the_same)
    page = browser.post(f"/form/{draft}/check/", {"do": "send"}).content.decode()
    assert f'formaction="/form/{draft}/follow/"' in page and f'value="{token}"' in page
    assert "Report a missed bin, at the same place" in page and "There is a problem" not in page
    again = browser.post(f"/form/{draft}/check/", {"do": "send", "asked": "same-as"}).content.decode()
    assert "There is a problem" in again and "Choose one of these, or that yours is new." in again


@pytest.mark.shows("F7")
def test_who_follows_sends_nothing_and_confirms_by_the_link_of_the_message(story: Story) -> None:
    browser = Client(headers={"host": "demo.example.org"})
    draft, token = at_the_same(story, browser)
    here, sent = f"/form/{draft}/follow/", {"same-as": token, "email": "bill"}
    assert "Hear what becomes of it" in browser.post(here, {"same-as": token}).content.decode()
    assert "in the correct format" in browser.post(here, sent).content.decode()
    assert "Check your email" in browser.post(here, {**sent, "email": "bill@example.org"}).content.decode()
    assert Request.objects.filter(council_id=story.cast.councils.demo.id).count() == 1
    message = Message.objects.get(address="bill@example.org")
    link = message.link.partition("/c/demo")[2]
    assert "Yes, tell me" in browser.get(link).content.decode()
    assert RequestFollower.objects.get().proved_at is None, "opening the link confirms nothing"
    shown = browser.post(link, {"do": "confirm"}, follow=True).content.decode()
    assert "We write to you at each step." in shown and "We have this already." in shown
    assert "forgotten your address" in browser.post(link, {"do": "end"}, follow=True).content.decode()


def test_who_chose_none_goes_back_and_another_browser_opens_nothing(story: Story) -> None:
    browser, other = (Client(headers={"host": "demo.example.org"}) for _ in range(2))
    draft, token = at_the_same(story, browser)
    for sent in ({}, {"same-as": "new"}):
        assert browser.post(f"/form/{draft}/follow/", sent)["Location"] == f"/form/{draft}/check/"
    sent = {"same-as": token, "email": "bill@example.org"}
    assert other.post(f"/form/{draft}/follow/", sent).status_code == 404
    assert not RequestFollower.objects.exists()


def test_an_address_is_asked_for_only_so_often(story: Story) -> None:
    browser = Client(headers={"host": "demo.example.org"})
    draft, token = at_the_same(story, browser)
    for number in range(11):
        sent = {"same-as": token, "email": f"bill{number}@example.org"}
        page = browser.post(f"/form/{draft}/follow/", sent)
    assert "There is a problem" in page.content.decode() and RequestFollower.objects.count() == 10


def test_one_address_is_written_to_only_so_often_and_nobody_learns_of_it(story: Story) -> None:
    browser = Client(headers={"host": "demo.example.org"})
    draft, token = at_the_same(story, browser)
    for hour in range(6):
        with clock.at(NOW + timedelta(seconds=hour)):
            sent = {"same-as": token, "email": " Bill@example.org"}
            page = browser.post(f"/form/{draft}/follow/", sent).content.decode()
            assert "Check your email" in page
    RequestFollower.objects.all().delete()
    assert "Check your email" in browser.post(f"/form/{draft}/follow/", sent).content.decode()
    assert not RequestFollower.objects.exists()


def test_who_follows_can_stop_when_the_report_is_shown_no_more(story: Story) -> None:
    browser = Client(headers={"host": "demo.example.org"})
    draft, token = at_the_same(story, browser)
    browser.post(f"/form/{draft}/follow/", {"same-as": token, "email": "bill@example.org"})
    link = Message.objects.get(address="bill@example.org").link.partition("/c/demo")[2]
    Request.objects.update(restricted=True)
    assert browser.get(link).status_code == 404
    assert "forgotten your address" in browser.post(link, {"do": "end"}, follow=True).content.decode()
