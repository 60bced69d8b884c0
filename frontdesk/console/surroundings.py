"""Where the commands find their database: DATABASE_URL, else what `frontdesk setup` kept, else the embedded one."""

import os
from pathlib import Path
from typing import Any

from django.utils.module_loading import import_string

from frontdesk.console import embedded, roles
from frontdesk.console.programs import DatabaseError

CHECKOUT = Path(__file__).resolve().parents[2]


class Stop(RuntimeError):
    """The command can't go on; the message is one clear sentence."""


def home() -> Path:
    """FRONTDESK_HOME, by default var/ in the checkout."""
    return Path(os.environ.get("FRONTDESK_HOME") or CHECKOUT / "var").resolve()


def given() -> bool:
    """Whether the environment names the database (DATABASE_URL or the file DATABASE_URL_FILE)."""
    return bool(os.environ.get("DATABASE_URL") or os.environ.get("DATABASE_URL_FILE"))


def is_embedded() -> bool:
    """Whether this home's database is the embedded one: nobody named another, now or at `setup`."""
    return not given() and (embedded.exists(home()) or roles.read_addresses(home()) is None)


def connect() -> None:
    """Make sure that there is a database to talk to: starts (and on first use creates) the embedded one.

    The settings then find its addresses in `home`/database.json. Raises DatabaseError.
    """
    if not is_embedded():
        return
    admin_url = embedded.start(home())
    kept = roles.read_addresses(home())
    if kept is None or not kept.on_server_of(admin_url):
        roles.prepare(admin_url, home=home())


def addresses() -> roles.Addresses:
    """The addresses of application and owner, for programs that are not Django (pg_dump)."""
    app, owner = _setting("DATABASE_URL"), _setting("DATABASE_OWNER_URL")
    kept = None if given() else roles.read_addresses(home())
    if kept is not None:
        app, owner = kept.app_url, owner or kept.owner_url
    if not app:
        raise DatabaseError("There is no database yet: run `frontdesk setup`, or give DATABASE_URL.")
    if not owner:
        raise DatabaseError("DATABASE_OWNER_URL is missing: migrations, backup and restore act as the owner.")
    return roles.Addresses(app_url=app, owner_url=owner)


def of_house(name: str) -> Any:
    """Something of `config`, such as "roles.problems": named by a string as Django does with its settings.

    The console stands below config, which alone sees everything.
    """
    return import_string(f"frontdesk.config.{name}")


def refuse_unsafe() -> None:
    """Raise Stop when the database is away, behind, or its role is one that row-level security would not bind."""
    problems: list[str] = of_house("roles.problems")()
    if problems:
        raise Stop(" ".join(problems))


def _setting(name: str) -> str:
    if file := os.environ.get(f"{name}_FILE"):
        return Path(file).read_text().strip()
    return os.environ.get(name, "")
