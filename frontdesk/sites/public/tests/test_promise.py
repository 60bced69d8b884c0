"""What a service promises is said before the form, on the receipt and on the page that follows it, with its date."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.test import Client

from frontdesk.domains.insight.actions import recount_requests
from frontdesk.domains.requests import actions
from frontdesk.domains.requests.models import Request
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.domains.services import queries as services
from frontdesk.kernel import clock
from frontdesk.sites.public.promise import most_used
from tests.support.cast import Cast
from tests.support.services import publish

NOW = datetime(2026, 12, 1, 10, tzinfo=UTC)
PROMISE = "We come back for a missed bin within 2 working days."
DUE = "Thursday 3 December 2026"


@pytest.fixture
def visitor() -> Client:
    return Client(headers={"host": "demo.example.org"})


def text_of(visitor: Client, path: str) -> str:
    """The words of a page, without its head."""
    page = visitor.get(path).content.decode().partition("<h1")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.mark.shows("A9")
def test_the_page_of_a_service_says_its_promise_and_how_often_it_was_kept(cast: Cast, visitor: Client):
    with clock.at(NOW):
        story = Story.begin(cast)
        assert f"How long we take {PROMISE} What you will need" in text_of(visitor, "/service/missed-bin/")
        for number, days in enumerate((1, 1, 9)):
            made = story.report(cast.dee, answers={"address": f"{number} Mill Lane, ZY1 1AB"})
            with clock.at(NOW + timedelta(days=days)):
                actions.close_request(cast.oli, request=made.request or 0, outcome="emptied")
    recount_requests(cast.system, days=[NOW.date()])
    with clock.at(NOW + timedelta(days=10)):
        told = text_of(visitor, "/service/missed-bin/")
    assert f"How long we take {PROMISE} In the last year this fell due 3 times, and we kept it twice." in told


@pytest.mark.shows("F10")
def test_one_request_for_a_restricted_service_is_told_of_on_no_public_page(cast: Cast, visitor: Client):
    with clock.at(NOW):
        story = Story.begin(cast)
        publish(cast.system, "adult-concern")
        made, other = story.report(cast.dee), story.report(cast.dee, even_if_same=True)
        actions.close_request(cast.oli, request=made.request or 0, outcome="emptied")
        Request.objects.filter(pk=made.request).update(service="adult-concern", restricted=True)
        recount_requests(cast.system, days=[NOW.date()])
        used = most_used(cast.system.council, services.catalogue(cast.nobody))
        assert other.request and [each.code for each in used] == ["missed-bin"]
        assert "In the last year" not in text_of(visitor, "/service/adult-concern/")


@pytest.mark.shows("A9")
def test_the_receipt_and_the_page_that_follows_it_say_the_promise_and_its_date(cast: Cast, visitor: Client):
    with clock.at(NOW):
        story = Story.begin(cast)
        started = story.draft(cast.nobody)
        session = visitor.session
        session["forms"] = {str(started.draft): started.key}
        session.save()
        visitor.post(f"/form/{started.draft}/check/", {"do": "send"})
        receipt = text_of(visitor, f"/form/{started.draft}/done/")
        assert PROMISE in receipt and f"We will do this by {DUE}." in receipt
        followed = actions.report_request(cast.nobody, draft=started.draft, channel="web", draft_key=started.key).follow
        page = text_of(visitor, followed)
    assert f"We will do this by {DUE}." in page
    assert f"What we promised {PROMISE} That is by {DUE}" in page
