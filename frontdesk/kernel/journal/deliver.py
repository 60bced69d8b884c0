"""Handing journal entries to reactions by a cursor that cannot lose rows.

Ids are given out before commit, so "id > last seen" skips a slow transaction's rows for ever. The cursor is
(transaction id, entry id) and reads only below the oldest transaction still running.
"""

from typing import Any

import structlog
from django.db import connection, transaction

from frontdesk.kernel import clock
from frontdesk.kernel.journal.entries import from_row
from frontdesk.kernel.journal.reactions import Reaction, reactions

log = structlog.get_logger()
BATCH = 500
LONGEST_REST = 300

_READ = """
    SELECT id, council_id, kind, thing_type, thing_id, person_id, user_id, token_id, via, data, happened_at,
           recorded_at, xact
    FROM kernel_journal
    WHERE council_id = %(council)s AND (kind = ANY(%(kinds)s) OR %(kinds)s = '{}')
      AND (xact > %(xact)s OR (xact = %(xact)s AND id > %(entry)s))
      AND (xact < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
           OR xact = pg_current_xact_id_if_assigned()::text::bigint)
    ORDER BY xact, id LIMIT %(limit)s
"""
# The second arm lets a test that lives in one transaction read its own entries; in the worker the delivery
# transaction has written nothing before it reads, so the arm matches nothing.


def deliver(council: int) -> int:
    """Hand the council's new entries to every reaction; returns how many were handed over.

    Safe beside other workers: a cursor that another holds is skipped until the next round. A reaction that fails
    keeps its entries, rests for 2, 4, 8 seconds and so on to five minutes, and stops none of the others; the faults
    of all are raised together at the end.
    """
    total, faults = 0, []
    for wanted in reactions():
        try:
            total += _deliver_one(council, wanted)
        except Exception as fault:
            log.exception("news.failed", council=council, reaction=wanted.name)
            _rest(council, wanted.name)
            faults.append(fault)
    if faults:
        raise ExceptionGroup("Reactions failed", faults)
    return total


def failing() -> dict[str, int]:
    """The reactions that failed when they last ran, with the number of councils (of those acted for)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reaction, count(*) FROM kernel_cursor WHERE failures > 0 GROUP BY 1 ORDER BY 1")
        return dict(cursor.fetchall())


def _deliver_one(council: int, wanted: Reaction) -> int:
    total = 0
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            position = _lock_cursor(cursor, council, wanted.name)
            if position is None:
                return total
            cursor.execute(
                _READ,
                {
                    "council": council,
                    "kinds": list(wanted.kinds),
                    "xact": position[0],
                    "entry": position[1],
                    "limit": BATCH,
                },
            )
            rows = cursor.fetchall()
            if not rows:
                return total
            wanted.run([from_row(row[:-1]) for row in rows])
            cursor.execute(
                "UPDATE kernel_cursor SET xact = %s, entry = %s, failures = 0, rests_until = NULL"
                " WHERE council_id = %s AND reaction = %s",
                [rows[-1][-1], rows[-1][0], council, wanted.name],
            )
        total += len(rows)
        if len(rows) < BATCH:
            return total


def _rest(council: int, name: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        _lock_cursor(cursor, council, name)  # its first row went with the failed delivery
        cursor.execute(
            "UPDATE kernel_cursor SET failures = failures + 1,"
            " rests_until = %s + least(2 ^ least(failures + 1, 9), %s) * interval '1 second'"
            " WHERE council_id = %s AND reaction = %s",
            [clock.now(), LONGEST_REST, council, name],
        )


def _lock_cursor(cursor: Any, council: int, name: str) -> tuple[int, int] | None:
    """The reaction's position, locked for this transaction; None while it rests or another worker holds it."""
    locked = (
        "SELECT xact, entry FROM kernel_cursor WHERE council_id = %s AND reaction = %s"
        " AND (rests_until IS NULL OR rests_until <= %s) FOR UPDATE SKIP LOCKED"
    )
    values = [council, name, clock.now()]
    cursor.execute(locked, values)
    found = cursor.fetchone()
    if found is None:
        cursor.execute(
            # From the beginning, which a restore into a younger server moves below zero.
            "INSERT INTO kernel_cursor (council_id, reaction, xact, entry) VALUES (%s, %s, -9223372036854775808, 0)"
            " ON CONFLICT DO NOTHING",
            [council, name],
        )
        cursor.execute(locked, values)
        found = cursor.fetchone()
    return None if found is None else (int(found[0]), int(found[1]))
