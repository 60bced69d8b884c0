"""A place is chosen on a map by pressing it, without a script: the first press comes closer, the second chooses."""

import re
from typing import Any

import pytest
from django.test import Client
from lxml import html  # type: ignore[import-untyped]

from frontdesk.domains.places import actions as places
from frontdesk.domains.places.tests import village
from tests.support.cast import Cast
from tests.support.services import publish

HOST = "demo.example.org"


@pytest.fixture
def visitor(cast: Cast) -> Client:
    publish(cast.system, "pothole")
    village.build(cast.system)
    return Client(headers={"host": HOST})


@pytest.fixture
def here(visitor: Client) -> str:
    """The address of the page that asks for the place."""
    at = visitor.post("/service/pothole/begin/", follow=True).redirect_chain[-1][0]
    answered = visitor.post(at, {"danger": "no", "do": "continue"}, follow=True)
    return str(answered.redirect_chain[-1][0])


def sent(response: Any) -> dict[str, str]:
    """What the page's form would send: its hidden and typed fields and the chosen way."""
    page = html.document_fromstring(response.content.decode())
    fields = page.xpath("//form[@method='post']//input[@type='hidden' or @type='text']")
    chosen = page.xpath("//form//input[@type='radio'][@checked]")
    return {field.get("name"): field.get("value") or "" for field in [*fields, *chosen]}


@pytest.mark.shows("F7", "A6")
def test_a_place_is_chosen_with_two_presses(visitor: Client, here: str):
    wide = visitor.post(here, {"do": "map:place"})
    assert 'src="data:image/svg+xml;base64,' in wide.content.decode()
    assert "to come closer" in wide.content.decode()
    close = visitor.post(here, {**sent(wide), "place-map.x": "10", "place-map.y": "110"})
    assert "Press the place on the map." in close.content.decode()
    chosen = visitor.post(here, {**sent(close), "place-map.x": "116", "place-map.y": "116"})
    assert re.search(r"Chosen:.*Near \d+A? (Old )?Mill Lane", chosen.content.decode())
    done = visitor.post(here, {**sent(chosen), "do": "continue"})
    assert done.status_code == 302, done.content.decode()[:3000]


def test_the_keyboard_says_no_point_and_loses_nothing(visitor: Client, here: str):
    wide = visitor.post(here, {"do": "map:place", "place-description": "By the pump"})
    again = visitor.post(
        here, {**sent(wide), "place-map.x": "0", "place-map.y": "0", "place-description": "By the pump"}
    )
    page = again.content.decode()
    assert "By the pump" in page and "Chosen:" not in page


@pytest.mark.parametrize("frame", ["", "nonsense", "1_2_3_4_5_6", "0_0_0_0_0"])
def test_a_frame_that_is_none_begins_again(visitor: Client, here: str, frame: str):
    page = visitor.post(here, {"place-frame": frame, "place-map.x": "9", "place-map.y": "9"}).content.decode()
    assert "to come closer" in page


def test_without_a_map_the_page_goes_on(visitor: Client, here: str, settings: Any):
    settings.MAPS_ADAPTER = "nobody"
    page = visitor.post(here, {"do": "map:place"}).content.decode()
    assert "The map cannot be shown now." in page


def test_a_council_without_areas_has_no_map(cast: Cast):
    publish(cast.system, "pothole")
    client = Client(headers={"host": HOST})
    at = client.post("/service/pothole/begin/", follow=True).redirect_chain[-1][0]
    place = client.post(at, {"danger": "no", "do": "continue"}, follow=True).redirect_chain[-1][0]
    assert "The map cannot be shown now." in client.post(place, {"do": "map:place"}).content.decode()
    places.load_areas(cast.system, areas=village.WARDS)
    assert "to come closer" in client.post(place, {"do": "map:place"}).content.decode()
