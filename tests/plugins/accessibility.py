"""What the public page /accessibility/ says: what axe found on every page that the journeys of the last run came to.

`make test` leaves it in var/ beside its other result (FRONTDESK_RESULTS): a server from the same checkout reads it
there. FRONTDESK_ACCESSIBILITY=1 writes docs/accessibility-result.json, which is committed and read where there is
nothing newer. A run of chosen tests leaves both alone: it came to some of the pages only.
"""

import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

NAME = "accessibility-result.json"
COMMITTED = Path(__file__).resolve().parents[2] / "docs" / NAME
CHECKED: dict[str, set[str]] = {}
"""What axe found, by the title of the page; no lines for a page without faults."""
_SENT = "accessibility"


def note(title: str, lines: list[str]) -> None:
    """Add what axe found on a page."""
    CHECKED.setdefault(title, set()).update(lines)


def summed(checked: Mapping[str, set[str]], at: datetime, commit: str) -> dict[str, object]:
    """The result of a run: when, of which commit, pages by their titles, how many faults, and each as "page: fault"."""
    found = sorted(f"{title}: {line}" for title, lines in checked.items() for line in lines)
    return {
        "at": at.isoformat(timespec="seconds"), "commit": commit, "pages": len(checked), "faults": len(found),
        "found": found,
    }  # fmt: skip


def destination(environment: Mapping[str, str], is_whole: bool) -> Path | None:
    """Where the result of a run goes: nowhere unless it was asked to be kept."""
    if environment.get("FRONTDESK_ACCESSIBILITY") == "1":
        return COMMITTED
    results = environment.get("FRONTDESK_RESULTS")
    return Path(results).with_name(NAME) if results and is_whole else None


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """Take over what one of several processes found."""
    for title, lines in getattr(node, "workeroutput", {}).get(_SENT, {}).items():
        note(title, lines)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write the result, whole or not at all, if pages were looked at; one of several processes hands over its part."""
    config = session.config
    if hasattr(config, "workeroutput"):
        config.workeroutput[_SENT] = {title: sorted(lines) for title, lines in CHECKED.items()}
        return
    from tests.plugins.shown import head  # a plugin too: pytest wants to be the first to import it

    path = destination(os.environ, _is_whole(config))
    if path is None or not CHECKED:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    attempt = path.with_suffix(".new")
    result = summed(CHECKED, datetime.now(UTC), head()[:10])
    attempt.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n")
    attempt.replace(path)


def _is_whole(config: pytest.Config) -> bool:
    """Whether nobody chose tests by path, word or mark."""
    chosen = config.args_source is pytest.Config.ArgsSource.ARGS
    return not (chosen or config.option.keyword or config.option.markexpr)
