"""What the tests of the desk share: signing in, the stories of requests."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from frontdesk.domains.requests.tests.conftest import NOW
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.kernel import clock
from tests.support.browsers import browser
from tests.support.cast import Cast

SignIn = Callable[..., Client]


@pytest.fixture
def sign_in(cast: Cast) -> SignIn:
    """A browser in which somebody of the cast is signed in, at the host of their council."""
    return browser


@pytest.fixture
def story(cast: Cast) -> Iterator[Story]:
    """The cast with the services of the demo pack, on Tuesday 1 December 2026 at 10am."""
    with clock.at(NOW):
        yield Story.begin(cast)
