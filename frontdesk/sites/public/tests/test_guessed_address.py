"""An address is taken from what the form's own look-up offered; a guessed UPRN reads nobody's address."""

import re

import pytest
from django.test import Client

from frontdesk.domains.forms.tests.builder import page, question
from frontdesk.domains.forms.tests.stories import definition, publish
from frontdesk.domains.places.tests import village
from tests.support.cast import Cast

FORM = page("home", question("address", "home")) + page("you", question("email", "email", optional="true"))


@pytest.fixture
def visitor(cast: Cast) -> Client:
    """Somebody with a browser; the gazetteer has the village."""
    village.build(cast.system)
    publish(cast, definition(FORM))
    return Client(headers={"host": "demo.example.org"})


def begin(visitor: Client) -> str:
    return visitor.post("/service/tree/begin/", follow=True).redirect_chain[-1][0]


def offers(visitor: Client, here: str) -> list[str]:
    found = visitor.post(here, {"home-postcode": "ZY9 1AA", "do": "find:home"}).content.decode()
    return re.findall(r'(?:<option|type="radio") value="(\d[^"]+)"', found)


def test_a_guessed_uprn_is_refused_and_shows_nothing(visitor: Client) -> None:
    here = begin(visitor)
    for guess in ("101", "101.", "101.abcdef", f"101.{'0' * 24}"):
        answer = visitor.post(here, {"home-postcode": "ZY9 1AA", "home-uprn": guess, "do": "continue"})
        words = answer.content.decode()
        assert answer.status_code == 200 and "Choose your address from the list" in words and "Flat 1" not in words


def test_what_was_offered_is_taken_and_can_be_sent_again(visitor: Client) -> None:
    here = begin(visitor)
    chosen = next(each for each in offers(visitor, here) if each.startswith("101."))
    assert visitor.post(here, {"home-postcode": "ZY9 1AA", "home-uprn": chosen, "do": "continue"}).status_code == 302
    again = visitor.get(here).content.decode()
    assert 'name="home-uprn" value="101"' in again
    assert visitor.post(here, {"home-postcode": "ZY9 1AA", "home-uprn": "101", "do": "continue"}).status_code == 302


def test_what_was_offered_to_one_form_is_not_taken_by_another(visitor: Client) -> None:
    chosen = offers(visitor, begin(visitor))[0]
    answer = visitor.post(begin(visitor), {"home-postcode": "ZY9 1AA", "home-uprn": chosen, "do": "continue"})
    assert "Choose your address from the list" in answer.content.decode()
