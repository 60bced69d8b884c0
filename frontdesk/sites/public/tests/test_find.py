"""Whoever has a reference gets the link at the address on the record; nobody learns by trying."""

import pytest
from django.core.cache import cache
from django.test import Client

from frontdesk.domains.notifications.queries import messages_about
from frontdesk.domains.requests.models import Request
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.domains.requests.types import Receipt
from frontdesk.kernel import clock
from frontdesk.kernel.references import new_reference
from tests.support.cast import Cast


@pytest.fixture
def visitor(cast: Cast) -> Client:
    cache.clear()
    return Client(headers={"host": "demo.example.org"})


@pytest.fixture
def sent(cast: Cast) -> Receipt:
    story = Story.begin(cast)
    return story.report(cast.nobody, answers={"missed-on": clock.today().isoformat()})


def links_sent(sent: Receipt) -> list[str]:
    row = Request.objects.get(pk=sent.request)
    found = messages_about(row.council_id, ("request", row.pk))
    return [each.body for each in found if each.topic == "requests.link"]


@pytest.mark.parametrize("typed", ["amina@example.org", " AMINA@example.org ", "zy11ab"])
def test_the_link_goes_to_the_address_on_the_record(visitor: Client, sent: Receipt, typed: str) -> None:
    page = visitor.post("/follow/", {"reference": sent.reference.lower(), "typed": typed}).content.decode()
    assert "Look at your email" in page
    (body,) = links_sent(sent)
    assert "/follow/" in body and sent.reference in body and "/follow/Wz" not in page


def test_the_page_is_the_same_whether_there_is_one_or_not(visitor: Client, sent: Receipt) -> None:
    tried = [
        (sent.reference, "bill@example.org"),
        (new_reference(), "amina@example.org"),
        (sent.reference, "amina@example.org"),
    ]
    pages = [visitor.post("/follow/", {"reference": r, "typed": t}).content for r, t in tried]
    assert pages[0] == pages[1] == pages[2] and len(links_sent(sent)) == 1


def test_a_restricted_one_is_not_there(visitor: Client, sent: Receipt) -> None:
    Request.objects.update(restricted=True)
    visitor.post("/follow/", {"reference": sent.reference, "typed": "amina@example.org"})
    assert links_sent(sent) == []


def test_it_says_what_is_missing(visitor: Client, sent: Receipt) -> None:
    page = visitor.post("/follow/", {"reference": "nonsense", "typed": "x"}).content.decode()
    assert "Enter the reference as we gave it to you" in page and 'value="nonsense"' in page
    page = visitor.post("/follow/", {"reference": sent.reference, "typed": " "}).content.decode()
    assert "Enter the email address, the phone number or the postcode" in page


def test_it_is_tried_ten_times_in_an_hour_at_most(visitor: Client, sent: Receipt) -> None:
    for _ in range(10):
        visitor.post("/follow/", {"reference": new_reference(), "typed": "x"})
    page = visitor.post("/follow/", {"reference": sent.reference, "typed": "amina@example.org"}).content.decode()
    assert "too many tries" in page and links_sent(sent) == []


def test_each_spelling_of_a_reference_is_the_same_one_when_tries_are_counted(visitor: Client, sent: Receipt) -> None:
    plain = sent.reference.replace("-", "")
    spellings = [plain, plain.lower(), " ".join(plain), "-".join(plain), f"{plain[:2]}/{plain[2:]}"]
    for spelling in spellings:
        assert "Look at your email" in visitor.post("/follow/", {"reference": spelling, "typed": "x"}).content.decode()
    page = visitor.post("/follow/", {"reference": ".".join(plain), "typed": "amina@example.org"}).content.decode()
    assert "too many tries" in page and links_sent(sent) == []


def test_home_contact_and_footer_lead_there(visitor: Client) -> None:
    for path in ("/", "/contact/", "/services/"):
        assert "/follow/" in visitor.get(path).content.decode()
