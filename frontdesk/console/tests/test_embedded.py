"""The embedded server survives what happens to laptops and containers."""

import json
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from frontdesk.console import embedded
from frontdesk.console.programs import DatabaseError

pytestmark = pytest.mark.usefixtures("admin_url")


def ask(url: str, question: str = "SELECT 1") -> object:
    """The single value that the server answers."""
    with psycopg.connect(url) as connection:
        row = connection.execute(question).fetchone()
    assert row is not None
    return row[0]


def record(home: Path) -> dict[str, str]:
    """What the home remembers of its server."""
    found: dict[str, str] = json.loads((home / "postgres.json").read_text())
    return found


def postmaster(home: Path) -> int:
    """The process id of the server."""
    return int((Path(record(home)["data"]) / "postmaster.pid").read_text().split()[0])


def kill_postmaster(home: Path) -> None:
    """Take the server away without warning, and wait until it is gone."""
    pid = postmaster(home)
    os.kill(pid, signal.SIGKILL)
    for _ in range(100):
        stat_file = Path(f"/proc/{pid}/stat")
        if not stat_file.exists() or stat_file.read_text().rpartition(")")[2].split()[0] == "Z":
            return
        time.sleep(0.05)


def test_it_gives_the_same_server_to_everybody(server_home: Path) -> None:
    url = embedded.start(server_home)
    pid = postmaster(server_home)
    script = (
        "import sys, pathlib; from frontdesk.console import embedded; print(embedded.start(pathlib.Path(sys.argv[1])))"
    )
    both = [
        subprocess.Popen([sys.executable, "-c", script, str(server_home)], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    assert [one.communicate()[0].strip() for one in both] == [url, url]
    assert postmaster(server_home) == pid


def test_it_starts_once_when_two_ask_at_the_same_moment(server_home: Path) -> None:
    embedded.stop(server_home)
    script = (
        "import sys, pathlib; from frontdesk.console import embedded; print(embedded.start(pathlib.Path(sys.argv[1])))"
    )
    both = [
        subprocess.Popen([sys.executable, "-c", script, str(server_home)], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    first, second = (one.communicate()[0].strip() for one in both)
    assert first == second
    assert ask(first) == 1


def test_it_outlives_the_program_that_started_it(server_home: Path) -> None:
    embedded.stop(server_home)
    script = (
        "import os, signal, sys, pathlib; from frontdesk.console import embedded;"
        "embedded.start(pathlib.Path(sys.argv[1])); os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", script, str(server_home)], start_new_session=True, check=False)
    pid = postmaster(server_home)
    assert ask(embedded.start(server_home)) == 1
    assert postmaster(server_home) == pid


def test_it_starts_again_after_its_server_was_killed(server_home: Path) -> None:
    url = embedded.start(server_home)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (id int)")
        connection.execute("INSERT INTO kept VALUES (7)")
    kill_postmaster(server_home)
    assert ask(embedded.start(server_home), "SELECT id FROM kept") == 7


def test_it_starts_again_when_the_old_number_now_belongs_to_another_process(server_home: Path) -> None:
    embedded.start(server_home)
    pid_file = Path(record(server_home)["data"]) / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    kill_postmaster(server_home)
    owner = pid_file.stat().st_uid
    other = subprocess.Popen(["sleep", "60"], user=owner if os.geteuid() == 0 else None)
    try:
        pid_file.write_text("\n".join([str(other.pid), *lines[1:]]) + "\n")
        assert ask(embedded.start(server_home)) == 1
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


@pytest.mark.parametrize("content", ["", "12", "not a number\n"])
def test_it_starts_again_after_the_pid_file_was_cut_short(server_home: Path, content: str) -> None:
    embedded.start(server_home)
    pid_file = Path(record(server_home)["data"]) / "postmaster.pid"
    embedded.stop(server_home)
    pid_file.write_text(content)
    assert ask(embedded.start(server_home)) == 1


def test_it_moves_to_another_port_when_its_own_is_taken(server_home: Path) -> None:
    embedded.start(server_home)
    taken = int(record(server_home)["port"])
    embedded.stop(server_home)
    with socket.socket() as squatter:
        squatter.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        squatter.bind(("127.0.0.1", taken))
        squatter.listen()
        url = embedded.start(server_home)
    assert ask(url) == 1
    assert int(record(server_home)["port"]) != taken


def test_it_refuses_data_of_another_release(server_home: Path) -> None:
    embedded.stop(server_home)
    version = Path(record(server_home)["data"]) / "PG_VERSION"
    written = version.read_text()
    version.write_text("17\n")
    try:
        with pytest.raises(DatabaseError, match="run backup with the old release, restore with the new"):
            embedded.start(server_home)
    finally:
        version.write_text(written)


def test_it_does_not_replace_data_that_went_missing(server_home: Path) -> None:
    embedded.stop(server_home)
    data = Path(record(server_home)["data"])
    data.rename(data.with_name("elsewhere"))
    try:
        with pytest.raises(DatabaseError, match="Put it back"):
            embedded.start(server_home)
    finally:
        data.with_name("elsewhere").rename(data)


def test_it_begins_afresh_when_the_home_forgot_its_server_and_keeps_the_old_data(server_home: Path) -> None:
    embedded.start(server_home)
    data = Path(record(server_home)["data"])
    (server_home / "postgres.json").unlink()
    assert ask(embedded.start(server_home)) == 1
    assert list(data.parent.glob(f"{data.name}.old-*"))


def test_it_lets_nobody_in_without_the_password(server_home: Path) -> None:
    url = embedded.start(server_home)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url.replace(record(server_home)["password"], "guess"))
    assert stat.S_IMODE((server_home / "postgres.json").stat().st_mode) == 0o600


def test_it_reads_capital_letters_with_accents(server_home: Path) -> None:
    assert ask(embedded.start(server_home), "SELECT 'É' ILIKE 'é'") is True


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has folders that the server's account can't enter")
def test_it_leaves_the_parents_of_a_shut_home_as_they_are(tmp_path: Path) -> None:
    shut = tmp_path / "shut"
    home = shut / "checkout" / "var"
    home.mkdir(parents=True)
    shut.chmod(0o700)
    before = [stat.S_IMODE(part.stat().st_mode) for part in (shut, *shut.parents)]
    try:
        assert ask(embedded.start(home, durable=False)) == 1
        assert [stat.S_IMODE(part.stat().st_mode) for part in (shut, *shut.parents)] == before
    finally:
        embedded.stop(home)
        shutil.rmtree(record(home)["data"])


def test_it_stops_only_what_it_started(tmp_path: Path) -> None:
    assert embedded.stop(tmp_path) is False
