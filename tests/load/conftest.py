"""What the tests of typed words share."""

from collections.abc import Iterator

import pytest
from django.test import Client

from tests.support.cast import Cast
from tests.support.services import publish
from tests.support.trail import HOST, Trail, watching


@pytest.fixture
def trail() -> Iterator[Trail]:
    """Everything that may be kept outside the rows for what people wrote."""
    with watching() as made:
        yield made


@pytest.fixture
def visitor(cast: Cast) -> Client:
    """A visitor of a council with services that ask for words."""
    publish(cast.system, "pothole", "complaint", "missed-bin")
    return Client(headers={"host": HOST}, raise_request_exception=False)
