"""How tests are spread over processes: a file stays together, all journeys in one town, the longest begin first.

A process puts up what the tests of a file share (a database, a server, a town) once, so a file that were cut in two
would be paid for twice; and a long file begun last would leave the other process with nothing to do.
"""

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

TOGETHER = ("tests/journeys/",)
LONGEST = (
    "tests/journeys/",
    "frontdesk/console/tests/test_demo.py",
    "tests/load/test_kill.py",
    "frontdesk/console/tests/test_commands.py",
    "tests/doors/",
    "tests/conformance/test_lewisham.py",
    "frontdesk/sites/desk/tests/test_in_browser.py",
    "frontdesk/ui/tests/test_in_browser.py",
    "frontdesk/domains/people/tests/test_search_plans.py",
    "frontdesk/domains/requests/tests/test_size.py",
    "frontdesk/kernel/tests/test_journal.py",
    "frontdesk/domains/standards/tests/test_any_order.py",
)
"""The longest first; all else follows as it comes."""


class ByFile(LoadScopeScheduling):
    """Gives a process the next file when it has come to the end of one."""

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        return next((folder for folder in TOGETHER if path.startswith(folder)), path)


def rank(nodeid: str) -> int:
    """Where a test stands in the order of beginning."""
    return next((place for place, path in enumerate(LONGEST) if nodeid.startswith(path)), len(LONGEST))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    """Spread by our own rule, whichever of xdist's was named."""
    config.option.loadscopereorder = False
    return ByFile(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """In several processes the longest begin first; in one they stay as they are."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: rank(item.nodeid))
