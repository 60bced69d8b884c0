"""What the stories of requests share: services published, a moment that stands still."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from frontdesk.domains.requests.tests.stories import Story
from frontdesk.kernel import clock
from tests.support.cast import Cast

NOW = datetime(2026, 12, 1, 10, tzinfo=UTC)
"""A Tuesday at ten."""


@pytest.fixture
def story(cast: Cast) -> Iterator[Story]:
    """The cast with the services of the demo pack, on Tuesday 1 December 2026 at 10am."""
    with clock.at(NOW):
        yield Story.begin(cast)
