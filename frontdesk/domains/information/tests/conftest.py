"""What the stories of data protection share: the stories of requests, and a customer who asks."""

from collections.abc import Iterator

import pytest

from frontdesk.domains.information.tests.stories import Asking
from frontdesk.domains.requests.tests.conftest import NOW
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.kernel import clock
from tests.support.cast import Cast


@pytest.fixture
def asking(cast: Cast) -> Iterator[Asking]:
    """Amina, who has a record and a request, on Tuesday 1 December 2026 at 10am."""
    with clock.at(NOW):
        yield Asking.begin(Story.begin(cast))
