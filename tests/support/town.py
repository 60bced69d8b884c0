"""A town for journeys: the council of the demo pack, open at an address of its own, and the worker's work on demand.

Loading the pack takes half a minute, so a database with it in is kept on the test server under the name of what is in
it; each session works in a copy. The pages are served by the real command in processes of their own. The worker's
work is done in the test's process whenever a journey says so: nobody waits for a clock.
"""

import hashlib
import os
import re
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any
from urllib.request import urlopen
from uuid import uuid4

import psycopg
from django.conf import settings
from django.db import connections

from frontdesk.console import children, roles
from frontdesk.console.demo import council as demo_council
from frontdesk.console.demo import sign_ins
from frontdesk.domains.access import queries as access
from frontdesk.domains.organisations import queries as organisations
from frontdesk.kernel import clock, tenancy
from frontdesk.kernel.actor import Actor
from tests.support import databases, worker

PATIENCE = 300
"""Seconds for the transactions of other tests on the same server to end."""
CLOCK, TRAVEL = "clock", Path(__file__).with_name("travel")
"""The file that says how far from now the pages are, and what they read it by."""
KEPT = 3
"""How many filled databases stay on the test server: one for each state of the pack that somebody works on."""
FILLED_BY = (
    "councils/demo/**/*",
    "frontdesk/console/packs/*.py",
    "frontdesk/console/demo/*.py",
    "frontdesk/console/year/*.py",
    "frontdesk/console/sign_ins.py",
)


@dataclass(frozen=True)
class Mail:
    """An email as it went out: subject and plain words."""

    subject: str
    words: str

    def link(self, part: str) -> str:
        """The first address in the words that holds `part`."""
        return next(word.strip(".,") for word in self.words.split() if word.startswith("http") and part in word)

    @property
    def code(self) -> str:
        """The six figures that prove or open something."""
        return re.findall(r"\b\d{6}\b", f"{self.subject} {self.words}")[0]


@dataclass(frozen=True)
class Town:
    """A council that is open: where, its database, and who acts for the house."""

    address: str
    home: Path
    database: roles.Addresses = field(repr=False)
    council: int

    @property
    def system(self) -> Actor:
        """The installation itself."""
        return Actor.system(self.council)

    def staff(self, role: str) -> Actor:
        """The demo's member of staff with this role ("officer")."""
        user = access.user_by_email(f"{role}@demo.example")
        return access.actor_for(self.council, user.pk if user else None)

    def work(self) -> None:
        """Do what the worker would do by now: jobs, mail, and the news that is free to go."""
        worker.work()

    def count(self) -> None:
        """Work until every figure is true. News waits for the oldest transaction of the whole server, so do we."""
        deadline = time.monotonic() + PATIENCE
        self.work()
        while _news_is_held_back():
            assert time.monotonic() < deadline, "A transaction on the test server stays open and holds the news back."
            time.sleep(0.1)
            self.work()

    @contextmanager
    def at(self, moment: datetime) -> Iterator[None]:
        """In here it is this moment: it stands still for this process, and goes on from it for the pages."""
        ahead = self.home / CLOCK
        ahead.write_text(str((moment - clock.now()).total_seconds()))
        try:
            with clock.at(moment):
                yield
        finally:
            ahead.unlink()

    def mail_to(self, email: str) -> list[Mail]:
        """Every message that went out to an email address, oldest first."""
        files = sorted((self.home / "outbox").glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
        found = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in files]
        return [
            Mail(str(each["Subject"]), each.get_body(("plain",)).get_content()) for each in found if each["To"] == email
        ]

    @contextmanager
    def acting(self) -> Iterator[None]:
        """In here this process is the town's too: its database, its files, its address, acting for its council."""
        connection = connections["default"]
        before = dict(connection.settings_dict)
        public, home = settings.PUBLIC_ADDRESS, settings.FRONTDESK_HOME
        databases.point(connection.settings_dict, self.database.app_url)
        connection.close()
        organisations.forget()
        settings.PUBLIC_ADDRESS, settings.FRONTDESK_HOME = self.address, self.home
        try:
            with tenancy.acting_for(self.council):
                yield
        finally:
            settings.PUBLIC_ADDRESS, settings.FRONTDESK_HOME = public, home
            connection.close()
            connection.settings_dict.clear()
            connection.settings_dict.update(before)
            organisations.forget()

    def environment(self) -> dict[str, str]:
        """What a command needs to act on this town."""
        return {
            **os.environ,
            "DATABASE_URL": self.database.app_url,
            "DATABASE_OWNER_URL": self.database.owner_url,
            "FRONTDESK_HOME": str(self.home),
            "FRONTDESK_DEMO": "1",
            "PUBLIC_ADDRESS": self.address,
            "PYTHONPATH": f"{TRAVEL}{os.pathsep}{databases.ROOT}",
            "TOWN_CLOCK": str(self.home / CLOCK),
        }

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run `frontdesk words...` on this town, to its end."""
        return subprocess.run(
            children.command(*words), env=self.environment(), cwd=databases.ROOT, capture_output=True, text=True
        )


def _news_is_held_back() -> bool:
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM kernel_journal"
            " WHERE xact >= pg_snapshot_xmin(pg_current_snapshot())::text::bigint)"
        )
        (held,) = cursor.fetchone()
    return bool(held)


def fingerprint() -> str:
    """Names what a filled database holds: the migrations, the pack, and the code that loads it."""
    digest = hashlib.sha256(databases.fingerprint().encode())
    for path in sorted({path for pattern in FILLED_BY for path in databases.ROOT.glob(pattern) if path.is_file()}):
        digest.update(path.relative_to(databases.ROOT).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def filled(admin: str, template: str, addresses: roles.Addresses) -> str:
    """The name of a database with the demo pack in it; fills one when there is none yet."""
    name = f"fd_town_{fingerprint()}"
    with databases.alone():
        there = _towns(admin)
        if name in there:
            return name
        for old in there[: -KEPT + 1]:
            roles.drop(admin, old)
        part = f"fd_filling_{os.getpid()}_{uuid4().hex[:6]}"
        roles.create_copy(admin, template, part)
        made = addresses.of_database(part)
        with Town("http://localhost", Path(settings.FRONTDESK_HOME), made, 0).acting():
            sign_ins.open_sign_ins(demo_council.load())
            worker.work(100)
        with psycopg.connect(admin, autocommit=True) as server:
            server.execute(f"ALTER DATABASE {part} RENAME TO {name}")
    return name


def _towns(admin: str) -> list[str]:
    """Filled databases, the oldest first."""
    with psycopg.connect(admin, autocommit=True) as server:
        rows = server.execute("SELECT datname FROM pg_database WHERE datname ^@ 'fd_town_' ORDER BY oid").fetchall()
    return [row[0] for row in rows]


@contextmanager
def open_town(admin: str, template: str, addresses: roles.Addresses) -> Iterator[Town]:
    """A copy of the filled database with a server before it."""
    source = filled(admin, template, addresses)
    copy = f"fd_journeys_{os.getpid()}_{uuid4().hex[:6]}"
    with databases.alone():
        roles.create_copy(admin, source, copy)
    own = addresses.of_database(copy)
    with psycopg.connect(own.owner_url) as inside:
        (council,) = inside.execute("SELECT id FROM organisations_council WHERE code = 'demo'").fetchone() or (0,)
    port = _free_port()
    with tempfile.TemporaryDirectory(prefix="frontdesk-town-") as home:
        town = Town(f"http://localhost:{port}", Path(home), own, council)
        try:
            with _serving(town, port):
                yield town
        finally:
            roles.drop(admin, copy)


@contextmanager
def _serving(town: Town, port: int) -> Iterator[None]:
    """The pages of the town, served by the command that serves them anywhere."""
    words = ("serve", "--port", str(port), "--processes", "1", "--threads", "4")
    with tempfile.TemporaryFile() as said:
        server = subprocess.Popen(
            children.command(*words),
            env=town.environment(),
            cwd=databases.ROOT,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
        try:
            _wait_for(town.address, server, said)
            yield
        finally:
            _end(server)


def _wait_for(address: str, server: subprocess.Popen[bytes], said: Any) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urlopen(f"{address}/readyz", timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    said.seek(0)
    raise AssertionError(f"The pages did not start:\n{said.read().decode()[-3000:]}")


def _end(server: subprocess.Popen[bytes]) -> None:
    """End the server and the processes that it started, at once: nothing of this town is kept."""
    with suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGKILL)
    server.wait(timeout=10)


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
