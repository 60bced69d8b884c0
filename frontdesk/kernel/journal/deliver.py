"""Handing journal entries to reactions by a cursor that cannot lose rows.

Ids are given out before commit, so "id > last seen" skips a slow transaction's rows for ever. The cursor is
(transaction id, entry id) and reads only below the oldest transaction still running. It moves on over entries that its
reaction does not want, so that nobody reads them again.
"""

from contextlib import suppress
from typing import Any

import structlog
from django.db import connection, transaction

from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, require
from frontdesk.kernel.journal.entries import Entry, from_row, write
from frontdesk.kernel.journal.reactions import Reaction, reactions

log = structlog.get_logger()
BATCH = 500
LONGEST_REST = 300
SKIPPED = "kernel.news_skipped"

Place = tuple[int, int]
"""Where a cursor stands: transaction id and entry id."""

_SETTLED = """(xact < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
           OR xact = pg_current_xact_id_if_assigned()::text::bigint)"""
# The second arm lets a test that lives in one transaction read its own entries; in the worker the delivery
# transaction has written nothing before it reads, so the arm matches nothing.

_READ = f"""
    SELECT id, council_id, kind, thing_type, thing_id, person_id, user_id, token_id, via, data, happened_at,
           recorded_at, xact
    FROM kernel_journal
    WHERE council_id = %(council)s AND (kind = ANY(%(kinds)s) OR %(kinds)s = '{{}}')
      AND (xact > %(xact)s OR (xact = %(xact)s AND id > %(entry)s))
      AND {_SETTLED}
    ORDER BY xact, id LIMIT %(limit)s
"""
_NEWEST = f"""
    SELECT xact, id FROM kernel_journal WHERE council_id = %(council)s AND {_SETTLED}
    ORDER BY xact DESC, id DESC LIMIT 1
"""
_AT_REST = f"""
    WITH newest AS ({_NEWEST})
    SELECT reaction FROM kernel_cursor c WHERE council_id = %(council)s
      AND (rests_until > %(now)s OR NOT EXISTS (SELECT FROM newest n WHERE (n.xact, n.id) > (c.xact, c.entry)))
"""


def deliver(council: int) -> int:
    """Hand the council's new entries to every reaction; returns how many were handed over.

    Safe beside other workers: a cursor that another holds is skipped until the next round. A reaction that fails
    keeps its entries, rests for 2, 4, 8 seconds and so on to five minutes, and stops none of the others; the faults
    of all are raised together at the end.
    """
    total, faults, at_rest = 0, [], _at_rest(council)
    for wanted in (each for each in reactions() if each.name not in at_rest):
        try:
            total += _deliver_patiently(council, wanted)
        except Exception as fault:
            log.exception("news.failed", council=council, reaction=wanted.name)
            _rest(council, wanted.name)
            faults.append(fault)
    if faults:
        raise ExceptionGroup("Reactions failed", faults)
    return total


def _at_rest(council: int) -> set[str]:
    """The reactions for which there is nothing new, and those that rest after a fault: one question for all of them."""
    with connection.cursor() as cursor:
        cursor.execute(_AT_REST, {"council": council, "now": clock.now()})
        return {row[0] for row in cursor.fetchall()}


def _deliver_patiently(council: int, wanted: Reaction) -> int:
    """Deliver in batches; where one fails, entry by entry, so that only those behind the bad one wait."""
    with suppress(Exception):
        return _deliver_one(council, wanted)
    return _deliver_one(council, wanted, at_once=1)


def stuck(council: int) -> dict[str, Entry]:
    """The entry over which each failing reaction of the council fails."""
    found: dict[str, Entry] = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT reaction FROM kernel_cursor WHERE council_id = %s AND failures > 0", [council])
        failing_ones = {row[0] for row in cursor.fetchall()}
        for wanted in (one for one in reactions() if one.name in failing_ones):
            rows = _read(cursor, council, wanted, _position(cursor, council, wanted.name), limit=1)
            if rows:
                found[wanted.name] = from_row(rows[0][:-1])
    return found


def skip(actor: Actor, *, reaction: str) -> Entry:
    """Pass over the entry that a reaction fails over: it will never react to it. NotFound when it fails over none.

    That it was passed over is written in the journal; the other entries go on at once.
    """
    require(actor.is_system)
    wanted = next((one for one in reactions() if one.name == reaction), None)
    with transaction.atomic(), connection.cursor() as cursor:
        entry = stuck(actor.council).get(reaction)
        if wanted is None or entry is None:
            raise NotFound(f"{reaction} fails over nothing here.")
        (row,) = _read(cursor, actor.council, wanted, _position(cursor, actor.council, reaction), limit=1)
        _move(cursor, actor.council, reaction, _place(row))
        write(actor, SKIPPED, thing=(entry.thing_type, entry.thing_id), data={"entry": entry.id, "reaction": reaction})
    return entry


def failing() -> dict[str, int]:
    """The reactions that failed when they last ran, with the number of councils (of those acted for)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reaction, count(*) FROM kernel_cursor WHERE failures > 0 GROUP BY 1 ORDER BY 1")
        return dict(cursor.fetchall())


def _deliver_one(council: int, wanted: Reaction, *, at_once: int = BATCH) -> int:
    total = 0
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            position, newest = _lock_cursor(cursor, council, wanted.name), _newest(cursor, council)
            if position is None or newest is None or position >= newest:
                return total
            rows = _read(cursor, council, wanted, position, limit=at_once)
            if rows:
                wanted.run([from_row(row[:-1]) for row in rows])
            last = _place(rows[-1]) if rows else newest
            _move(cursor, council, wanted.name, last if len(rows) == at_once else max(last, newest))
        total += len(rows)
        if len(rows) < at_once:
            return total


def _read(cursor: Any, council: int, wanted: Reaction, position: tuple[int, int], *, limit: int) -> list[Any]:
    kinds = list(wanted.kinds)
    values = {"council": council, "kinds": kinds, "xact": position[0], "entry": position[1], "limit": limit}
    cursor.execute(_READ, values)
    return list(cursor.fetchall())


def _newest(cursor: Any, council: int) -> Place | None:
    """The newest entry that no running transaction can still come before."""
    cursor.execute(_NEWEST, {"council": council})
    found = cursor.fetchone()
    return (int(found[0]), int(found[1])) if found else None


def _place(row: Any) -> Place:
    return int(row[-1]), int(row[0])


def _move(cursor: Any, council: int, name: str, place: Place) -> None:
    """Let the reaction's cursor stand behind this place; whatever it failed over is behind it."""
    cursor.execute(
        "UPDATE kernel_cursor SET xact = %s, entry = %s, failures = 0, rests_until = NULL"
        " WHERE council_id = %s AND reaction = %s",
        [*place, council, name],
    )


def _position(cursor: Any, council: int, name: str) -> Place:
    cursor.execute(
        "SELECT xact, entry FROM kernel_cursor WHERE council_id = %s AND reaction = %s FOR UPDATE", [council, name]
    )
    xact, entry = cursor.fetchone()
    return int(xact), int(entry)


def _rest(council: int, name: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        _lock_cursor(cursor, council, name)  # its first row went with the failed delivery
        cursor.execute(
            "UPDATE kernel_cursor SET failures = failures + 1,"
            " rests_until = %s + least(2 ^ least(failures + 1, 9), %s) * interval '1 second'"
            " WHERE council_id = %s AND reaction = %s",
            [clock.now(), LONGEST_REST, council, name],
        )


def _lock_cursor(cursor: Any, council: int, name: str) -> Place | None:
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
