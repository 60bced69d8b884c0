"""What a run of an import does to rows, kept so that it can be taken back."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from psycopg import sql

from frontdesk.domains.places import models
from frontdesk.kernel.bulk import BATCH, Staging
from frontdesk.kernel.imports import Undone

ADDED, CHANGED, SAME = "added", "changed", "same"


@dataclass(frozen=True)
class Table:
    """A table that imports write: what its rows are known by, and what else they bring.

    `follows` are columns that are worked out from other rows: another value in them alone is no change of the row.
    """

    name: str
    kind: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    follows: tuple[str, ...] = ()
    kept_key: str = "(b.key::bigint)"
    """The columns of the key, out of the text that is kept of it: so that the table's own index finds each row."""

    @property
    def brings(self) -> tuple[str, ...]:
        """The columns beside the key."""
        return tuple(name for name in self.columns if name not in self.key)

    @property
    def own(self) -> tuple[str, ...]:
        """Those of them that tell whether a row is as it was left."""
        return tuple(name for name in self.brings if name not in self.follows)


STREETS = Table(
    "places_street", "street", ("usrn",),
    ("usrn", "name", "locality", "town", "name_key", "start_easting", "start_northing", "end_easting", "end_northing"),
)  # fmt: skip
ADDRESSES = Table(
    "places_address", "address", ("uprn",),
    ("uprn", "street_id", "organisation", "flat", "building", "number", "postcode_norm", "easting", "northing",
     "latitude", "longitude", "classification", "status", "parent_uprn", "authority", "collection_round", "ward",
     "search_key", "sort_key"),
    ("ward", "search_key", "sort_key"),
)  # fmt: skip
POSTCODES = Table(
    "places_postcode", "postcode", ("postcode_norm",),
    ("postcode_norm", "easting", "northing", "quality", "authority", "introduced", "ended"),
    kept_key="(b.key)",
)  # fmt: skip
PROFILES = Table(
    "places_areaprofile", "profile", ("postcode_norm",),
    ("postcode_norm", "profile", "label", "signal", "broadband", "over_65", "low_income"),
    kept_key="(b.key)",
)  # fmt: skip
AREAS = Table(
    "places_area", "area", ("kind", "code"),
    ("kind", "code", "name", "valid_from", "valid_to", "shape", "west", "south", "east", "north"),
    kept_key="(split_part(b.key, ' ', 1), substr(b.key, strpos(b.key, ' ') + 1))",
)  # fmt: skip


def merge(council: int, table: Table, staging: Staging, run: int | None) -> list[str]:
    """Bring the table up to the staged rows; what became of each, in their order: added, changed or same.

    With a run, what stood before is kept with it. Of a row that a run writes twice, what stood before the first.
    """
    became = _compared(council, table, staging)
    if run is not None and set(became) != {SAME}:
        _keep(council, table, staging, run)
    staging.merge(council, table.key)
    return became


def _compared(council: int, table: Table, staging: Staging) -> list[str]:
    """The rows' own columns decide what is the same; the merge writes those that follow all the same."""
    statement = sql.SQL(
        "SELECT CASE WHEN held.id IS NULL THEN 'added' WHEN {given} IS DISTINCT FROM {held} THEN 'changed' ELSE 'same'"
        " END FROM {staging} s LEFT JOIN {table} held ON held.council_id = %s AND {held_key} = {given_key}"
        " ORDER BY s.staged_number"
    ).format(**parts_of(table, staging.name))
    with connection.cursor() as cursor:
        cursor.execute(statement, [council])
        return [became for (became,) in cursor.fetchall()]


def _keep(council: int, table: Table, staging: Staging, run: int) -> None:
    statement = sql.SQL(
        "INSERT INTO places_imported (council_id, run, kind, key, was, left_as)"
        " SELECT %s, %s, %s, {given_text}, CASE WHEN held.id IS NOT NULL THEN to_jsonb(held) END, md5({given}::text)"
        " FROM {staging} s LEFT JOIN {table} held ON held.council_id = %s AND {held_key} = {given_key}"
        " WHERE held.id IS NULL OR {given} IS DISTINCT FROM {held}"
        " ON CONFLICT (council_id, run, kind, key) DO UPDATE SET left_as = EXCLUDED.left_as"
    ).format(**parts_of(table, staging.name))
    with connection.cursor() as cursor:
        cursor.execute(statement, [council, run, table.kind, council])


def change(council: int, table: Table, which: sql.Composable, given: sql.Composable, run: int | None) -> int:
    """Change the rows of the table (called `held`) that `which` picks; how many. With a run, what stood is kept."""
    parts = parts_of(table, table.name)
    keep = sql.SQL(
        "INSERT INTO places_imported (council_id, run, kind, key, was, left_as)"
        " SELECT %s, %s, %s, {held_text}, to_jsonb(held), '' FROM {table} held WHERE held.council_id = %s AND {which}"
        " ON CONFLICT (council_id, run, kind, key) DO NOTHING"
    ).format(**parts, which=which)
    write = sql.SQL(
        "WITH written AS (UPDATE {table} held SET {given_values} WHERE held.council_id = %s AND {which}"
        " RETURNING {held_text} AS key, md5({held}::text) AS left_as)"
        ", noted AS (UPDATE places_imported b SET left_as = written.left_as FROM written WHERE b.council_id = %s"
        " AND b.run = %s AND b.kind = %s AND b.key = written.key) SELECT count(*) FROM written"
    ).format(**parts, which=which, given_values=given)
    with connection.cursor() as cursor:
        if run is not None:
            cursor.execute(keep, [council, run, table.kind, council])
        cursor.execute(write, [council, council, run, table.kind])
        return int(cursor.fetchone()[0])


def take_back(
    council: int, table: Table, run: int, *, instead: sql.Composable | None = None, leave: bool = False
) -> tuple[list[str], Undone]:  # fmt: skip
    """Take back the next rows that the run wrote, and nobody changed since: these get what they held before.

    Those that the run added go, or get values `instead`; with `leave` they stay and are not counted. Returns the keys
    of all that were looked at, also of those left as they are, and what became of them; what was kept of them is
    forgotten.
    """
    rows = models.Imported.objects.filter(council_id=council, run=run, kind=table.kind)
    found = dict(rows.order_by("key").values_list("key", "id")[:BATCH])
    ids = list(found.values())
    done = _put_back(council, table, ids)
    if leave:
        rows.filter(pk__in=ids, was__isnull=True).delete()
    else:
        done += _take_added(council, table, ids, instead)
    kept, _ = rows.filter(pk__in=ids).delete()
    return list(found), Undone(done, kept, table.kind if len(found) == BATCH else "")


def _put_back(council: int, table: Table, ids: list[int]) -> int:
    values = (sql.SQL("{0} = old.{0}").format(sql.Identifier(name)) for name in table.brings)
    statement = (
        "UPDATE {table} held SET {values} FROM places_imported b, jsonb_populate_record(NULL::{table}, b.was) old"
        " WHERE {ours} AND b.was IS NOT NULL"
    )
    return _taken(council, table, ids, statement, values=sql.SQL(", ").join(values))


def _take_added(council: int, table: Table, ids: list[int], instead: sql.Composable | None) -> int:
    start = "UPDATE {table} held SET {instead} FROM" if instead else "DELETE FROM {table} held USING"
    statement = start + " places_imported b WHERE {ours} AND b.was IS NULL"
    return _taken(council, table, ids, statement, instead=instead or sql.SQL(""))


def _taken(council: int, table: Table, ids: list[int], statement: str, **parts: sql.Composable) -> int:
    """Run a statement that deals with rows as the run left them; forget what was kept of those, and say how many."""
    named = parts_of(table, table.name)
    ours = sql.SQL(
        "b.council_id = %s AND b.id = ANY(%s) AND held.council_id = b.council_id"
        " AND ({held_columns}) = {kept_key} AND b.left_as = md5({held}::text)"
    ).format(**named, held_columns=_list("held", table.key), kept_key=sql.SQL(table.kept_key))
    whole = f"WITH done AS ({statement} RETURNING b.id) DELETE FROM places_imported WHERE id IN (SELECT id FROM done)"
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(whole).format(**named, ours=ours, **parts), [council, ids])
        return int(cursor.rowcount)


def parts_of(table: Table, staging: str) -> dict[str, sql.Composable]:
    """The names and rows that the statements above are made of: `held` is the table, `s` the staged rows."""
    return {
        "table": sql.Identifier(table.name), "staging": sql.Identifier(staging),
        "given": _row("s", table.own), "held": _row("held", table.own),
        "given_key": _row("s", table.key), "held_key": _row("held", table.key),
        "given_text": _text("s", table.key), "held_text": _text("held", table.key),
    }  # fmt: skip


def _row(alias: str, columns: Sequence[str]) -> sql.Composed:
    return sql.SQL("ROW({})").format(_list(alias, columns))


def _text(alias: str, columns: Sequence[str]) -> sql.Composed:
    return sql.SQL("concat_ws(' ', {})").format(_list(alias, columns))


def _list(alias: str, columns: Sequence[str]) -> sql.Composed:
    named = (sql.SQL("{}.{}").format(sql.Identifier(alias), sql.Identifier(name)) for name in columns)
    return sql.SQL(", ").join(named)
