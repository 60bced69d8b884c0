"""Taking an import of places back: what stood before stands again, but where something changed since."""

from django.db import connection, transaction
from psycopg import sql

from frontdesk.domains.places import policy
from frontdesk.domains.places.actions.brought import POSTCODES, Table, digest_of
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import require
from frontdesk.kernel.imports import Undone


def undo_postcodes(actor: Actor, *, run: int) -> Undone:
    """Put postcodes back as they were; those the run added go. Those that were changed since stay and are counted."""
    require(policy.may_load(actor), "Only an administrator may take an import back.")
    with transaction.atomic():
        back = put_back(actor.council, POSTCODES, run)
        gone = _take(actor.council, POSTCODES, run)
        return Undone(back + gone, forget(actor.council, POSTCODES, run))


def put_back(council: int, table: Table, run: int) -> int:
    """Give the rows that the run changed, and nobody since, what they held before; how many."""
    given = sql.SQL(", ").join(
        sql.SQL("{0} = old.{0}").format(sql.Identifier(name)) for name in table.columns if name != table.key
    )
    return _each(
        sql.SQL(
            "WITH done AS (UPDATE {table} held SET {given} FROM places_imported b,"
            " jsonb_populate_record(NULL::{table}, b.was) old WHERE {ours} AND b.was IS NOT NULL RETURNING b.id)"
        ),
        council, table, run, given=given,
    )  # fmt: skip


def _take(council: int, table: Table, run: int) -> int:
    """Delete the rows that the run added, and nobody changed since; how many."""
    return _each(
        sql.SQL(
            "WITH done AS (DELETE FROM {table} held USING places_imported b WHERE {ours} AND b.was IS NULL"
            " RETURNING b.id)"
        ),
        council, table, run,
    )  # fmt: skip


def forget(council: int, table: Table, run: int) -> int:
    """Forget what is left of the run; how many rows stay as they are, because they were changed since."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM places_imported WHERE council_id = %s AND run = %s AND kind = %s", [council, run, table.kind]
        )
        return int(cursor.rowcount)


def _each(statement: sql.SQL, council: int, table: Table, run: int, **parts: sql.Composable) -> int:
    """Run a statement whose `done` gives what the run had kept of each row; forget that, and say how many."""
    ours = sql.SQL(
        "b.council_id = %s AND b.run = %s AND b.kind = %s AND held.council_id = b.council_id"
        " AND held.{key} = b.key::{type} AND b.left_as = {digest}"
    ).format(
        key=sql.Identifier(table.key), type=sql.SQL(table.key_type),
        digest=digest_of("held", table),
    )  # fmt: skip
    whole = statement.format(table=sql.Identifier(table.name), ours=ours, **parts) + sql.SQL(
        " DELETE FROM places_imported WHERE id IN (SELECT id FROM done)"
    )
    with connection.cursor() as cursor:
        cursor.execute(whole, [council, run, table.kind])
        return int(cursor.rowcount)
