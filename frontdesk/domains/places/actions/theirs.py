"""What imports wrote and were not taken back: a council's pack leaves these rows as they are."""

from django.db import connection
from psycopg import sql

from frontdesk.domains.places import models
from frontdesk.domains.places.actions.brought import Table, parts_of
from frontdesk.kernel.bulk import Staging


def leave_to_imports(council: int, table: Table, staging: Staging) -> int:
    """Take the rows that imports wrote out of those staged; how many of them stand otherwise than was staged."""
    if not models.Imported.objects.filter(council_id=council, kind=table.kind).exists():
        return 0
    staging.analyse()
    statement = sql.SQL(
        "WITH kept AS (DELETE FROM {staging} s USING {table} held WHERE held.council_id = %s AND {held_key} ="
        " {given_key} AND {held_text} IN (SELECT key FROM places_imported WHERE council_id = %s AND kind = %s)"
        " RETURNING {given} IS DISTINCT FROM {held} AS differs) SELECT count(*) FILTER (WHERE differs) FROM kept"
    ).format(**parts_of(table, staging.name))
    with connection.cursor() as cursor:
        cursor.execute(statement, [council, council, table.kind])
        return int(cursor.fetchone()[0])
