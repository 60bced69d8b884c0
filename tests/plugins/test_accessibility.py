"""The sum of the checks says what was looked at and every fault with its page, and is kept where a page reads it."""

import json
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.plugins import accessibility
from tests.plugins.accessibility import COMMITTED, destination, summed


def test_it_counts_pages_and_names_each_fault_with_its_page():
    checked = {"Home": set[str](), "Charter": {"color-contrast: too pale: <p>", "list: not a list: <li>"}}
    assert summed(checked, datetime(2026, 11, 22, 10, tzinfo=UTC), "33917af") == {
        "at": "2026-11-22T10:00:00+00:00",
        "commit": "33917af",
        "pages": 2,
        "faults": 2,
        "found": ["Charter: color-contrast: too pale: <p>", "Charter: list: not a list: <li>"],
    }


def test_it_is_kept_by_a_whole_run_or_one_asked_for_it():
    results = {"FRONTDESK_RESULTS": "var/test-results.json"}
    assert destination(results, True) == Path("var/accessibility-result.json")
    assert destination(results, False) is None, "it came to some of the pages only"
    assert destination({}, True) is None
    assert destination(results | {"FRONTDESK_ACCESSIBILITY": "1"}, False) == COMMITTED


def test_each_process_hands_over_what_it_found_and_the_first_writes_the_sum(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    handed: dict[str, Any] = {}
    monkeypatch.setenv("FRONTDESK_RESULTS", str(tmp_path / "var" / "test-results.json"))
    monkeypatch.delenv("FRONTDESK_ACCESSIBILITY", raising=False)
    monkeypatch.setattr(accessibility, "CHECKED", {"Home": {"list: not a list"}, "Search": set()})
    accessibility.pytest_sessionfinish(session(workeroutput=handed))
    accessibility.CHECKED.clear()
    whole = {"args_source": pytest.Config.ArgsSource.TESTPATHS, "option": SimpleNamespace(keyword="", markexpr="")}
    accessibility.pytest_sessionfinish(session(**whole))
    assert not (tmp_path / "var").exists(), "nothing was looked at"
    accessibility.pytest_testnodedown(SimpleNamespace(workeroutput=json.loads(json.dumps(handed))), None)
    accessibility.pytest_sessionfinish(session(**whole | {"args_source": pytest.Config.ArgsSource.ARGS}))
    assert not (tmp_path / "var").exists(), "some pages only"
    accessibility.pytest_sessionfinish(session(**whole))
    result = json.loads((tmp_path / "var" / "accessibility-result.json").read_text())
    assert (result["pages"], result["found"]) == (2, ["Home: list: not a list"])


def session(**config: Any) -> Any:
    return SimpleNamespace(config=SimpleNamespace(**config))
