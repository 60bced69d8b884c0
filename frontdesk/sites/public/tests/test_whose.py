"""A customer who types a postcode of another council, or one that has ended, is told so; look-ups have a limit."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from frontdesk.domains.places import actions
from frontdesk.domains.places.models import LookUpCount
from frontdesk.domains.places.tests import village
from frontdesk.domains.places.types import PostcodeRow
from frontdesk.kernel import clock
from frontdesk.sites.public.tests.test_missed_bin import answer, begin
from tests.support.cast import Cast
from tests.support.services import publish

NEXT = '<a class="govuk-link" href="https://nextdoor.example">Go to Nextdoor District Council</a>'


@pytest.fixture
def visitor(cast: Cast) -> Client:
    """A visitor of a council that has brought in its gazetteer, the outlines around it, and postcodes."""
    publish(cast.system, "missed-bin", "pothole")
    village.build(cast.system)
    nextdoor = village.square(2000, 9000, "authority", "E07999002", "Nextdoor")
    boundary = village.square(0, 2000, "boundary", "E06999001", "Testwick")
    actions.bring_areas(cast.system, rows=[nextdoor, boundary])
    rows = [
        PostcodeRow("ZY9 2AA", village.at(5000, 500), authority="E07999002"),
        PostcodeRow("ZY9 2AB", village.at(500, 500), ended=date(1996, 6, 1)),
    ]
    actions.load_postcodes(cast.system, rows=rows)
    return Client(headers={"host": "demo.example.org"})


def asked(visitor: Client, postcode: str) -> str:
    return visitor.post("/your-council/", {"postcode": postcode}).content.decode()


def test_the_page_tells_whose_a_postcode_is(visitor: Client) -> None:
    assert "/your-council/" in visitor.get("/contact/").content.decode()
    page = asked(visitor, "zy92aa")
    assert "ZY9 2AA is outside our area. Nextdoor District Council looks after it." in page and NEXT in page
    assert "ZY9 2AB is no longer in use: it ended in June 1996." in asked(visitor, "ZY9 2AB")
    assert "ZY9 1AA is in our area." in asked(visitor, "ZY9 1AA")
    assert "We know no postcode ZY9 9ZZ. Check it." in asked(visitor, "ZY9 9ZZ")
    assert "Enter a full UK postcode" in asked(visitor, "<b>ZY9")


def test_a_form_tells_whose_a_postcode_is_and_the_address_can_still_be_typed(visitor: Client) -> None:
    here = begin(visitor)
    page = visitor.post(here, {"do": "find:address", "address-postcode": "ZY9 2AA"}).content.decode()
    assert "Nextdoor District Council looks after it." in page and NEXT in page and "Enter the address yourself" in page
    page = visitor.post(here, {"do": "find:address", "address-postcode": "ZY9 2AB"}).content.decode()
    assert "it ended in June 1996" in page and "Check it, or enter the address yourself." in page


def test_a_place_over_the_border_is_told_whose_it_is(visitor: Client) -> None:
    here = place_page(visitor)
    page = visitor.post(here, spot("ZY9 2AA")).content.decode()
    assert "Nextdoor District Council looks after it." in page and "Chosen:" not in page
    assert "Near ZY9 1AA" in visitor.post(here, spot("ZY9 1AA")).content.decode()


def place_page(visitor: Client) -> str:
    """The page of a form that asks where something is."""
    return answer(visitor, begin(visitor, "pothole"), danger="no")


def spot(postcode: str, **more: str) -> dict[str, Any]:
    return {"do": "find:place", "place-method": "postcode", "place-postcode": postcode, **more}


@pytest.mark.shows("B11")
def test_after_twenty_look_ups_the_address_is_typed_and_nothing_is_lost(visitor: Client, cast: Cast) -> None:
    with clock.at(datetime(2026, 11, 18, 17, tzinfo=UTC)):
        here = begin(visitor)
        for _ in range(10):
            asked(visitor, "ZY9 1AA")
            assert (
                "Flat 1" in visitor.post(here, {"do": "find:address", "address-postcode": "ZY9 1AA"}).content.decode()
            )
        page = visitor.post(here, {"do": "find:address", "address-postcode": "ZY9 1AB"}).content.decode()
        assert "Type the address instead" in page and "Flat 1" not in page
        assert 'name="address-line1"' in page and 'value="ZY9 1AB"' in page
        assert "Type the address instead" in asked(visitor, "ZY9 1AA")
        after = answer(visitor, here, address__typed="1", address__line1="3 Alder Lane", address__postcode="ZY9 1AB")
        assert after != here, "the form goes on"
        assert "3 Alder Lane" in visitor.get(here).content.decode()


def test_the_map_and_the_place_by_postcode_are_counted_too(visitor: Client, cast: Cast) -> None:
    with clock.at(datetime(2026, 11, 18, 17, tzinfo=UTC)):
        here = place_page(visitor)
        for _ in range(20):
            visitor.post(here, spot("ZY9 1AA"))
        page = visitor.post(here, spot("ZY9 1AA", **{"place-description": "By the gate"})).content.decode()
        assert "You have looked up a lot of postcodes" in page and "By the gate" in page and "Chosen:" not in page
    assert LookUpCount.objects.filter(council_id=cast.councils.demo.id).exists()
