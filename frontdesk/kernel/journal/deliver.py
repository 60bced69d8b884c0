"""Handing journal entries to reactions by a cursor that cannot lose rows.

Ids are given out before commit, so "id > last seen" skips a slow transaction's rows for ever. The cursor is
(transaction id, entry id) and reads only below the oldest transaction still running.
"""

from typing import Any

from django.db import connection, transaction

from frontdesk.kernel.journal.entries import from_row
from frontdesk.kernel.journal.reactions import Reaction, reactions

BATCH = 500

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

    Safe beside other workers: a cursor that another holds is skipped until the next round.
    """
    return sum(_deliver_one(council, wanted) for wanted in reactions())


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
                "UPDATE kernel_cursor SET xact = %s, entry = %s WHERE council_id = %s AND reaction = %s",
                [rows[-1][-1], rows[-1][0], council, wanted.name],
            )
        total += len(rows)
        if len(rows) < BATCH:
            return total


def _lock_cursor(cursor: Any, council: int, name: str) -> tuple[int, int] | None:
    """The reaction's position, locked for this transaction; None while another worker holds it."""
    locked = "SELECT xact, entry FROM kernel_cursor WHERE council_id = %s AND reaction = %s FOR UPDATE SKIP LOCKED"
    cursor.execute(locked, [council, name])
    found = cursor.fetchone()
    if found is None:
        cursor.execute(
            # From the beginning, which a restore into a younger server moves below zero.
            "INSERT INTO kernel_cursor (council_id, reaction, xact, entry) VALUES (%s, %s, -9223372036854775808, 0)"
            " ON CONFLICT DO NOTHING",
            [council, name],
        )
        cursor.execute(locked, [council, name])
        found = cursor.fetchone()
    return None if found is None else (int(found[0]), int(found[1]))
