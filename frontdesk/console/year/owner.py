"""What only the owner of the database may do for a large load: months of the journal, keys and indexes set aside."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

import psycopg
from django.conf import settings
from psycopg import sql

from frontdesk.console.year.rows import COLUMNS

PEOPLE = ("people_person", "people_identity", "people_nameword", "people_contactpoint", "people_personaddress")
TABLES = (*PEOPLE, *(table for table in COLUMNS if table != "kernel_journal"))
_RULES = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE contype = 'f' AND conrelid = ANY(%s::regclass[]) ORDER BY 1, 2
"""
_INDEXES = """
    SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i
    WHERE i.indrelid = ANY(%s::regclass[]) AND NOT i.indisunique ORDER BY 1
"""
_MEMORY = "SET maintenance_work_mem = '512MB'"


def open_months(owner_url: str, first: date) -> None:
    """Make the journal's months from `first` to now, as an installation of that age has them."""
    with _owner(owner_url) as owner:
        owner.execute("SET timezone = 'UTC'")
        month, now = first.replace(day=1), datetime.now(tz=None).date().replace(day=1)  # noqa: DTZ005
        while month < now:
            after = (month + timedelta(days=32)).replace(day=1)
            part = sql.Identifier(f"kernel_journal_{month:%Y_%m}")
            make = sql.SQL("CREATE TABLE IF NOT EXISTS {} PARTITION OF kernel_journal FOR VALUES FROM ({}) TO ({})")
            owner.execute(make.format(part, sql.Literal(month), sql.Literal(after)))
            owner.execute(sql.SQL("REVOKE ALL ON {} FROM {}").format(part, sql.Identifier(settings.APP_ROLE)))
            month = after


@contextmanager
def set_aside(owner_url: str) -> Iterator[None]:
    """Load without foreign keys and indexes, and make them anew afterwards: the keys are checked then, for all rows.

    Only for a database of its own: nobody else works in it meanwhile. What is unique stays so.
    """
    with _owner(owner_url) as owner:
        rules = owner.execute(_RULES, [list(TABLES)]).fetchall()
        indexes = owner.execute(_INDEXES, [list(TABLES)]).fetchall()
        for table, name, _ in rules:
            owner.execute(sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(*map(sql.Identifier, (table, name))))
        for name, _ in indexes:
            owner.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
        yield
        owner.execute(_MEMORY)
        for _, how in indexes:
            owner.execute(how.encode())
        for table, name, how in rules:
            add = sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} ").format(*map(sql.Identifier, (table, name)))
            owner.execute(add + sql.SQL(how))
        if owner.execute(_RULES, [list(TABLES)]).fetchall() != rules:
            raise RuntimeError("the foreign keys are not what they were")


@contextmanager
def _owner(owner_url: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(owner_url, autocommit=True) as owner:
        yield owner
