"""What the public page /accessibility/ says: the sum of every check by axe that the last asked-for run made.

Only a run with FRONTDESK_ACCESSIBILITY=1 writes docs/accessibility-result.json, so that other runs leave the checkout
as it is. Run it without -n: each process would write its own part.
"""

import json
import os
import sys
from pathlib import Path

import pytest

from frontdesk.kernel import clock

RESULT = Path(__file__).resolve().parents[2] / "docs" / "accessibility-result.json"


def summed(checked: dict[str, set[str]], day: str) -> dict[str, object]:
    """The result of a run: pages by their titles, how many faults, and each as "page: fault"."""
    found = sorted(f"{title}: {line}" for title, lines in checked.items() for line in lines)
    return {"day": day, "pages": len(checked), "faults": len(found), "found": found}


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write the result when this run was asked to and looked at pages."""
    browser = sys.modules.get("tests.support.browser")
    if os.environ.get("FRONTDESK_ACCESSIBILITY") != "1" or browser is None or not browser.CHECKED:
        return
    today = clock.today()
    result = summed(browser.CHECKED, f"{today:%A} {today.day} {today:%B %Y}")
    RESULT.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n")
