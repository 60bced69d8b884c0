"""Reading settings from the environment, loudly: a bad value stops the program with a sentence."""

import json
import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

CHECKOUT = Path(__file__).resolve().parents[2]


def text(name: str, default: str = "") -> str:
    """The variable, or the content of the file named by NAME_FILE, or the default."""
    if file := os.environ.get(f"{name}_FILE"):
        return Path(file).read_text().strip()
    return os.environ.get(name, default)


def by_council(name: str) -> dict[str, str]:
    """The variable for everybody (under '') and each council's own: NAME_ANYTOWN is that of the council `anytown`.

    Each may be in a file, named by NAME_FILE or NAME_ANYTOWN_FILE.
    """
    ends = {
        key.removesuffix("_FILE").removeprefix(name) for key in os.environ if key == name or key.startswith(f"{name}_")
    }
    found = {end.removeprefix("_").lower().replace("_", "-"): text(f"{name}{end}") for end in ends}
    return {code: value for code, value in found.items() if value}


def flag(name: str, default: bool = False) -> bool:
    """A yes/no variable. Anything but 1/0, true/false, yes/no stops the program."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be yes or no, not {value!r}.")


def number(name: str, default: int) -> int:
    """A whole number."""
    value = os.environ.get(name, "")
    try:
        return int(value) if value else default
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from None


def home() -> Path:
    """FRONTDESK_HOME: the embedded database, uploads, the demo outbox. Default: var/ in the checkout."""
    return Path(os.environ.get("FRONTDESK_HOME") or CHECKOUT / "var")


def secret_key(demo: bool) -> str:
    """SECRET_KEY (or SECRET_KEY_FILE); else one of its own kept in the home folder with mode 0600."""
    if given := text("SECRET_KEY"):
        return given
    file = home() / "secret.key"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
                out.write(secrets.token_urlsafe(48))
        except FileExistsError:
            pass
    return file.read_text().strip()


def database_urls() -> tuple[str, str]:
    """Addresses of the database as the application and as the owner: environment first, then database.json."""
    app, owner = text("DATABASE_URL"), text("DATABASE_OWNER_URL")
    file = home() / "database.json"
    if not app and file.exists():
        known = json.loads(file.read_text())
        app, owner = known["app_url"], owner or known["owner_url"]
    return app, owner


CONNECTING: dict[str, object] = {
    # Values travel beside a statement: putting them into its text was a seventh of a page's work.
    "server_side_binding": True,
    # The server keeps the plans of kernel.planned only: the best plan of others hangs on their values.
    "prepare_threshold": 1_000_000,
    # No statement is shared among workers of the database: for what a page reads, starting them costs more.
    "options": "-c max_parallel_workers_per_gather=0",
}
"""How the application speaks with the database, where DATABASE_URL says nothing else (docs/decisions/0027)."""


def database(url: str) -> dict[str, object]:
    """Django's settings for a PostgreSQL address postgresql://user:password@host:port/name?option=value."""
    if not url:
        return {"ENGINE": "django.db.backends.postgresql", "NAME": "frontdesk", "OPTIONS": dict(CONNECTING)}
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://")
    options = dict(item.split("=", 1) for item in parts.query.split("&") if "=" in item)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": CONNECTING | {key: unquote(value) for key, value in options.items()},
    }


def _packages(folder: str, prefix: str) -> list[str]:
    """Django apps found by looking: every package of `folder` that has an apps module."""
    base = CHECKOUT / "frontdesk" / folder
    return [f"{prefix}.{path.parent.name}" for path in sorted(base.glob("*/apps.py"))]


def domain_apps() -> list[str]:
    """The domains that exist."""
    return _packages("domains", "frontdesk.domains")


def site_apps() -> list[str]:
    """The sites that exist, and the page furniture."""
    furniture = ["frontdesk.ui"] if (CHECKOUT / "frontdesk" / "ui" / "apps.py").exists() else []
    return [*furniture, *_packages("sites", "frontdesk.sites")]
