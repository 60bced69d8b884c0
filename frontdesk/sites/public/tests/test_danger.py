"""Somebody in danger finds the number in the page itself, at any hour."""

import re

import pytest
from django.test import Client

from frontdesk.domains.organisations import actions as organisations
from tests.support.cast import Cast
from tests.support.services import publish

LINE = "01632 960199"


@pytest.fixture
def visitor(cast: Cast) -> Client:
    publish(cast.system, "missed-bin", "adult-concern", "council-tax-move", "housing-register")
    details = {"emergency": {"phone": "01632960199", "text": "If you have nowhere to sleep tonight."}}
    organisations.set_council(code="demo", hosts=["demo.example.org"], values={"details": details})
    return Client(headers={"host": "demo.example.org"})


@pytest.mark.parametrize("typed", ["my mum is being hurt", "abuse", "suicide", "homeless tonight", "He hits me"])
def test_words_of_danger_show_999_and_the_line_that_answers_at_any_hour(visitor: Client, typed: str) -> None:
    page = visitor.get("/search/", {"q": typed}).content.decode()
    assert "Is somebody in danger now?" in page
    assert ">999<" in page and LINE in page and "nowhere to sleep" in page
    assert ("116 123" in page) is (typed == "suicide")


def test_ordinary_words_do_not(visitor: Client) -> None:
    page = visitor.get("/search/", {"q": "missed bin"}).content.decode()
    assert "Is somebody in danger now?" not in page


@pytest.mark.parametrize(
    ("service", "page", "answer", "title", "rings"),
    [
        ("homeless-advice", "tonight", {"tonight": "nothing"}, "Ring us now", "Ring 01632 960199"),
        ("noise", "safe", {"safe": "no"}, "Ring the police", "Ring the police: 999"),
    ],
)
def test_a_form_that_says_whom_to_ring_gives_the_number(
    cast: Cast, visitor: Client, service: str, page: str, answer: dict[str, str], title: str, rings: str
) -> None:
    publish(cast.system, service)
    at = visitor.post(f"/service/{service}/begin/", follow=True).redirect_chain[-1][0]
    assert at.endswith(f"/page/{page}/")
    shown = visitor.post(at, answer | {"do": "continue"}, follow=True).content.decode()
    words = " ".join(re.sub(r"<[^>]+>", " ", shown.partition("<main")[2]).split())
    assert f"{title} {rings}" in words
    assert f'href="{"tel:999" if "999" in rings else "tel:+441632960199"}"' in shown


def test_contact_and_a_search_without_result_show_them_too(visitor: Client) -> None:
    for path in ("/contact/", "/search/?q=xylophone"):
        page = visitor.get(path).content.decode()
        assert LINE in page and ">999<" in page, path


def test_a_search_finds_the_concern_and_its_page_says_whom_to_ring(visitor: Client) -> None:
    assert "/service/adult-concern/" in visitor.get("/search/", {"q": "safeguarding"}).content.decode()
    assert "/service/adult-concern/" not in visitor.get("/services/").content.decode()
    page = visitor.get("/service/adult-concern/").content.decode()
    assert ">999<" in page and "You need not give your name, and you need not be sure." in page
    assert "Write to" not in page.partition("</main>")[0] and "Start now" not in page
    assert visitor.post("/service/adult-concern/begin/").status_code == 404


def test_homeless_does_not_lead_to_council_tax(visitor: Client) -> None:
    page = visitor.get("/search/", {"q": "homeless"}).content.decode()
    assert "/service/housing-register/" in page and "/service/council-tax-move/" not in page


def test_two_letters_swapped_still_find_the_bin(visitor: Client) -> None:
    assert "/service/missed-bin/" in visitor.get("/search/", {"q": "bni"}).content.decode()
