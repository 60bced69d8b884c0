"""What a run of an import does to rows, kept so that it can be taken back."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from psycopg import sql

from frontdesk.kernel.bulk import Staging

ADDED, CHANGED, SAME = "added", "changed", "same"


@dataclass(frozen=True)
class Table:
    """A table that imports write: what its rows are known by, and what else they bring.

    `follows` are columns that are worked out from other rows: another value in them alone is no change of the row.
    """

    name: str
    kind: str
    key: str
    columns: tuple[str, ...]
    follows: tuple[str, ...] = ()
    key_type: str = "bigint"

    @property
    def own(self) -> tuple[str, ...]:
        """The columns that tell whether a row is as it was left."""
        return tuple(name for name in self.columns if name not in (self.key, *self.follows))


STREETS = Table(
    "places_street", "street", "usrn",
    ("usrn", "name", "locality", "town", "name_key", "start_easting", "start_northing", "end_easting", "end_northing"),
)  # fmt: skip
ADDRESSES = Table(
    "places_address", "address", "uprn",
    ("uprn", "street_id", "organisation", "flat", "building", "number", "postcode_norm", "easting", "northing",
     "latitude", "longitude", "classification", "status", "parent_uprn", "authority", "collection_round", "ward",
     "search_key", "sort_key"),
    ("ward",),
)  # fmt: skip
POSTCODES = Table(
    "places_postcode", "postcode", "postcode_norm",
    ("postcode_norm", "easting", "northing", "quality", "authority", "introduced", "ended"),
    key_type="text",
)  # fmt: skip


def merge(council: int, table: Table, staging: Staging, run: int | None) -> list[str]:
    """Bring the table up to the staged rows; what became of each, in their order: added, changed or same.

    With a run, what stood before is kept with it. Of a row that a run writes twice, what stood before the first.
    """
    became = _compared(council, table, staging)
    if run is not None and set(became) != {SAME}:
        _keep(council, table, staging, run)
    staging.merge(council, [table.key])
    return became


def _compared(council: int, table: Table, staging: Staging) -> list[str]:
    """The rows' own columns decide what is the same; the merge writes those that follow all the same."""
    statement = sql.SQL(
        "SELECT CASE WHEN held.id IS NULL THEN 'added' WHEN {given} IS DISTINCT FROM {held} THEN 'changed' ELSE 'same'"
        " END FROM {staging} s LEFT JOIN {table} held ON held.council_id = %s AND held.{key} = s.{key}"
        " ORDER BY s.staged_number"
    ).format(given=row_of("s", table.own), held=row_of("held", table.own), **_names(table, staging.name))
    with connection.cursor() as cursor:
        cursor.execute(statement, [council])
        return [became for (became,) in cursor.fetchall()]


def _keep(council: int, table: Table, staging: Staging, run: int) -> None:
    statement = sql.SQL(
        "INSERT INTO places_imported (council_id, run, kind, key, was, left_as)"
        " SELECT %s, %s, %s, s.{key}::text, CASE WHEN held.id IS NOT NULL THEN to_jsonb(held) END, {digest}"
        " FROM {staging} s LEFT JOIN {table} held ON held.council_id = %s AND held.{key} = s.{key}"
        " WHERE held.id IS NULL OR {given} IS DISTINCT FROM {held}"
        " ON CONFLICT (council_id, run, kind, key) DO UPDATE SET left_as = EXCLUDED.left_as"
    ).format(
        given=row_of("s", table.own), held=row_of("held", table.own), digest=digest_of("s", table),
        **_names(table, staging.name),
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(statement, [council, run, table.kind, council])


def keep_held(council: int, table: Table, keys: Sequence[object], run: int) -> None:
    """Keep what stands in these rows: a change of theirs follows, after which call `leave`."""
    statement = sql.SQL(
        "INSERT INTO places_imported (council_id, run, kind, key, was, left_as)"
        " SELECT %s, %s, %s, held.{key}::text, to_jsonb(held), '' FROM {table} held"
        " WHERE held.council_id = %s AND held.{key} = ANY(%s) ON CONFLICT (council_id, run, kind, key) DO NOTHING"
    ).format(**_names(table, table.name))
    with connection.cursor() as cursor:
        cursor.execute(statement, [council, run, table.kind, council, list(keys)])


def leave(council: int, table: Table, keys: Sequence[object], run: int) -> None:
    """Note how the run left these rows."""
    statement = sql.SQL(
        "UPDATE places_imported b SET left_as = {digest} FROM {table} held WHERE b.council_id = %s AND b.run = %s"
        " AND b.kind = %s AND b.key = held.{key}::text AND held.council_id = %s AND held.{key} = ANY(%s)"
    ).format(digest=digest_of("held", table), **_names(table, table.name))
    with connection.cursor() as cursor:
        cursor.execute(statement, [council, run, table.kind, council, list(keys)])


def row_of(alias: str, columns: Sequence[str]) -> sql.Composed:
    """ROW(...) of these columns of an alias."""
    named = (sql.SQL("{}.{}").format(sql.Identifier(alias), sql.Identifier(name)) for name in columns)
    return sql.SQL("ROW({})").format(sql.SQL(", ").join(named))


def digest_of(alias: str, table: Table) -> sql.Composed:
    """What a row is recognised by as it was left."""
    return sql.SQL("md5({}::text)").format(row_of(alias, table.own))


def _names(table: Table, staging: str) -> dict[str, sql.Identifier]:
    return {"table": sql.Identifier(table.name), "staging": sql.Identifier(staging), "key": sql.Identifier(table.key)}
