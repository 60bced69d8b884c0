"""Loading many rows at once: a staging table filled by COPY, then one INSERT … SELECT per 10,000 rows.

For bulk verbs (imports, council packs). Only rows that differ are written, so loading the same file twice changes
nothing and says so.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from types import TracebackType
from typing import Any, TypeVar

from django.db import IntegrityError, connection, transaction
from psycopg import sql

BATCH = 10_000
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did: rows added, rows changed, rows that were the same already."""

    added: int = 0
    changed: int = 0
    same: int = 0


def batches(rows: Iterable[Row], size: int = BATCH) -> Iterator[list[Row]]:
    """The rows in their order, `size` at a time."""
    left = iter(rows)
    while batch := list(islice(left, size)):
        yield batch


def remove(ids: Sequence[int], delete: Callable[[Sequence[int]], int]) -> int:
    """Delete all of these rows that can go; how many went. `delete` tries some of them and says how many.

    Where other rows point at one, they are halved until it is found, and it stays.
    """
    if not ids:
        return 0
    try:
        with transaction.atomic():
            deleted = delete(ids)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        return deleted
    except IntegrityError:
        half = len(ids) // 2
        return remove(ids[:half], delete) + remove(ids[half:], delete) if half else 0


class Staging:
    """A temporary copy of some columns of `table` (without its council), to be used within one transaction.

    COPY cannot write past row-level security: it fills this, and an INSERT moves the rows on.
    Values are given as PostgreSQL takes them in COPY: a JSON column as text.
    """

    def __init__(self, table: str, columns: Sequence[str]) -> None:
        self.table, self.columns = table, tuple(columns)
        self.name = f"staging_{table}"
        self.rows = 0

    def __enter__(self) -> "Staging":
        self._run(
            "CREATE TEMPORARY TABLE {staging} ON COMMIT DROP AS SELECT 0::bigint AS staged_number, {chosen}"
            " FROM {table} WHERE false"
        )
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        # After an error the transaction is over, and the table with it.
        if kind is None:
            self._run("DROP TABLE {staging}")

    def fill(self, rows: Iterable[Sequence[Any]]) -> int:
        """Copy rows in, in the order of `columns`; returns how many are staged by now."""
        statement = self._sql("COPY {staging} FROM STDIN")
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                self.rows += 1
                copy.write_row((self.rows, *row))
        return self.rows

    def copy(self, blocks: Iterable[str]) -> None:
        """Copy rows in that are written as COPY reads them, to be inserted: without numbers they are not merged."""
        statement = self._sql("COPY {staging} ({chosen}) FROM STDIN")
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            for block in blocks:
                copy.write(block)

    def insert(self, council: int, *, missing: bool = False) -> None:
        """Insert the staged rows for a council, in their order: all, or with `missing` those that are not there yet."""
        statement = "INSERT INTO {table} (council_id, {chosen}) SELECT %s, {chosen} FROM {staging}"
        with connection.cursor() as cursor:
            cursor.execute(self._sql(statement + " ON CONFLICT DO NOTHING" * missing), [council])

    def merge(self, council: int, key: Sequence[str]) -> Merged:
        """Insert the staged rows for a council, or bring the rows of the same key up to them where they differ.

        `key` names the columns that, with the council, are unique; they must be unique among the staged rows too.
        """
        self._index(key)
        others = [name for name in self.columns if name not in key]
        statement = self._merge_statement(key, others)
        added = changed = 0
        for first in range(1, self.rows + 1, BATCH):
            with connection.cursor() as cursor:
                cursor.execute(statement, [council, first, first + BATCH - 1])
                new, different = cursor.fetchone()
            added, changed = added + new, changed + different
        return Merged(added, changed, self.rows - added - changed)

    def _index(self, key: Sequence[str]) -> None:
        """Index the staged rows by number and by key.

        What was just loaded has no statistics, so the planner takes it for a few rows and loops; with an index that
        costs little, without one 100,000 addresses took over ten minutes.
        """
        self._run("CREATE INDEX ON {staging} (staged_number)")
        self._run("CREATE INDEX ON {staging} ({key})", key=sql.SQL(", ").join(map(sql.Identifier, key)))
        self.analyse()

    def analyse(self) -> None:
        """Let the planner know how many rows are staged."""
        self._run("ANALYZE {staging}")

    def _merge_statement(self, key: Sequence[str], others: Sequence[str]) -> sql.Composed:
        held = sql.SQL(", ").join(sql.SQL("held.{}").format(sql.Identifier(name)) for name in others)
        given = sql.SQL(", ").join(sql.SQL("EXCLUDED.{}").format(sql.Identifier(name)) for name in others)
        pairs = sql.SQL(", ").join(sql.SQL("{0} = EXCLUDED.{0}").format(sql.Identifier(name)) for name in others)
        update = sql.SQL("UPDATE SET {} WHERE ROW({}) IS DISTINCT FROM ROW({})").format(pairs, held, given)
        return self._sql(
            "WITH written AS (INSERT INTO {table} AS held (council_id, {chosen})"
            " SELECT %s, {chosen} FROM {staging} WHERE staged_number BETWEEN %s AND %s"
            " ON CONFLICT (council_id, {key}) DO {action} RETURNING (xmax = 0) AS added)"
            " SELECT count(*) FILTER (WHERE added), count(*) FILTER (WHERE NOT added) FROM written",
            key=sql.SQL(", ").join(map(sql.Identifier, key)),
            action=update if others else sql.SQL("NOTHING"),
        )

    def _sql(self, text: str, **parts: sql.Composable) -> sql.Composed:
        names = {"staging": sql.Identifier(self.name), "table": sql.Identifier(self.table),
                 "chosen": sql.SQL(", ").join(map(sql.Identifier, self.columns))}  # fmt: skip
        return sql.SQL(text).format(**names, **parts)

    def _run(self, text: str, **parts: sql.Composable) -> None:
        with connection.cursor() as cursor:
            cursor.execute(self._sql(text, **parts))
