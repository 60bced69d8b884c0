"""The product's own programs as processes of their own, to be killed: pages, worker."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

from frontdesk.console import roles
from tests.support.databases import ROOT

# Generous: a program that starts on a busy machine takes its time. Nothing waits this long when all goes well.
PATIENCE_SECONDS = 90


def surroundings(addresses: roles.Addresses, home: Path, **more: str) -> dict[str, str]:
    """The environment in which a program uses this database and this home."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FRONTDESK", "DATABASE"))}
    return kept | {
        "DATABASE_URL": addresses.app_url,
        "DATABASE_OWNER_URL": addresses.owner_url,
        "FRONTDESK_HOME": str(home),
        "FRONTDESK_DEMO": "1",
        **more,
    }


class Program:
    """A running `frontdesk ...` in a session of its own; what it says stands in `log`."""

    def __init__(self, log: Path, environment: Mapping[str, str], *words: str) -> None:
        self.log = log
        with log.open("ab") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "frontdesk.console.main", *words],
                env=dict(environment), cwd=ROOT, stdout=said, stderr=said, start_new_session=True,
            )  # fmt: skip

    def kill(self) -> None:
        """End it and its children at once, as a machine that loses power does."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextmanager
def running(log: Path, environment: Mapping[str, str], *words: str) -> Iterator[Program]:
    """A program, killed at the end of the block if it still runs."""
    program = Program(log, environment, *words)
    try:
        yield program
    finally:
        program.kill()


@contextmanager
def pages(log: Path, environment: Mapping[str, str], port: int) -> Iterator[Program]:
    """The web server, once it answers."""
    words = ("serve", "--port", str(port), "--processes", "1", "--threads", "2")
    with running(log, environment, *words) as program:
        until(lambda: get(port, "/healthz") == 200, f"the pages answer; they said: {log}")
        yield program


def get(port: int, path: str) -> int:
    """The status of a page, 0 when nobody answers."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def until(true: Callable[[], object], what: str, seconds: float = PATIENCE_SECONDS) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, f"Waited {seconds} seconds until {what}"
        time.sleep(0.05)


def held_up(owner: psycopg.Connection) -> int:
    """How many transactions that have already written wait for a lock in this database."""
    row = owner.execute(
        "SELECT count(*) FROM pg_locks waiting JOIN pg_database d ON d.oid = waiting.database"
        " WHERE d.datname = current_database() AND NOT waiting.granted AND EXISTS (SELECT 1 FROM pg_locks own"
        " WHERE own.pid = waiting.pid AND own.locktype = 'transactionid' AND own.granted)"
    ).fetchone()
    return row[0] if row else 0
