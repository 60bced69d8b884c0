"""Files stay together, and the longest begin first."""

from tests.plugins.spread import LONGEST, ByFile, rank
from tests.support.databases import ROOT


def scope(nodeid: str) -> str:
    return ByFile._split_scope(None, nodeid)


def test_it_keeps_a_file_and_all_journeys_together() -> None:
    assert scope("frontdesk/a/tests/test_b.py::test_c[x::y]") == "frontdesk/a/tests/test_b.py"
    assert scope("tests/journeys/test_1.py::test_a") == scope("tests/journeys/test_2.py::test_b")


def test_it_begins_with_the_longest() -> None:
    names = ["frontdesk/kernel/tests/test_links.py::a", "tests/load/test_kill.py::b", "tests/journeys/test_1.py::c"]
    assert sorted(names, key=rank) == names[::-1]


def test_it_names_what_there_is() -> None:
    assert [path for path in LONGEST if not (ROOT / path).exists()] == []
