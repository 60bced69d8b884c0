"""Taking an import of customers back: those nobody has worked with since go."""

from collections.abc import Iterator, Sequence
from functools import partial

from django.db import connection, transaction

from frontdesk.domains.people import policy
from frontdesk.domains.people.types import CREATED
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.bulk import BATCH, remove
from frontdesk.kernel.errors import require
from frontdesk.kernel.imports import Undone

# Whoever begins work for one of these waits until they are gone, and then finds nobody.
_LOCKED = """
SELECT p.id FROM people_person p WHERE p.council_id = %s AND p.import_run = %s AND p.id > %s
ORDER BY p.id LIMIT %s FOR UPDATE
"""
# Whatever is done for a customer, or to a record, leaves a line in the journal.
_IDLE = """
SELECT p.id FROM people_person p WHERE p.council_id = %s AND p.id = ANY(%s)
  AND NOT EXISTS (SELECT 1 FROM kernel_journal j
                  WHERE j.council_id = p.council_id AND j.person_id = p.id AND j.kind <> %s)
ORDER BY p.id
"""
_OWN = ("people_identity", "people_nameword", "people_contactpoint", "people_personaddress")


def undo_import(actor: Actor, *, run: int) -> Undone:
    """Remove the customers that a run brought in, all or none; those with any work since stay and are counted."""
    require(policy.may_load(actor))
    brought = removed = 0
    with transaction.atomic():
        for ids in _locked(actor.council, run):
            brought += len(ids)
            removed += remove(_idle(actor.council, ids), partial(_delete, actor.council))
    return Undone(removed, brought - removed)


def _locked(council: int, run: int) -> Iterator[list[int]]:
    """The run's customers, batch by batch, each locked before it is looked at."""
    last = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_LOCKED, [council, run, last, BATCH])
            ids = [id_ for (id_,) in cursor.fetchall()]
        if not ids:
            return
        yield ids
        last = ids[-1]


def _idle(council: int, ids: Sequence[int]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_IDLE, [council, list(ids), CREATED])
        return [id_ for (id_,) in cursor.fetchall()]


def _delete(council: int, ids: Sequence[int]) -> int:
    """Delete these with what is their own."""
    with connection.cursor() as cursor:
        for table in _OWN:
            cursor.execute(f"DELETE FROM {table} WHERE council_id = %s AND person_id = ANY(%s)", [council, list(ids)])
        cursor.execute("DELETE FROM people_person WHERE council_id = %s AND id = ANY(%s)", [council, list(ids)])
        return int(cursor.rowcount)
