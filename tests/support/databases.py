"""The test databases: one template made by the owner, a copy for each worker and for each test that commits.

The embedded server is shared by all checkouts of this user on the machine; templates are named after what is in
them, so a changed migration makes a new one. FRONTDESK_TEST_ADMIN_URL names another server (Debian's 15).
"""

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from frontdesk.console import embedded, roles

ROOT = Path(__file__).resolve().parents[2]


def home() -> Path:
    """Where the shared test server keeps its data."""
    folder = Path(tempfile.gettempdir()) / f"frontdesk-tests-{os.getuid()}"
    folder.mkdir(mode=0o755, exist_ok=True)
    return folder


def admin_url() -> str:
    """The administrator's address of the server under test; starts the embedded one when none is named."""
    return os.environ.get("FRONTDESK_TEST_ADMIN_URL") or _careless(embedded.start(home()))


def _careless(url: str) -> str:
    """The shared test server need not survive a power cut, and the suite need not wait for the disk."""
    with psycopg.connect(url, autocommit=True) as admin:
        if admin.execute("SHOW fsync").fetchone() != ("off",):
            for name in ("fsync", "synchronous_commit", "full_page_writes"):
                admin.execute(f"ALTER SYSTEM SET {name} = off")
            admin.execute("SELECT pg_reload_conf()")
    return url


@contextmanager
def alone() -> Iterator[None]:
    """One process at a time makes templates."""
    with (home() / "templates.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def fingerprint() -> str:
    """Names the content of the template: every migration and what they call."""
    digest = hashlib.sha256()
    for path in sorted(
        [
            *ROOT.glob("frontdesk/**/migrations/*.py"),
            ROOT / "frontdesk/kernel/rls.py",
            *ROOT.glob("frontdesk/**/facts.sql"),
        ]
    ):
        digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def known_addresses(admin: str, database: str) -> roles.Addresses:
    """Roles, with passwords shared by all test runs on this server, and the database."""
    where = home() / ("other" if os.environ.get("FRONTDESK_TEST_ADMIN_URL") else "embedded")
    where.mkdir(exist_ok=True)
    known = roles.read_addresses(where)
    return roles.prepare(admin, database=database, known=known, home=None if known else where)


def point(settings_dict: dict[str, Any], url: str) -> None:
    """Make Django's settings of a connection mean this address."""
    from frontdesk.config import env

    settings_dict.update({key: value for key, value in env.database(url).items() if key != "ENGINE"})
    settings_dict["OPTIONS"] = {}
