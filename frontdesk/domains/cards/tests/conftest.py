"""The stories of cards, on Tuesday 1 December 2026 at 10am."""

from collections.abc import Iterator

import pytest

from frontdesk.domains.cards.tests.stories import Cards
from frontdesk.domains.requests.tests.conftest import NOW
from frontdesk.kernel import clock
from tests.support.cast import Cast


@pytest.fixture
def cards(cast: Cast) -> Iterator[Cards]:
    """A council with a card; Amina and Bill have records and no card yet."""
    with clock.at(NOW):
        yield Cards.begin(cast)
