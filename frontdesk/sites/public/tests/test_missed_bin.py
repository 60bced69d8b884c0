"""A resident reports a missed bin on the public site, page by page, without a script."""

import pytest
from django.test import Client

from tests.support.cast import Cast
from tests.support.services import publish

HOST = "demo.example.org"


@pytest.fixture
def visitor(cast: Cast) -> Client:
    publish(cast.system, "missed-bin", "pothole")
    return Client(headers={"host": HOST})


def test_pages_to_find_a_service(visitor: Client):
    for path in ("/", "/search/?q=bin", "/services/", "/tasks/report/", "/service/missed-bin/", "/contact/",
                 "/charter/", "/accessibility/", "/colours.css"):  # fmt: skip
        response = visitor.get(path)
        assert response.status_code == 200, (path, response.content.decode()[:500])


def test_unknown_pages_say_so(visitor: Client):
    for path in ("/service/nothing/", "/tasks/dance/", "/form/99/", "/resume/xx/"):
        assert visitor.get(path).status_code in (400, 404), path
