"""Pages that anybody reads on the way, without a form."""

from collections.abc import Callable

import pytest

from tests.support.town import Town
from tests.support.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.committed]
PAGES = ("/services/", "/tasks/apply/", "/service/pothole/", "/charter/", "/contact/", "/accessibility/")


@pytest.mark.shows("A12")
@pytest.mark.parametrize("scripts", [True])
def test_it_can_be_read_by_everybody(town: Town, someone: Callable[..., Walk]):
    reader = someone()
    for path in PAGES:
        reader.go(path)
        if path == "/charter/":
            reader.picture("charter")
