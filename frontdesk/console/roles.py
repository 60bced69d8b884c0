"""The roles and databases of Frontdesk on any PostgreSQL from 15 on, made once by an administrator of that server.

Two roles serve the house: the *owner* has the tables and runs migrations and backups, the *app* reads and writes rows
and owns nothing, so that row-level security binds it. Neither is a superuser and neither may pass by the policies.
"""

import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import conninfo, sql

from frontdesk.console.programs import DatabaseError

EXTENSIONS = ("pg_trgm", "unaccent", "fuzzystrmatch", "btree_gist")
ADDRESSES_FILE = "database.json"
OLDEST_RELEASE = 15
# One administrator at a time: PostgreSQL answers "tuple concurrently updated" to two that change the same role.
PREPARE_LOCK = 4_607_015
COPY_ATTEMPTS = 20
URL_PARTS = ("user", "password", "host", "port", "dbname")


@dataclass(frozen=True)
class Addresses:
    """Where the application and the owner find the database; both hold passwords, so never print or log them."""

    app_url: str
    owner_url: str

    def of_database(self, name: str) -> "Addresses":
        """The same roles on another database of the same server."""
        return Addresses(_with(self.app_url, dbname=name), _with(self.owner_url, dbname=name))

    def on_server_of(self, url: str) -> bool:
        """Whether `url` names the same server (host and port)."""
        ours, other = conninfo.conninfo_to_dict(self.app_url), conninfo.conninfo_to_dict(url)
        return all(ours.get(part) == other.get(part) for part in ("host", "port"))


def prepare(
    admin_url: str,
    database: str = "frontdesk",
    owner: str = "frontdesk_owner",
    app: str = "frontdesk_app",
    *,
    home: Path | None = None,
    known: Addresses | None = None,
) -> Addresses:
    """Make (or complete) roles, database, extensions and default rights; return the two addresses.

    Rerunnable: passwords come from `known`, else from `home`/database.json; else they are new, also for roles that
    exist. With `home` the addresses are kept there (mode 0600). The addresses carry the host and port of `admin_url`.
    Raises DatabaseError when the server is too old or a role has rights that would undo the protection.
    """
    kept = known or (read_addresses(home) if home is not None else None)
    with _connected(admin_url) as admin, _alone(admin):
        _refuse_old(admin)
        _refuse_mighty(admin, owner, app)
        owner_password = _ensure_role(admin, owner, _password(kept.owner_url if kept else None))
        app_password = _ensure_role(admin, app, _password(kept.app_url if kept else None))
        _let_admin_act_for(admin, owner)
        if not admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
            _run(admin, "CREATE DATABASE {} OWNER {} ENCODING 'UTF8' TEMPLATE template0", database, owner)
        _grant_connect(admin, database, owner, app)
        with _connected(_with(admin_url, dbname=database)) as inside:
            _prepare_inside(inside, owner, app)
    made = Addresses(
        app_url=_with(admin_url, user=app, password=app_password, dbname=database),
        owner_url=_with(admin_url, user=owner, password=owner_password, dbname=database),
    )
    if home is not None:
        _keep(home, made, database)
    return made


def read_addresses(home: Path) -> Addresses | None:
    """The addresses kept in `home`/database.json, None if there are none yet."""
    path = home / ADDRESSES_FILE
    try:
        return Addresses(**json.loads(path.read_text()))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError) as broken:
        raise DatabaseError(f"{path} can't be read: {broken}.") from broken


@dataclass(frozen=True)
class Names:
    """What the addresses call the database and the two roles."""

    database: str
    owner: str
    app: str


def names_in(addresses: Addresses) -> Names:
    """The names in addresses that somebody else chose."""
    app, owner = conninfo.conninfo_to_dict(addresses.app_url), conninfo.conninfo_to_dict(addresses.owner_url)
    return Names(str(app.get("dbname")), str(owner.get("user")), str(app.get("user")))


def create_copy(admin_url: str, template: str, name: str, app: str = "frontdesk_app") -> None:
    """Make database `name` as a copy of `template`, with its owner and the app's right to connect.

    Ends the connections to the template: PostgreSQL copies only a database that nobody uses. For tests.
    """
    with _connected(admin_url) as admin, _alone(admin):
        row = admin.execute("SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = %s", [template]).fetchone()
        if row is None:
            raise DatabaseError(f"There is no database {template} to copy.")
        for attempt in range(COPY_ATTEMPTS):
            _disconnect(admin, template)
            try:
                _run(admin, "CREATE DATABASE {} TEMPLATE {} OWNER {}", name, template, row[0])
                break
            except psycopg.errors.ObjectInUse:
                if attempt == COPY_ATTEMPTS - 1:
                    raise
                time.sleep(0.1)
        _grant_connect(admin, name, row[0], app)


def analyse(owner_url: str) -> None:
    """Tell the planner how many rows there are now, after a load: the owner may, the application may not."""
    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute("VACUUM ANALYZE")


def drop(admin_url: str, name: str) -> None:
    """Remove database `name` and end the connections to it; nothing happens if there is none."""
    with _connected(admin_url) as admin:
        _run(admin, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _prepare_inside(inside: psycopg.Connection, owner: str, app: str) -> None:
    """Extensions and the rights that later tables will be born with."""
    for extension in EXTENSIONS:
        _run(inside, "CREATE EXTENSION IF NOT EXISTS {} SCHEMA public", extension)
    _run(inside, "REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    _run(inside, "GRANT USAGE ON SCHEMA public TO {}", app)
    _run(inside, "GRANT USAGE, CREATE ON SCHEMA public TO {}", owner)
    born = "ALTER DEFAULT PRIVILEGES FOR ROLE {} "
    _run(inside, born + "GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {}", owner, app)
    _run(inside, born + "GRANT USAGE, SELECT ON SEQUENCES TO {}", owner, app)
    # Without a schema on purpose: a right that PUBLIC has by default can't be taken away schema by schema.
    _run(inside, born + "REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC", owner)


def _grant_connect(admin: psycopg.Connection, database: str, owner: str, app: str) -> None:
    """Only the two roles come in; copies of a database do not inherit this, so it is said for each."""
    _run(admin, "REVOKE ALL ON DATABASE {} FROM PUBLIC", database)
    _run(admin, "GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}, {}", database, owner, app)


def _ensure_role(admin: psycopg.Connection, role: str, password: str | None) -> str:
    """Make the role, or give it the remembered password."""
    password = password or secrets.token_urlsafe(24)
    if not admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
        rights = "LOGIN NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION"
        admin.execute(sql.SQL("CREATE ROLE {} " + rights + " PASSWORD {}").format(sql.Identifier(role), password))
        return password
    admin.execute(sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(role), password))
    return password


def _let_admin_act_for(admin: psycopg.Connection, owner: str) -> None:
    """An administrator who is no superuser (managed databases) must be a member to make things in the owner's name."""
    row = admin.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    if row is not None and not row[0]:
        _run(admin, "GRANT {} TO CURRENT_USER", owner)


def _refuse_old(admin: psycopg.Connection) -> None:
    if admin.info.server_version < OLDEST_RELEASE * 10_000:
        found = admin.info.server_version // 10_000
        raise DatabaseError(f"PostgreSQL {found} is too old: Frontdesk needs {OLDEST_RELEASE} or later.")


def _refuse_mighty(admin: psycopg.Connection, *names: str) -> None:
    """The policies must bind both roles; said before anything is changed."""
    found = admin.execute(
        "SELECT rolname FROM pg_roles WHERE rolname = ANY(%s) AND (rolsuper OR rolbypassrls)", [list(names)]
    ).fetchone()
    if found:
        raise DatabaseError(
            f"The role {found[0]} is a superuser or bypasses row security, so councils would not be kept apart: "
            f"ALTER ROLE {found[0]} NOSUPERUSER NOBYPASSRLS, then run this again."
        )


def _disconnect(admin: psycopg.Connection, database: str) -> None:
    admin.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()",
        [database],
    )


@contextmanager
def _alone(admin: psycopg.Connection) -> Iterator[None]:
    admin.execute("SELECT pg_advisory_lock(%s)", [PREPARE_LOCK])
    try:
        yield
    finally:
        admin.execute("SELECT pg_advisory_unlock(%s)", [PREPARE_LOCK])


@contextmanager
def _connected(url: str) -> Iterator[psycopg.Connection]:
    try:
        connection = psycopg.connect(_with(url, connect_timeout="10"), autocommit=True)
    except psycopg.OperationalError as refused:
        raise DatabaseError(f"The database server does not let the administrator in: {refused}") from refused
    with connection:
        yield connection


def _run(connection: psycopg.Connection, statement: str, *names: str) -> None:
    """Run a statement of this module whose `{}` are names."""
    connection.execute(sql.SQL(statement).format(*(sql.Identifier(name) for name in names)))


def _with(url: str, **changes: str) -> str:
    """The address in URL form (Django reads nothing else) with some parts changed."""
    parts = conninfo.conninfo_to_dict(url) | changes
    given = {name: quote(str(value), safe="") for name, value in parts.items() if value not in (None, "")}
    user, password, host, port, database = (given.pop(name, "") for name in URL_PARTS)
    who = user + (f":{password}" if password else "") + "@" if user else ""
    rest = "&".join(f"{name}={value}" for name, value in sorted(given.items()))
    return f"postgresql://{who}{host}{':' + port if port else ''}/{database}{'?' + rest if rest else ''}"


def _password(url: str | None) -> str | None:
    value = conninfo.conninfo_to_dict(url).get("password") if url else None
    return str(value) if value else None


def _keep(home: Path, made: Addresses, database: str) -> None:
    """Write database.json unless it speaks of another database (tests share the roles of a demo, not its data)."""
    kept = read_addresses(home)
    if kept is not None and conninfo.conninfo_to_dict(kept.app_url).get("dbname") != database:
        return
    home.mkdir(parents=True, exist_ok=True)
    attempt = home / f"{ADDRESSES_FILE}.new"
    attempt.unlink(missing_ok=True)
    attempt.touch(mode=0o600)
    attempt.write_text(json.dumps(asdict(made), indent=2) + "\n")
    attempt.replace(home / ADDRESSES_FILE)
