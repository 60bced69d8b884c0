"""The accessibility statement says what the last run of the tests found, and says so when there was none."""

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.support.cast import Cast

FAULT = 'Home: color-contrast: Elements must have enough contrast: <p class="pale">'
OLD = {"at": "2026-11-22T10:44:31+00:00", "commit": "", "pages": 106, "faults": 0, "found": []}
NEW = {"at": "2026-12-01T09:00:00+00:00", "commit": "33917afe2b", "pages": 112, "faults": 1, "found": [FAULT]}
SAID = {
    "old": "On Sunday 22 November 2026 a program looked at 106 pages and found no faults.",
    "new": f"On Tuesday 1 December 2026 a program looked at 112 pages and found 1 fault: {FAULT} A program finds",
    "none": "There is no result of a test here, so we cannot say how many faults this site has.",
}


@pytest.mark.parametrize(
    ("committed", "left", "says"),
    [(OLD, None, "old"), (None, NEW, "new"), (OLD, NEW, "new"), (NEW, OLD, "new"), (None, None, "none")],
)
def test_it_says_what_the_last_run_found(
    cast: Cast, settings: Any, tmp_path: Path, committed: Any, left: Any, says: str
):
    settings.ROOT, settings.FRONTDESK_HOME = tmp_path, tmp_path / "var"
    for folder, result in (("docs", committed), ("var", left)):
        (tmp_path / folder).mkdir()
        if result:
            (tmp_path / folder / "accessibility-result.json").write_text(json.dumps(result))
    page = Client(headers={"host": "demo.example.org"}).get("/accessibility/").content.decode()
    text = " ".join(unescape(re.sub(r"</?(p|h2|ul|li|div|strong|a|main)[^>]*>", " ", page)).split())
    assert [name for name, words in SAID.items() if words in text] == [says]
    assert ("prepared from the test of Tuesday 1 December 2026 (version 33917afe2b)." in text) == (says == "new")


def test_the_committed_result_can_be_read(cast: Cast, settings: Any, tmp_path: Path):
    settings.FRONTDESK_HOME = tmp_path
    page = Client(headers={"host": "demo.example.org"}).get("/accessibility/").content.decode()
    assert "a program looked at" in page
    assert "This site is in English only." in page
