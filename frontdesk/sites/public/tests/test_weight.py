"""A first visit of a public page stays under 100 KB over the wire (DESIGN 6): the page and all it asks for."""

import re
from urllib.parse import urljoin

import pytest
from django.test import Client

from tests.support.cast import Cast
from tests.support.services import publish

MOST = 100_000
HEADERS = 400
"""Bytes that the headers of an answer take, about."""
# What a browser fetches by itself. A font or picture named in a style counts, although it may not be needed.
_ASKED = re.compile(
    r"""<(?:script|img|source)\b[^>]*?\bsrc="([^"]+)\""""
    r"""|<link\b(?=[^>]*rel="(?:stylesheet|icon|preload|mask-icon|apple-touch-icon|manifest)")[^>]*?\bhref="([^"]+)\""""
)
_IN_STYLES = re.compile(r"""url\(["']?([^"')]+)["']?\)""")


@pytest.fixture
def visitor(cast: Cast) -> Client:
    publish(cast.system, "missed-bin", "pothole")
    return Client(headers={"host": "demo.example.org", "accept-encoding": "gzip, br"})


def fetched(visitor: Client, address: str) -> tuple[int, str]:
    """Bytes over the wire, and the text for what it names in turn."""
    response = visitor.get(address)
    assert response.status_code == 200, address
    body = response.getvalue()
    text = Client(headers={"host": "demo.example.org"}).get(address)
    plain = text.getvalue()
    is_text = response["Content-Type"].startswith(("text/html", "text/css"))
    return len(body) + HEADERS, plain.decode() if is_text else ""


def first_visit(visitor: Client, address: str) -> dict[str, int]:
    """Every address a first visit asks for, with its bytes."""
    size, page = fetched(visitor, address)
    found, wanted = {address: size}, [urljoin(address, one or two) for one, two in _ASKED.findall(page)]
    while wanted:
        each = wanted.pop().partition("#")[0]
        if each.startswith("/") and each not in found:
            found[each], text = fetched(visitor, each)
            wanted += [urljoin(each, one) for one in _IN_STYLES.findall(text) if not one.startswith("data:")]
    return found


@pytest.mark.parametrize("address", ["/", "/services/", "/service/missed-bin/", "/charter/", "/contact/"])
def test_a_first_visit_stays_under_100_kb(visitor: Client, address: str):
    found = first_visit(visitor, address)
    assert sum(found.values()) < MOST, found
    assert any(each.endswith(".css") for each in found)
    assert any(each.endswith(".js") for each in found)


def test_it_weighs_the_first_page_of_a_form_with_its_map(visitor: Client):
    """A place is drawn without a map server and without a script of its own."""
    here = visitor.post("/service/pothole/begin/")["Location"]
    found = first_visit(visitor, visitor.get(here)["Location"])
    assert sum(found.values()) < MOST, found
