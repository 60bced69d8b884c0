"""What the pages on privacy and cookies say, held against what the software does."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from frontdesk.domains.forms.types import KEPT_SAVED, KEPT_UNSAVED
from frontdesk.domains.information import actions as information
from frontdesk.domains.notifications.actions import KEPT
from frontdesk.domains.organisations.actions import set_council
from frontdesk.kernel import clock, jobs
from frontdesk.kernel.holdings import holdings
from tests.support.cast import Cast
from tests.support.services import publish


@pytest.fixture
def visitor(cast: Cast) -> Client:
    publish(cast.system, "missed-bin")
    return Client(headers={"host": "demo.example.org"})


def test_it_says_everything_that_is_held_and_what_is_cleared_by_itself(visitor: Client) -> None:
    page = visitor.get("/privacy/").content.decode()
    assert all(each.label in page for each in holdings())
    assert f"{KEPT_UNSAVED.days} days after you last worked on it, or {KEPT_SAVED.days} days if you saved it" in page
    assert f"messages that we sent you: {KEPT.days} days." in page


def test_it_says_the_councils_own_words_where_there_are_some(visitor: Client) -> None:
    assert "data protection officer" not in visitor.get("/privacy/").content.decode()
    own = {"officer": "dpo@demo.example", "kept": "Six years."}
    set_council(code="demo", values={"details": {"privacy": own}}, hosts=["demo.example.org"])
    page = visitor.get("/privacy/").content.decode()
    assert "dpo@demo.example" in page and "not deleted by themselves. Six years." in page


def test_every_page_and_every_form_leads_to_it(visitor: Client) -> None:
    home = visitor.get("/").content.decode()
    assert 'href="/privacy/"' in home and 'href="/cookies/"' in home
    assert "What we do with what you tell us" in visitor.get("/service/missed-bin/").content.decode()
    form = visitor.post("/service/missed-bin/begin/", follow=True).content.decode()
    assert 'href="/privacy/">What we do with your answers' in form


def test_the_cookies_that_are_set_are_those_it_names(visitor: Client) -> None:
    with clock.at(datetime(2026, 12, 1, 10, tzinfo=UTC)):
        visitor.post("/service/missed-bin/begin/", follow=True)
        visitor.get("/account/sign-in/")
    page = visitor.get("/cookies/").content.decode()
    assert set(visitor.cookies) == {"sessionid", "csrftoken"}
    assert all(f">{name}<" in page for name in visitor.cookies)
    assert visitor.cookies["sessionid"]["max-age"] == 14 * 86400 and "Stays for 14 days at most" in page
    assert visitor.cookies["csrftoken"]["max-age"] == 365 * 86400 and "Stays for 365 days" in page


@pytest.mark.shows("B11")
def test_it_says_on_which_basis_and_which_rules_run(visitor: Client, cast: Cast) -> None:
    page = visitor.get("/privacy/").content.decode()
    assert "A task that the law gives us" in page and "Equality Act 2010" in page
    assert "not deleted by themselves" in page and "months after it was closed" not in page
    information.set_rule(cast.system, code="requests", months=60, on=False)
    information.begin_run(cast.system, code="requests", dry=True)
    jobs.do_all()
    information.set_rule(cast.system, code="requests", months=60, on=True)
    page = visitor.get("/privacy/").content.decode()
    assert "Requests: 60 months after it was closed." in page and "All else is not deleted by itself." in page
