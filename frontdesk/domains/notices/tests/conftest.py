"""Stories of notices begin on Tuesday 1 December 2026 at 10am."""

from collections.abc import Iterator

import pytest

from frontdesk.domains.notices.tests.stories import Telling
from frontdesk.domains.requests.tests.conftest import NOW
from frontdesk.kernel import clock
from tests.support.cast import Cast


@pytest.fixture
def telling(cast: Cast) -> Iterator[Telling]:
    """The council with its register, and those of whom the stories tell."""
    with clock.at(NOW):
        yield Telling.begin(cast)
