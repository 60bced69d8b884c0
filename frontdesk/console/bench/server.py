"""The real server for the time of a measurement, and a browser that asks it."""

import http.client
import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from frontdesk.console import children
from frontdesk.console.bench.meter import cpu_of
from frontdesk.console.surroundings import Stop

START_SECONDS, ANSWER_SECONDS, STOP_SECONDS = 120, 60, 15


class Served:
    """A running server: where it listens, and the CPU it has used."""

    def __init__(self, port: int, process: int) -> None:
        self.port, self.process = port, process

    def cpu(self) -> float:
        """Seconds of CPU of all its processes."""
        return cpu_of(self.process)

    def browser(self, **headers: str) -> "Browser":
        """Somebody who asks it over one connection."""
        return Browser(self.port, headers)


class Browser:
    """One connection that stays open. An answer that is not as expected ends the measurement."""

    def __init__(self, port: int, headers: dict[str, str]) -> None:
        self.line = http.client.HTTPConnection("localhost", port, timeout=ANSWER_SECONDS)
        self.headers = headers

    def get(self, address: str) -> bytes:
        """The page at an address."""
        return self._ask("GET", address, None, 200)

    def send(self, address: str, written: bytes, expected: int) -> bytes:
        """Post what is written as JSON."""
        return self._ask("POST", address, written, expected)

    def _ask(self, method: str, address: str, body: bytes | None, expected: int) -> bytes:
        more = {"Content-Type": "application/json"} if body else {}
        self.line.request(method, address, body, {**self.headers, **more})
        answer = self.line.getresponse()
        found = answer.read()
        if answer.status != expected:
            raise Stop(f"{method} {address} answered {answer.status}: {found[:300]!r}")
        return found


@contextmanager
def served() -> Iterator[Served]:
    """`frontdesk serve` as it serves in use, on a port that is free."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.NamedTemporaryFile(suffix=".log") as log:
        command = children.command("serve", "--port", str(port))
        running = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)  # noqa: S603
        try:
            _wait(running, port, Path(log.name))
            yield Served(port, running.pid)
        finally:
            _end(running)


def _wait(running: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and running.poll() is None:
        with suppress(OSError, Stop):
            Browser(port, {}).get("/healthz")
            return
        time.sleep(0.2)
    raise Stop(f"The server did not start. Its last words: {log.read_text()[-500:]}")


def _end(running: "subprocess.Popen[bytes]") -> None:
    """Ask it to end, and end what is left of it."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(running.pid, number)
        with suppress(subprocess.TimeoutExpired):
            running.wait(STOP_SECONDS)
