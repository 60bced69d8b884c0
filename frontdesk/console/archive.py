"""A backup is a folder: the database as PostgreSQL's own archive, the uploaded files, and what they belong to.

Both ways go through the owner's role, whose policies let it see all rows without power over the server.
"""

import json
import os
import shutil
import subprocess
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psycopg
from psycopg import conninfo, sql

from frontdesk.console import programs
from frontdesk.console.programs import DatabaseError

DATABASE = "database"
FILES = "files"
CONTENTS = "backup.json"
JOBS = "2"


@dataclass(frozen=True)
class Contents:
    """What a backup holds: made when (UTC), by which release, from which PostgreSQL, how many files."""

    made: str
    release: str
    postgresql: int
    files: int


def save(owner_url: str, home: Path, folder: Path) -> Contents:
    """Write a backup of the database at `owner_url` and the files of `home` into the new `folder`.

    The database is one consistent moment; files are copied after it, and files never change once written, so every
    row finds its file. The folder appears under its name only when it is whole.
    """
    if folder.exists():
        raise DatabaseError(f"{folder} exists already: name a new folder.")
    attempt = folder.with_name(folder.name + ".part")
    if attempt.exists():
        shutil.rmtree(attempt)
    attempt.mkdir(parents=True, mode=0o700)
    major = _server_major(owner_url)
    _run(
        [programs.client("pg_dump", major), "--format=directory", f"--jobs={JOBS}", "--enable-row-security"]
        + ["--no-owner", f"--file={attempt / DATABASE}"],
        owner_url,
    )
    files = _copy_files(home / FILES, attempt / FILES)
    contents = Contents(datetime.now(UTC).isoformat(timespec="seconds"), version("frontdesk"), major, files)
    (attempt / CONTENTS).write_text(json.dumps(asdict(contents), indent=2) + "\n")
    attempt.rename(folder)
    return contents


def read_contents(folder: Path) -> Contents:
    """What the backup in `folder` holds; raises DatabaseError when it is none, or is not whole."""
    try:
        return Contents(**json.loads((folder / CONTENTS).read_text()))
    except FileNotFoundError:
        raise DatabaseError(f"There is no backup in {folder}: it has no {CONTENTS}.") from None
    except (OSError, ValueError, TypeError):
        raise DatabaseError(f"{folder} is not a whole backup: it has no readable {CONTENTS}.") from None


def load(owner_url: str, home: Path, folder: Path) -> Contents:
    """Bring a backup into the empty database at `owner_url` and its files into `home`.

    Refuses a database that has tables. All or nothing: a failure leaves the database as empty as before.
    """
    contents = read_contents(folder)
    _refuse_used(owner_url)
    restore = programs.client("pg_restore", _server_major(owner_url))
    wanted = folder.with_name(f".{folder.name}.{os.getpid()}.list")
    listed = _run([restore, "--list", str(folder / DATABASE)], owner_url)
    wanted.write_text("\n".join(line for line in listed.splitlines() if _ours(line)) + "\n")
    try:
        _run(
            [restore, "--single-transaction", "--exit-on-error", "--no-owner", "--enable-row-security"]
            + [f"--use-list={wanted}", "--dbname", _database(owner_url), str(folder / DATABASE)],
            owner_url,
        )
    finally:
        wanted.unlink()
    _renumber_transactions(owner_url)
    _copy_files(folder / FILES, home / FILES)
    return contents


def _renumber_transactions(owner_url: str) -> None:
    """Move transaction numbers kept in columns named `xact` below those of this server.

    The journal's cursors compare the transactions of entries. A new server counts from the beginning, so without
    this its first entries would seem older than what was delivered, and be passed over. The order stays.
    """
    with psycopg.connect(owner_url) as connection:
        tables = connection.execute(
            "SELECT c.oid::regclass::text FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
            " WHERE a.attname = 'xact' AND c.relkind IN ('r', 'p') AND NOT c.relispartition"
            " AND c.relnamespace = 'public'::regnamespace"
        ).fetchall()
        names = [sql.SQL(str(name)) for (name,) in tables]
        highest = [connection.execute(sql.SQL("SELECT max(xact) FROM {}").format(name)).fetchone() for name in names]
        now = connection.execute("SELECT pg_current_xact_id()::text::bigint").fetchone()
        above = max((row[0] for row in highest if row and row[0] is not None), default=0) - (now[0] if now else 0) + 1
        for name in names if above > 0 else ():
            connection.execute(sql.SQL("UPDATE {} SET xact = xact - %s").format(name), [above])


def _ours(line: str) -> bool:
    """Extensions and the schema were made by the administrator and stand already; the owner may not change them."""
    return not any(
        kind in line for kind in (" EXTENSION ", " SCHEMA - public ", " ACL - SCHEMA public ", " DEFAULT ACL ")
    )


def _refuse_used(owner_url: str) -> None:
    with psycopg.connect(owner_url) as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
        ).fetchone()
    if row and row[0]:
        raise DatabaseError("The database is not empty: restore into a new FRONTDESK_HOME or a new database.")


def _server_major(url: str) -> int:
    with psycopg.connect(url) as connection:
        return connection.info.server_version // 10_000


def _database(url: str) -> str:
    return str(conninfo.conninfo_to_dict(url)["dbname"])


def _copy_files(source: Path, target: Path) -> int:
    """Copy the files that are not there yet, each with its folder; returns how many were copied."""
    copied = 0
    for path in source.rglob("*") if source.exists() else ():
        place = target / path.relative_to(source)
        if path.is_file() and not path.name.endswith(".part") and not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, place)
            copied += 1
    return copied


def _run(command: list[str], url: str) -> str:
    """Run a client program against `url`; the password goes by the environment, where other users can't see it."""
    parts = {name: str(value) for name, value in conninfo.conninfo_to_dict(url).items() if value is not None}
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}
    names |= {"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT"}
    environment = {names[name]: value for name, value in parts.items() if name in names}
    ended = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)  # noqa: S603
    if ended.returncode:
        raise DatabaseError(f"{Path(command[0]).name} failed: {programs.first_error(ended.stderr)}")
    return ended.stdout
