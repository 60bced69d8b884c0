"""Contacts recorded through the API, one by one and in batches, beside pgbench writing the same rows (DESIGN 6)."""

import json
import os
import re
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import connection
from psycopg import conninfo

from frontdesk.console import programs
from frontdesk.console.bench.meter import spending
from frontdesk.console.bench.server import Served
from frontdesk.domains.access import actions as access
from frontdesk.domains.access import queries as sign_ins
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor

# As many clients as `frontdesk serve` has threads: two may both have come to one of its processes.
CLIENTS, SINGLE, BATCHES, BATCH, BENCH_SECONDS = 8, 400, 80, 100, 8
WARM = 16
"""Clients that send something first, so that each process has loaded what the call needs before it is measured."""
PER_MINUTE = 1_000_000
"""A limit that is never met, so that each call is counted as a real client's is."""

# Contacts with one matter each and their journal entries, in one transaction, as the verb writes them.
_SCRIPT = """
BEGIN;
WITH given AS MATERIALIZED (
  SELECT nextval(pg_get_serial_sequence('contacts_contact', 'id')) AS id,
         {first} + floor(random() * {people})::bigint AS person FROM generate_series(1, {rows})
), made AS (
  INSERT INTO contacts_contact (id, council_id, channel, direction, person_id, token_id, started_at, answered_at,
    ended_at, done_at, local_day, assisted)
  SELECT id, {council}, 'phone', 'in', person, {token}, now(), now(), now(), now(), current_date, false FROM given
), matter AS (
  INSERT INTO contacts_matter (council_id, contact_id, position, service, reason, outcome, demand, demand_reason,
    avoidable, offered, declined_why)
  SELECT {council}, id, 1, 'missed-bin', 'report', 'answered', 'value', '', false, 'no', '' FROM given
)
INSERT INTO kernel_journal (council_id, kind, thing_type, thing_id, person_id, token_id, via, data, happened_at,
    recorded_at) SELECT {council}, 'contacts.recorded', 'contact', id, person, {token}, 'phone',
    '{{"services": ["missed-bin"]}}', now(), now() FROM given;
COMMIT;
"""


@dataclass(frozen=True)
class Recorded:
    """How many contacts a second the API took and pgbench wrote, and milliseconds of CPU each cost us."""

    rows: int
    rate: float
    limit: float
    cpu: float
    database: float

    @property
    def share(self) -> float:
        """The API's rate as a per cent of pgbench's, which sent as many at a time from as many clients."""
        return 100 * self.rate / self.limit


def measure_recording(server: Served, council: int, first: int, people: int) -> list[dict[str, Any]]:
    """One contact a call, and a batch a call; the database's limit for each in the same number of rows and clients."""
    admin = Actor.system(council)
    secret = access.create_token(admin, label="bench", scopes=["contacts"], per_minute=PER_MINUTE)
    token = sign_ins.token_by_secret(secret)
    assert token is not None
    script = {"council": council, "first": first, "people": people, "token": token.id}
    found = [
        _measure(server, secret, script, rows=1, calls=SINGLE),
        _measure(server, secret, script, rows=BATCH, calls=BATCHES),
    ]
    return [asdict(one) | {"share": one.share} for one in found]


def _measure(server: Served, secret: str, script: dict[str, int], *, rows: int, calls: int) -> Recorded:
    address, expected = ("/api/v1/contacts", 201) if rows == 1 else ("/api/v1/contacts/batch", 200)

    def client(bodies: list[bytes]) -> None:
        browser = server.browser(Authorization=f"Bearer {secret}")
        for body in bodies:
            browser.send(address, body, expected)

    def written(number: int, times: int) -> list[bytes]:
        return [_written(script, number + n * rows, rows) for n in range(times)]

    for number in range(WARM):
        client(written(number, 1))
    # Written before the clock starts: it is the server that is measured, and this process has the same two cores.
    told = [written(number, calls // CLIENTS) for number in range(CLIENTS)]
    before = _contacts(script["council"])
    started = time.perf_counter()
    with spending(server.cpu) as spent, ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(client, told))
    taken = time.perf_counter() - started
    made = _contacts(script["council"]) - before
    if made != calls * rows:
        raise RuntimeError(f"{calls * rows} contacts were sent and {made} recorded")
    limit = _pgbench(script | {"rows": rows}) * rows
    return Recorded(rows, made / taken, limit, spent.ours * 1000 / made, spent.database * 1000 / made)


def _written(script: dict[str, int], start: int, rows: int) -> bytes:
    """A call with so many contacts, of customers from all over."""
    some = [_contact(script["first"] + (start + k) * 31 % script["people"]) for k in range(rows)]
    return json.dumps(some[0] if rows == 1 else {"contacts": some}).encode()


def _contact(person: int) -> dict[str, Any]:
    at = (clock.now() - timedelta(minutes=5)).isoformat()
    matter = {"service": "missed-bin", "reason": "report", "outcome": "answered", "demand": "value",
              "avoidable": False, "offered": "no"}  # fmt: skip
    return {"channel": "phone", "person": person, "started_at": at, "answered_at": at, "matters": [matter]}


def _contacts(council: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM contacts_contact WHERE council_id = %s", [council])
        return int(cursor.fetchone()[0])


def _pgbench(values: dict[str, int]) -> float:
    """Transactions a second that as many clients of pgbench reach with the same rows, as the application."""
    parts = conninfo.conninfo_to_dict(os.environ["DATABASE_URL"])
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder, "contact.sql")
        script.write_text(_SCRIPT.format(**values))
        environment = {
            **os.environ,
            "PGHOST": str(parts["host"]), "PGPORT": str(parts["port"]), "PGUSER": str(parts["user"]),
            "PGPASSWORD": str(parts["password"]), "PGDATABASE": str(parts["dbname"]),
            "PGOPTIONS": f"-c app.councils={{{values['council']}}}",
        }  # fmt: skip
        command = [programs.client("pgbench", _server_major()), "--no-vacuum", f"--client={CLIENTS}"]
        command += [f"--time={BENCH_SECONDS}", "--protocol=prepared", f"--file={script}"]
        ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    found = re.search(r"tps = ([0-9.]+)", ended.stdout)
    if ended.returncode or found is None:
        raise RuntimeError(f"pgbench failed: {programs.last_line(ended.stderr)}")
    return float(found[1])


def _server_major() -> int:
    """The major release of the server that is measured."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0]) // 10_000
