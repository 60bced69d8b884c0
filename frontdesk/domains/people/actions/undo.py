"""Taking an import of customers back: those nobody has worked with since go."""

from collections.abc import Sequence
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
# Whatever is done for a customer, or to a record, leaves a line in the journal; that another was joined to it, that it
# may act for another, or is related to one, does so in the journal of the other.
_IDLE = """
SELECT p.id FROM people_person p WHERE p.council_id = %s AND p.id = ANY(%s)
  AND NOT EXISTS (SELECT 1 FROM kernel_journal j
                  WHERE j.council_id = p.council_id AND j.person_id = p.id AND j.kind <> %s)
  AND NOT EXISTS (SELECT 1 FROM people_join j WHERE j.council_id = p.council_id AND j.into_id = p.id)
  AND NOT EXISTS (SELECT 1 FROM people_authority a WHERE a.council_id = p.council_id AND a.by_id = p.id)
  AND NOT EXISTS (SELECT 1 FROM people_relation r WHERE r.council_id = p.council_id AND r.other_id = p.id)
ORDER BY p.id
"""
_OWN = ("people_identity", "people_nameword", "people_contactpoint", "people_personaddress")


def undo_import(actor: Actor, *, run: int, after: str = "") -> Undone:
    """Remove the next customers that a run brought in, after those `after` which the last piece ended (`Undone.upto`).

    Those with any work since stay and are counted.
    """
    require(policy.may_load(actor))
    with transaction.atomic():
        ids = _locked(actor.council, run, int(after or 0))
        removed = remove(_idle(actor.council, ids), partial(_delete, actor.council))
    return Undone(removed, len(ids) - removed, str(ids[-1]) if len(ids) == BATCH else "")


def _locked(council: int, run: int, after: int) -> list[int]:
    """The run's next customers, each locked before it is looked at."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCKED, [council, run, after, BATCH])
        return [id_ for (id_,) in cursor.fetchall()]


def _idle(council: int, ids: Sequence[int]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_IDLE, [council, list(ids), CREATED])
        return [id_ for (id_,) in cursor.fetchall()]


def _delete(council: int, ids: Sequence[int]) -> int:
    """Delete these with what is their own."""
    with connection.cursor() as cursor:
        for table in _OWN:
            cursor.execute(f"DELETE FROM {table} WHERE council_id = %s AND person_id = ANY(%s)", [council, list(ids)])
        for column in ("lower_id", "higher_id"):
            pairs = f"DELETE FROM people_joinproposal WHERE council_id = %s AND {column} = ANY(%s)"
            cursor.execute(pairs, [council, list(ids)])
        cursor.execute("DELETE FROM people_person WHERE council_id = %s AND id = ANY(%s)", [council, list(ids)])
        return int(cursor.rowcount)
