"""Processes that serve together are kept up together and end together."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

CREW = """
import sys
from frontdesk.console import children
children.command = lambda *words: [sys.executable, "-c", *words]
crew = children.Crew({"pages": [sys.argv[1], sys.argv[2]]})
crew.start("pages")
sys.exit(crew.watch())
"""
STEADY = "import os, sys, time; open(sys.argv[1], 'a').write(f'{os.getpid()} '); time.sleep(60)"
HOPELESS = "import sys; open(sys.argv[1], 'a').write('x '); sys.exit(3)"


def start_crew(duty: str, pids: Path) -> subprocess.Popen[str]:
    """A crew in a process of its own whose one duty writes its process id into `pids`."""
    command = [sys.executable, "-c", CREW, duty, str(pids)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


def wait_for(pids: Path, count: int) -> list[int]:
    """The process ids, once there are `count`."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        found = pids.read_text().split() if pids.exists() else []
        if len(found) >= count:
            return [int(pid) for pid in found]
        time.sleep(0.05)
    raise AssertionError(f"{count} starts were expected")


def gone(pid: int) -> bool:
    """Whether the process ends within a few seconds."""
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        stat = Path(f"/proc/{pid}/stat")
        if stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.05)
    return False


def test_it_starts_again_what_was_killed(tmp_path: Path) -> None:
    crew = start_crew(STEADY, tmp_path / "pids")
    (first,) = wait_for(tmp_path / "pids", 1)
    os.kill(first, signal.SIGKILL)
    _, second = wait_for(tmp_path / "pids", 2)
    crew.send_signal(signal.SIGINT)
    assert crew.wait(20) == 0
    assert gone(second)


def test_it_leaves_nobody_behind_when_it_is_killed_itself(tmp_path: Path) -> None:
    crew = start_crew(STEADY, tmp_path / "pids")
    (child,) = wait_for(tmp_path / "pids", 1)
    crew.kill()
    crew.wait()
    assert gone(child)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_with_all_its_children(tmp_path: Path, number: signal.Signals) -> None:
    crew = start_crew(STEADY, tmp_path / "pids")
    (child,) = wait_for(tmp_path / "pids", 1)
    crew.send_signal(number)
    assert crew.wait(20) == 0
    assert gone(child)


def test_it_gives_up_on_what_keeps_stopping(tmp_path: Path) -> None:
    crew = start_crew(HOPELESS, tmp_path / "pids")
    assert crew.wait(60) == 1
    assert crew.stderr is not None
    assert "pages keeps stopping (exit code 3)" in crew.stderr.read()
