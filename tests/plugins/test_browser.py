"""Browser tests are skipped aloud, and never in CI."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(("ci", "outcome"), [("", "1 skipped"), ("true", "1 error")])
def test_it_misses_a_chromium_aloud(tmp_path: Path, ci: str, outcome: str) -> None:
    (tmp_path / "test_page.py").write_text("import pytest\n@pytest.mark.browser\ndef test_it_opens(): pass\n")
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = browser: drives a browser\n")
    command = [sys.executable, "-m", "pytest", "-ra", "-p", "no:django", "-p", "tests.plugins.browser", str(tmp_path)]
    environment = {"PYTHONPATH": str(ROOT), "PATH": str(Path(sys.executable).parent), "CI": ci}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert outcome in done.stdout
    assert "apt-get install chromium" in done.stdout
