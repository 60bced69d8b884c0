"""The start page for business, and ready-made help for those who help others."""

import pytest
from django.test import Client

from frontdesk.sites.public.business import PARTS
from tests.support.cast import Cast
from tests.support.services import definition_of, publish

pytestmark = pytest.mark.shows("B14")


@pytest.fixture
def page(cast: Cast) -> Client:
    publish(cast.system, "skip-licence", "missed-bin")
    return Client(headers={"host": "demo.example.org"})


def test_the_start_page_has_what_the_pack_says_is_for_business(page: Client):
    told = page.get("/business/").content.decode()
    assert "/service/skip-licence/" in told and "/service/missed-bin/" not in told
    assert all(part.heading in told for part in PARTS)
    assert "We have nothing online for this." in told and "01632 960100" in told
    assert 'href="/business/"' in page.get("/").content.decode()


def test_whoever_helps_others_has_an_address_to_hand_on_and_what_they_will_need(page: Client):
    told = page.get("/business/helping/").content.decode()
    needed = definition_of("demo", "skip-licence").what_you_need
    assert "/service/missed-bin/</span>" in told and all(each.split("'")[0] in told for each in needed)


def test_the_pack_of_the_demo_has_something_in_every_part():
    codes = ("skip-licence", "event-notice", "plan-advice", "dropped-kerb", "hall-hire", "information-request")
    found = {word for code in codes for word in definition_of("demo", code).keywords}
    assert {part.keyword for part in PARTS} <= found
