"""Copies a council's records out of PostgreSQL into the files that the engine reads, and keeps them to itself."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from psycopg import sql

from frontdesk.domains.people.matching.features import TABLES
from frontdesk.kernel import clock

# An organisation is nobody's double, whatever it is called.
_RECORDS = (
    "FROM people_person p WHERE p.council_id = {council} AND p.removed_at IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM people_organisation o WHERE o.person_id = p.id)"
)
_BESIDE = "JOIN people_person p ON p.id = t.person_id WHERE t.council_id = {council} AND p.removed_at IS NULL"
_SELECTS = {
    "person": "SELECT p.id, coalesce(p.merged_into_id, p.id), nullif(p.given, ''), nullif(p.family, ''),"
    f" p.date_of_birth, p.restricted {_RECORDS}",
    "point": "SELECT t.person_id, nullif(t.email_norm, ''), nullif(t.phone_e164, ''), t.verified_at IS NOT NULL"
    f" FROM people_contactpoint t {_BESIDE} AND t.ended_at IS NULL",
    "address": "SELECT t.person_id, t.uprn, nullif(t.postcode, ''), nullif(t.number_key, ''),"
    " nullif(t.street_key, ''), nullif(t.flat_key, ''), nullif(t.building_key, ''),"
    " (t.since IS NULL OR t.since <= {today}) AND (t.until IS NULL OR t.until > {today})"
    f" FROM people_personaddress t {_BESIDE}",
    "identity": f"SELECT t.person_id, t.system, t.value FROM people_identity t {_BESIDE}",
}


@contextmanager
def folder(council: int) -> Iterator[Path]:
    """A folder for one run, for its owner only and gone afterwards; what a run that was killed left there goes first.

    One run of a council at a time uses it: the caller holds the lock.
    """
    path = Path(settings.FRONTDESK_HOME) / "matching" / str(council)
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True, mode=0o700)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def copy_out(council: int, path: Path) -> None:
    """Write the council's records into the folder as `features.TABLES` wants them."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in TABLES:
            chosen = sql.SQL(_SELECTS[table]).format(council=sql.Literal(council), today=sql.Literal(clock.today()))
            statement = sql.SQL("COPY ({}) TO STDOUT (FORMAT csv)").format(chosen)
            with cursor.copy(statement) as copy, (path / f"{table}.csv").open("wb") as file:
                for block in copy:
                    file.write(block)
