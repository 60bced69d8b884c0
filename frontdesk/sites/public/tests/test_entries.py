"""A service without a form, and a council without a telephone number: no page sends anybody nowhere."""

import re
from html import unescape

import pytest
from django.test import Client

from frontdesk.domains.insight import queries as insight
from frontdesk.domains.organisations import actions as organisations
from frontdesk.domains.places import actions as places
from frontdesk.domains.places.types import PlaceRow
from frontdesk.domains.standards import actions as standards
from frontdesk.domains.standards.tests.made import promise
from frontdesk.domains.standards.types import Kind
from tests.support.cast import Cast
from tests.support.services import publish, publish_careers

WAY = '<a class="govuk-link" href="/contact/">See how to reach us</a>'


def words(html: str) -> str:
    """What a reader reads."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def page(path: str, status: int = 200) -> str:
    found = Client(headers={"host": "demo.example.org"}).get(path)
    assert found.status_code == status
    return unescape(found.content.decode())


def test_its_page_says_that_it_cannot_be_done_here_and_how_to_have_it(cast: Cast):
    publish_careers(cast.system)
    shown = page("/service/careers/")
    assert "You cannot do this on these pages. You may be able to on the council's own website." in words(shown)
    assert "Ring 01632 960100" in shown and "Come to one of our desks" in shown and "Start now" not in shown
    assert "What it costs" not in shown
    begun = Client(headers={"host": "demo.example.org"}).post("/service/careers/begin/")
    assert begun.status_code == 400 and "This cannot be done here yet." in begun.content.decode()
    assert "Careers advice" in page("/services/")
    assert "careers" not in page("/open311/v2/services.json")


def test_its_page_names_the_website_and_the_places_to_come_to(cast: Cast):
    publish_careers(cast.system)
    organisations.set_council(code="demo", values={"website": "https://demo.example"})
    desk = PlaceRow("hub", "The hub", "hub", hours=None, address=("1 High Street",), postcode="ZY1 1AA")
    places.load_places(cast.system, places=[desk])
    shown = words(page("/service/careers/"))
    assert "You cannot do this on these pages. See our website: https://demo.example ." in shown
    assert "Where to come The hub, 1 High Street See opening hours and all ways to reach us" in shown
    assert "Careers advice" in words(page("/search/?q=careers"))


def test_it_counts_as_a_service_that_could_be_online_and_is_not(cast: Cast):
    publish(cast.system, "missed-bin")
    publish_careers(cast.system)
    listed = promise("online", kind=Kind.LIST, measure="service-online", clock=None, services=())
    standards.set_standards(cast.system, standards=[listed])
    (kept,) = insight.charter(cast.system.council)
    assert (int(kept.year.numerator), kept.year.denominator) == (1, 2)


@pytest.mark.parametrize(
    ("values", "says", "never"),
    [
        ({"phone": "", "phone_hours": ""}, "hello@demo.example", ("Ring", "Call ", "tel:")),
        (
            {"phone": "", "phone_hours": "", "email": ""},
            WAY,
            ("Ring", "Call ", "tel:", "mailto:", "Write to"),
        ),
    ],
)
def test_a_council_without_a_number_says_where_else(cast: Cast, values: dict[str, str], says: str, never: tuple[str]):
    publish_careers(cast.system)
    organisations.set_council(code="demo", values=values)
    tried = ["/", "/accessibility/", "/privacy/", "/tasks/report/", "/service/careers/", "/charter/"]
    for path, status in (*((path, 200) for path in tried), ("/service/nothing/", 404)):
        shown = page(path, status)
        assert says in shown, path
        assert not [word for word in never if word in shown], path
    assert "Ring us" not in page("/contact/")
