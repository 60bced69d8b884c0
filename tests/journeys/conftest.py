"""One town for all journeys, and people who walk through it with a browser."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser

from frontdesk.console import roles
from tests.support.browser import open_browser
from tests.support.town import Town, open_town
from tests.support.walk import Walk

PHONE, DESKTOP = (390, 844), (1280, 900)


@pytest.fixture(scope="package")
def opened(template: tuple[str, str, roles.Addresses], django_db_blocker: Any) -> Iterator[Town]:
    """The town, open until the last journey ends."""
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            town = stack.enter_context(open_town(*template))
        yield town


@pytest.fixture
def town(
    opened: Town, django_db_setup: None, django_db_blocker: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Town]:
    """The town, with this process at work in it. The browser's library runs a loop, in which Django would not read."""
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with django_db_blocker.unblock(), opened.acting():
        yield opened


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Closed after the last journey: its library leaves a loop in the thread, in which no other could run."""
    with open_browser() as started:
        yield started


@pytest.fixture(params=[True, False], ids=["with-scripts", "without-scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    """Every journey is walked twice: with scripts, looking at each page; and without any."""
    return bool(request.param)


@pytest.fixture
def someone(browser: Browser, town: Town, scripts: bool) -> Iterator[Callable[..., Walk]]:
    """Makes people with a device of their own: `someone()`, `someone(PHONE)`."""
    walks: list[Walk] = []

    def make(size: tuple[int, int] = DESKTOP) -> Walk:
        walks.append(Walk(browser, town.address, size, scripts=scripts))
        return walks[-1]

    yield make
    for walk in walks:
        walk.end()
