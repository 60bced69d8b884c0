"""Tests marked `browser` need a Chromium: without one they are skipped with a sentence, and under CI=true they fail."""

import os
import shutil

import pytest

# The same engine without windows of its own comes first: it takes half the time for each page.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = "No Chromium was found (Debian: apt-get install chromium; CHROMIUM names another): browser tests need one."


def chromium() -> str | None:
    """The path of a Chromium: CHROMIUM, else the first of the usual names on the PATH."""
    given = os.environ.get("CHROMIUM")
    return given or next((path for name in NAMES if (path := shutil.which(name))), None)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip, or fail where the whole suite must run."""
    if item.get_closest_marker("browser") and chromium() is None:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING, pytrace=False)
        pytest.skip(MISSING)
