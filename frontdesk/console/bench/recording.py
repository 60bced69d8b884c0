"""Recording contacts by the verb, one by one and in batches, beside pgbench writing the same rows (DESIGN 6)."""

import os
import re
import subprocess
import tempfile
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import connection
from psycopg import conninfo

from frontdesk.console import programs
from frontdesk.console.bench.meter import measure
from frontdesk.domains.access import actions as access
from frontdesk.domains.access import queries as sign_ins
from frontdesk.domains.contacts import actions
from frontdesk.domains.contacts.types import ContactIn, MatterIn, WrapUp
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor

SINGLE, BATCHES, BATCH, BENCH_SECONDS = 300, 20, 100, 6

# The rows of one contact with one matter and its journal entry, in one transaction, as the verb writes them.
_SCRIPT = """
\\set person random({first}, {last})
BEGIN;
WITH made AS (
  INSERT INTO contacts_contact (council_id, channel, direction, person_id, token_id, started_at, answered_at, ended_at,
    done_at, local_day, assisted) VALUES ({council}, 'phone', 'in', :person, {token}, now(), now(), now(), now(),
    current_date, false) RETURNING id
), matter AS (
  INSERT INTO contacts_matter (council_id, contact_id, position, service, reason, outcome, demand, demand_reason,
    avoidable, offered, declined_why) SELECT {council}, id, 1, 'missed-bin', 'report', 'answered', 'value', '', false,
    'no', '' FROM made
)
INSERT INTO kernel_journal (council_id, kind, thing_type, thing_id, person_id, token_id, via, data, happened_at,
    recorded_at) SELECT {council}, 'contacts.recorded', 'contact', id, :person, {token}, 'phone',
    '{{"services": ["missed-bin"]}}', now(), now() FROM made;
COMMIT;
"""


def measure_recording(council: int, user: int, first: int, people: int) -> dict[str, Any]:
    """What one contact costs by the verb, alone and in a batch, and how many a second, beside the database's limit."""
    token = sign_ins.token_by_secret(access.create_token(Actor.system(council), label="Bench", scopes=["contacts"]))
    if token is None:
        raise RuntimeError("The token just made is not there.")
    client = sign_ins.actor_for_token(token)

    def one(n: int) -> ContactIn:
        at = clock.now() - timedelta(minutes=5)
        matter = MatterIn("missed-bin", "report", WrapUp("answered", "value", "", False, "no"))
        return ContactIn("phone", at, person=first + (n * 31) % people, answered_at=at, ended_at=at, matters=(matter,))

    def single(n: int) -> None:
        row = one(n)
        actions.record_contact(
            client, channel=row.channel, started_at=row.started_at, person=row.person, answered_at=row.answered_at,
            ended_at=row.ended_at, matters=row.matters,
        )  # fmt: skip

    def batch(n: int) -> None:
        answers = actions.record_contacts(client, rows=[one(n * BATCH + k) for k in range(BATCH)])
        if any(answer.refused for answer in answers):
            raise RuntimeError(next(answer.refused for answer in answers if answer.refused))

    alone = measure("One contact", single, times=SINGLE)
    many = measure(f"A batch of {BATCH} contacts", batch, times=BATCHES)
    limit = _pgbench(council, token.id, first, people)
    return {
        "single": asdict(alone), "batch": asdict(many), "batch_size": BATCH, "pgbench": limit,
        "single_each_second": 1000 / alone.median, "batch_each_second": BATCH * 1000 / many.median,
    }  # fmt: skip


def _pgbench(council: int, token: int, first: int, people: int) -> float:
    """Transactions a second that one client of pgbench reaches with the same rows, as the application; 0 if absent."""
    parts = conninfo.conninfo_to_dict(os.environ["DATABASE_URL"])
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder, "contact.sql")
        script.write_text(_SCRIPT.format(council=council, token=token, first=first, last=first + people - 1))
        environment = {
            **os.environ,
            "PGHOST": str(parts["host"]), "PGPORT": str(parts["port"]), "PGUSER": str(parts["user"]),
            "PGPASSWORD": str(parts["password"]), "PGDATABASE": str(parts["dbname"]),
            "PGOPTIONS": f"-c app.councils={{{council}}}",
        }  # fmt: skip
        command = [programs.client("pgbench", _server_major()), "--no-vacuum", "--client=1"]
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
