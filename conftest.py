"""Fixtures live in tests/support/fixtures.py and serve the tests in tests/ and beside the domains alike."""

pytest_plugins = [
    "tests.plugins.accessibility",
    "tests.plugins.browser",
    "tests.plugins.shown",
    "tests.plugins.spread",
    "tests.support.fixtures",
]
