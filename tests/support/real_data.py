"""Real data that lies outside the checkout: where it is, and what is said where it is not."""

import os
from pathlib import Path

import pytest

BESIDE = Path(__file__).resolve().parents[2].parent / "shared" / "data"


def folder(name: str) -> Path:
    """The folder of one data set; skips the test where there is no data, fails where it was promised."""
    promised = os.environ.get("FRONTDESK_DATA")
    found = (Path(promised) if promised else BESIDE) / name
    if found.is_dir():
        return found
    if promised:
        pytest.fail(f"FRONTDESK_DATA names {promised}, and there is no {name} in it.")
    pytest.skip("Real data is not here: set FRONTDESK_DATA to its folder.")
