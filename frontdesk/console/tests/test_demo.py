"""`frontdesk demo` from nothing to its first page, and back to nothing on ctrl-C."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp

import psycopg
import pytest

from frontdesk.console import embedded


def free_pair() -> int:
    """A port that is free together with the one after it."""
    for port in range(18000, 19000, 2):
        with socket.socket() as one, socket.socket() as two:
            try:
                one.bind(("127.0.0.1", port))
                two.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port
    raise AssertionError("no free ports")


@pytest.fixture
def home() -> Iterator[Path]:
    """A new home; its database is stopped afterwards."""
    made = Path(mkdtemp(prefix="frontdesk-"))
    made.chmod(0o755)
    yield made
    embedded.stop(made)
    shutil.rmtree(made)


def fetch(address: str, process: subprocess.Popen[str], output: Path) -> int:
    """The status of the page, once the demo says that it is ready: the pages answer before, and hold less."""
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline and process.poll() is None:
        if "Ready after" in output.read_text():
            with suppress(OSError), urllib.request.urlopen(address, timeout=5) as answer:
                return int(answer.status)
        time.sleep(0.2)
    raise AssertionError("the demo was not ready within 5 minutes")


def test_it_opens_from_nothing_and_ends_with_all_it_started(home: Path) -> None:
    port = free_pair()
    hidden = {"DATABASE_URL", "DATABASE_OWNER_URL", "FRONTDESK_NO_POOL", "SECRET_KEY"}
    settings = {name: value for name, value in os.environ.items() if name not in hidden}
    settings |= {"FRONTDESK_HOME": str(home), "PORT": str(port)}
    output = home / "output"
    with output.open("w") as written:
        command = [sys.executable, "-m", "frontdesk.console.main", "demo"]
        demo = subprocess.Popen(command, env=settings, stdout=written, stderr=subprocess.STDOUT, text=True)
    try:
        assert fetch(f"http://127.0.0.1:{port}/readyz", demo, output) == 200
        _is_one_world(home)
        time.sleep(1)
        demo.send_signal(signal.SIGINT)
        assert demo.wait(30) == 0
        assert "officer@demo.example" in output.read_text()
        logged = [json.loads(line) for line in output.read_text().splitlines() if line.startswith("{")]
        assert any(line["event"] == "request" and line["status"] == 200 for line in logged)
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", port)) != 0
    finally:
        demo.kill()


def _is_one_world(home: Path) -> None:
    """What the demo's desk took has its customer and its end; each request came by a contact of its customer's."""
    with psycopg.connect(json.loads((home / "database.json").read_text())["owner_url"]) as owner:
        taken, loose = owner.execute(_TAKEN).fetchone() or (0, 0)
        requests, apart, chased = owner.execute(_CAME_BY).fetchone() or (0, 0, 0)
        (strangers,) = owner.execute(_STRANGERS).fetchone() or (0,)
        own = owner.execute(_OWN).fetchall()
        without_form = owner.execute(_WITHOUT_FORM).fetchall()
    assert {state for (state,) in own} == {"running", "stopped", "waiting"}, (
        "the resident's account has something in it"
    )
    assert taken > 50 and loose == 0
    assert 200 < requests < 400, requests
    assert apart == 0 and chased > 5
    assert strangers == 0
    assert len(without_form) >= 3 and all(calls > 2 and visits > 0 for _, calls, visits in without_form)


_TAKEN = """
    SELECT count(*), count(*) FILTER (WHERE person_id IS NULL OR done_at IS NULL OR answered_at = started_at
        OR EXISTS (SELECT FROM contacts_matter m WHERE m.contact_id = c.id AND m.outcome = ''))
    FROM contacts_contact c WHERE channel IN ('phone', 'visit')
"""
_WITHOUT_FORM = """
    SELECT s.code, count(c.id) FILTER (WHERE c.channel = 'phone'), count(c.id) FILTER (WHERE c.channel = 'visit')
    FROM services_service s LEFT JOIN contacts_matter m ON m.service = s.code
    LEFT JOIN contacts_contact c ON c.id = m.contact_id WHERE NOT s.has_form GROUP BY 1
"""
_OWN = """
    SELECT r.state FROM requests_request r JOIN people_signinlink l ON l.person_id = r.person_id
    JOIN access_user u ON u.id = l.user_id WHERE u.email = 'resident@demo.example' ORDER BY 1
"""
_CAME_BY = """
    SELECT count(DISTINCT r.id), count(*) FILTER (WHERE c.person_id <> r.person_id OR c.started_at > r.closed_at),
           count(*) FILTER (WHERE m.reason = 'progress')
    FROM requests_request r LEFT JOIN requests_requestcontact l ON l.request_id = r.id
    LEFT JOIN contacts_contact c ON c.id = l.contact_id LEFT JOIN contacts_matter m ON m.contact_id = c.id
"""


# An account that staff opened has an email of its own.
_STRANGERS = """
    SELECT count(*) FROM (SELECT person_id FROM people_contactpoint WHERE kind = 'email'
        AND value NOT LIKE 'helped%@town.example' AND person_id IN
        (SELECT person_id FROM people_identity) GROUP BY person_id HAVING count(*) > 1) AS several
"""
"""People of the town to whose record a form brought the address of somebody else: each has one at most."""


def test_it_says_which_port_is_taken(home: Path) -> None:
    port = free_pair()
    with socket.socket() as squatter:
        squatter.bind(("127.0.0.1", port + 1))
        squatter.listen()
        command = [sys.executable, "-m", "frontdesk.console.main", "demo", "--port", str(port)]
        settings = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        done = subprocess.run(
            command, env=settings | {"FRONTDESK_HOME": str(home)}, capture_output=True, text=True, check=False
        )
    assert done.returncode == 1
    assert f"Port {port + 1} is taken" in done.stderr
