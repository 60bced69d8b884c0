"""Child processes of a command: the same `frontdesk`, started again, watched, and never left behind."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from types import FrameType

STOP_SECONDS = 15
# A child that dies more often than this in a minute is not restarted: something is wrong that a restart can't cure.
RESTARTS_A_MINUTE = 5


def command(*words: str) -> list[str]:
    """The command line of `frontdesk words...` in this same environment."""
    return [sys.executable, "-m", "frontdesk.console.main", *words]


def call(*words: str, environment: Mapping[str, str] | None = None) -> int:
    """Run `frontdesk words...` to its end in a process of its own and return its exit code."""
    return subprocess.run(command(*words), env={**os.environ, **(environment or {})}, check=False).returncode  # noqa: S603


def begin(*words: str) -> subprocess.Popen[bytes]:
    """Start `frontdesk words...` in a process of its own, which ends when this one does."""
    return subprocess.Popen(command(*words), preexec_fn=_end_with_parent)  # noqa: S603


class Crew:
    """Processes that serve together: one that dies is started again, and all end when the first person says stop."""

    def __init__(self, duties: Mapping[str, Sequence[str]]) -> None:
        self.duties = {name: command(*words) for name, words in duties.items()}
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.deaths: dict[str, list[float]] = {name: [] for name in duties}
        self.stopping = False

    def start(self, name: str) -> None:
        """Start one duty in a session of its own, so that ctrl-C reaches it through us and in order."""
        self.running[name] = subprocess.Popen(  # noqa: S603
            self.duties[name], start_new_session=True, preexec_fn=_end_with_parent
        )

    def watch(self) -> int:
        """Keep all running until a signal or a hopeless death; returns an exit code."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop_soon)
        while not self.stopping:
            for name in list(self.running):
                if self.running[name].poll() is not None and not self._again(name):
                    print(f"{name} keeps stopping (exit code {self.running[name].returncode}).", file=sys.stderr)
                    self.stop()
                    return 1
            time.sleep(0.2)
        self.stop()
        return 0

    def stop(self) -> None:
        """Ask all to end, wait, and end those that do not."""
        for child in self.running.values():
            _signal(child, signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        for child in self.running.values():
            with suppress(subprocess.TimeoutExpired):
                child.wait(max(0.1, deadline - time.monotonic()))
            # Also what a child left of its own workers.
            _signal(child, signal.SIGKILL)
            child.wait()

    def _again(self, name: str) -> bool:
        now = time.monotonic()
        self.deaths[name] = [moment for moment in self.deaths[name] if now - moment < 60] + [now]
        if len(self.deaths[name]) > RESTARTS_A_MINUTE:
            return False
        print(f"{name} stopped and is started again.", file=sys.stderr)
        _signal(self.running[name], signal.SIGKILL)
        self.start(name)
        return True

    def _stop_soon(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True


def _end_with_parent() -> None:
    """Ask the kernel to end this child when the crew itself is killed, so that no server is left behind (Linux)."""
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)


def _signal(child: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """Send to the child's whole session: granian's workers are processes of their own."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, number)
