"""The world that is visited, one for each module."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.doors.world import World, put_up
from tests.support.fixtures import Template, own_database
from tests.support.neighbours import two_councils


@pytest.fixture(scope="module")
def world(django_db_setup: None, template: Template, django_db_blocker: Any) -> Iterator[World]:
    """In a database of its own: each visit is undone, and no transaction outlasts it."""
    with own_database(template, django_db_blocker):
        yield put_up(two_councils())
