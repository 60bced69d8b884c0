"""Killing any process at any moment loses nothing that was acknowledged, and does nothing twice (DESIGN 7).

The programs run as they do in service, on a database of their own; a lock or a stalled mail server holds them at the
moment that matters, and SIGKILL ends them there.
"""

import asyncio
import json
import os
import signal
import subprocess
import threading
import urllib.parse
import urllib.request
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import psycopg
import pytest
from aiosmtpd.controller import Controller
from django.test import Client

from frontdesk.console import embedded, programs, roles
from tests.conformance.conftest import KEY, furnish
from tests.support.cast import make_cast, make_councils
from tests.support.processes import held_up, pages, running, surroundings, until

pytestmark = pytest.mark.committed

COUNTED = {
    "requests": "requests_request",
    "contacts": "contacts_contact",
    "people": "people_person",
    "messages": "notifications_message",
    "jobs": "procrastinate_jobs",
    "journal": "kernel_journal",
}
REPORT = {
    "api_key": KEY,
    "service_code": "litter",
    "lat": "54.1765",
    "long": "0.9036",
    "description": "Three bags by the bridge",
    "first_name": "Amina",
    "last_name": "Testwood",
    "email": "amina@example.org",
}


@pytest.fixture
def house(committed: roles.Addresses) -> roles.Addresses:
    """Two councils with services and keys, committed."""
    councils = make_councils()
    make_cast(councils)
    furnish(councils)
    return committed


@pytest.fixture
def owner(house: roles.Addresses) -> Iterator[psycopg.Connection]:
    """The owner's eyes on the database: sees every council."""
    with psycopg.connect(house.owner_url, autocommit=True) as connection:
        yield connection


def counts(owner: psycopg.Connection) -> dict[str, int]:
    """How many rows there are of everything that a report leaves."""
    return {name: owner.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for name, table in COUNTED.items()}


def post(port: int, key: str) -> str | None:
    """Send the report under an idempotency key; its reference, None when nobody answered."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/c/demo/open311/v2/requests.json",
        data=urllib.parse.urlencode(REPORT).encode(), headers={"Idempotency-Key": key},
    )  # fmt: skip
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)[0]["service_request_id"]
    except OSError:
        return None


def test_a_report_whose_server_was_killed_leaves_nothing_and_counts_once_when_sent_again(
    house: roles.Addresses, owner: psycopg.Connection, tmp_path: Path
):
    environment, port = surroundings(house, tmp_path), embedded._free_port()
    before = counts(owner)
    # Before anything of the report is written but its key; after the request, contact, journal and message were.
    for table in ("people_person", "procrastinate_jobs"):
        answers: list[str | None] = []
        with pages(tmp_path / "pages.log", environment, port) as web, psycopg.connect(house.owner_url) as lock:
            lock.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")
            visitor = threading.Thread(target=lambda said=answers: said.append(post(port, "tap-1")))
            visitor.start()
            until(lambda: held_up(owner), "the report is in the middle of its transaction")
            web.kill()
            visitor.join()
        assert answers == [None]
        until(lambda: not held_up(owner), "the database has given the killed server's transaction up")
        assert counts(owner) == before

    with pages(tmp_path / "pages.log", environment, port):
        first = post(port, "tap-1")
        made = counts(owner)
        assert first and post(port, "tap-1") == first
    assert {name: made[name] - before[name] for name in ("requests", "contacts", "people", "messages", "jobs")} == {
        "requests": 1, "contacts": 1, "people": 1, "messages": 1, "jobs": 1,
    }  # fmt: skip
    assert counts(owner) == made, "the same report, sent again, changes nothing"


class Mailbox:
    """A mail server that takes each message and, while `stalled`, never says that it did."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.stalled = True

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Take the message; answer only when not stalled."""
        self.taken.append(str(message_from_bytes(envelope.content)["Message-ID"]))
        while self.stalled:
            await asyncio.sleep(0.05)
        return "250 Taken"


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, int]]:
    """A mail server on this machine, and its port."""
    box, port = Mailbox(), embedded._free_port()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    yield box, port
    box.stalled = False
    server.stop()


def test_a_mail_whose_worker_was_killed_while_sending_is_sent_again_under_the_same_name(
    house: roles.Addresses, owner: psycopg.Connection, tmp_path: Path, mailbox: tuple[Mailbox, int]
):
    box, smtp = mailbox
    environment = surroundings(house, tmp_path, EMAIL_URL=f"smtp://127.0.0.1:{smtp}")
    assert Client(headers={"host": "demo.example.org"}).post("/open311/v2/requests.json", REPORT).status_code == 201
    before = counts(owner)
    with running(tmp_path / "worker.log", environment, "worker") as worker:
        until(lambda: box.taken, "the mail server holds the message")
        worker.kill()
    assert state_of_mail(owner) == [("sending", 1)]
    box.stalled = False
    half_an_hour_passes(owner)
    with running(tmp_path / "worker.log", environment, "worker"):
        until(lambda: state_of_mail(owner) == [("sent", 2)], "the message is sent")
    assert len(box.taken) == 2
    assert len(set(box.taken)) == 1, "the second delivery carries the Message-ID of the first"
    after = counts(owner)
    assert {name: after[name] for name in ("requests", "contacts", "people", "messages")} == {
        name: before[name] for name in ("requests", "contacts", "people", "messages")
    }


def state_of_mail(owner: psycopg.Connection) -> list[tuple[str, int]]:
    """Each message's state, and how often it was tried."""
    return owner.execute("SELECT state, attempts FROM notifications_message ORDER BY id").fetchall()


def half_an_hour_passes(owner: psycopg.Connection) -> None:
    """The killed worker's last heartbeat grows old, and the task that looks for such workers comes round."""
    owner.execute("UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '30 minutes'")
    owner.execute(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, queueing_lock, args)"
        " VALUES ('default', 'kernel.take_up_stalled', 'kernel.take_up_stalled', '{\"timestamp\": 0}')"
        " ON CONFLICT DO NOTHING"
    )


@pytest.fixture
def own_server() -> Iterator[tuple[Path, roles.Addresses]]:
    """A database server of the test's own, which it may kill; what is in it comes from a backup."""
    home = Path(mkdtemp(prefix="frontdesk-"))
    home.chmod(0o755)
    try:
        yield home, roles.prepare(embedded.start(home), home=home)
    finally:
        embedded.stop(home)


def test_a_database_that_was_killed_comes_back_with_everything_acknowledged(
    house: roles.Addresses, own_server: tuple[Path, roles.Addresses], tmp_path: Path
):
    home, addresses = own_server
    environment, port = surroundings(addresses, home), embedded._free_port()
    move(house, addresses)
    with pages(tmp_path / "pages.log", environment, port) as web:
        first = post(port, "tap-3")
        assert first
        with psycopg.connect(addresses.owner_url, autocommit=True) as owner:
            before = counts(owner)
        kill_server(home)
        embedded.start(home)
        until(lambda: post(port, "tap-3") == first, "the same pages answer again, with the same reference")
        assert web.process.poll() is None
    with psycopg.connect(addresses.owner_url, autocommit=True) as owner:
        assert counts(owner) == before


def move(source: roles.Addresses, target: roles.Addresses) -> None:
    """Copy the house to the other server, as its owner."""
    dump = [programs.client("pg_dump", 18), "--enable-row-security", "--no-owner", "--exclude-extension=*"]
    said = subprocess.run([*dump, source.owner_url], capture_output=True, check=True)
    psql = [programs.client("psql", 18), "--quiet", "--set=ON_ERROR_STOP=1", target.owner_url]
    wanted = b"\n".join(line for line in said.stdout.splitlines() if b"DEFAULT PRIVILEGES" not in line)
    done = subprocess.run(psql, input=wanted.replace(b"CREATE SCHEMA public;", b""), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def kill_server(home: Path) -> None:
    """SIGKILL to the database's first process: it has no time to write anything down."""
    record = json.loads((home / "postgres.json").read_text())
    pid = int((Path(record["data"]) / "postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGKILL)
    until(lambda: not databases_process(pid), "the database is gone")


def databases_process(pid: int) -> bool:
    """Whether the process still runs (a killed one may wait to be collected)."""
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"
