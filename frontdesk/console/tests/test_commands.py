"""The command as a person at the console meets it: in processes of its own, with a home of its own."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import mkdtemp

import psycopg
import pytest

from frontdesk.console import embedded, main, roles
from tests.support import cradle

COUNCIL = ("--council", "littlewick", "--council-name", "Littlewick District Council")
ADMINISTRATOR = ("--email", "ada@council.example", "--name", "Ada Brook")


# One command after another in one process: to start takes a process two seconds, a command much less.
IN_TURN = """
import contextlib, io, json, sys
from frontdesk.console.main import main
for words in json.loads(sys.argv[1]):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main(words)
        except SystemExit as end:
            code = end.code
    print(json.dumps([code, out.getvalue(), err.getvalue()]))
"""


def surroundings(home: Path, **environment: str) -> dict[str, str]:
    """This home and no other settings than those given."""
    hidden = {"DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_ADMIN_URL", "FRONTDESK_NO_POOL", "FRONTDESK_DEMO"}
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    return kept | {"FRONTDESK_HOME": str(home)} | environment


def frontdesk(home: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `frontdesk words...` in a process of its own."""
    return cradle.run(surroundings(home, **environment), *words)


def from_a_shell(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run `frontdesk words...` as a shell does, from nothing."""
    command = [sys.executable, "-m", "frontdesk.console.main", *words]
    return subprocess.run(command, env=surroundings(home), capture_output=True, text=True, check=False)


def in_turn(home: Path, *commands: tuple[str, ...]) -> list[subprocess.CompletedProcess[str]]:
    """Run one command after another, all in one process."""
    command = [sys.executable, "-c", IN_TURN, json.dumps(commands)]
    done = subprocess.run(command, env=surroundings(home), capture_output=True, text=True, check=True)
    said = [json.loads(line) for line in done.stdout.splitlines()]
    return [subprocess.CompletedProcess(words, *each) for words, each in zip(commands, said, strict=True)]


def owner(home: Path) -> str:
    """The owner's address of this home's database."""
    kept = roles.read_addresses(home)
    assert kept is not None
    return kept.owner_url


def ask(url: str, question: str) -> object:
    """The single value that the database answers."""
    with psycopg.connect(url) as connection:
        row = connection.execute(question).fetchone()
    assert row is not None
    return row[0]


@pytest.fixture(scope="module")
def home(server_home: Path) -> Path:
    """An installation made by `frontdesk setup` on an embedded database."""
    embedded.start(server_home, durable=False)
    done = from_a_shell(server_home, "setup", *COUNCIL, *ADMINISTRATOR)
    assert done.returncode == 0, done.stderr
    return server_home


def test_it_sets_up_an_installation_with_its_first_administrator(home: Path) -> None:
    question = "SELECT name || ' ' || roles::text FROM access_membership"
    assert "Ada Brook" in str(ask(owner(home), question))
    assert "administrator" in str(ask(owner(home), question))


def test_it_can_be_set_up_again_without_making_anything_twice(home: Path) -> None:
    assert frontdesk(home, "setup", *COUNCIL, *ADMINISTRATOR).returncode == 0
    assert ask(owner(home), "SELECT count(*) FROM access_membership") == 1


def test_it_takes_on_lists_and_lets_go_members(home: Path) -> None:
    council = ("--council", "littlewick")
    dee = (*council, "--email", "dee@council.example")
    taken, listed, ended, left, again, wrong = in_turn(
        home,
        ("member", "set", *dee, "--name", "Dee Marsh", "--role", "adviser"),
        ("member", "list", *council),
        ("member", "end", *dee),
        ("member", "list", *council),
        ("member", "end", *dee),
        ("member", "set", *dee, "--name", "Dee Marsh", "--role", "king"),
    )
    assert (taken.returncode, ended.returncode) == (0, 0)
    assert "dee@council.example\tDee Marsh\tadviser" in listed.stdout
    assert "dee@" not in left.stdout
    assert (again.returncode, again.stderr) == (1, "frontdesk member: There is no such member.\n")
    assert (wrong.returncode, wrong.stderr) == (1, "frontdesk member: There is no role called king.\n")


def test_it_makes_lists_and_ends_tokens(home: Path) -> None:
    council = ("--council", "littlewick")
    made, listed = in_turn(
        home, ("token", "create", *council, "--label", "Phones", "--scope", "contacts"), ("token", "list", *council)
    )
    assert made.returncode == 0
    number = listed.stdout.partition("\t")[0]
    ended, left = in_turn(home, ("token", "end", *council, "--token", number), ("token", "list", *council))
    assert (ended.returncode, left.stdout) == (0, "")


def test_it_checks_itself(home: Path) -> None:
    done = frontdesk(home, "check", FRONTDESK_DEMO="1")
    assert (done.returncode, done.stderr) == (0, "")
    assert "database: ok" in done.stdout
    assert "adapter outbox: ok" in done.stdout
    assert "smtp" not in done.stdout


def test_it_finds_email_that_reaches_nobody(home: Path) -> None:
    done = frontdesk(home, "check", "--quiet")
    assert done.returncode == 1
    assert "Set EMAIL_URL to your mail server" in done.stdout


def test_it_finds_a_mail_server_that_does_not_answer(home: Path) -> None:
    done = frontdesk(home, "check", "--quiet", EMAIL_URL="smtp://127.0.0.1:1")
    assert done.returncode == 1
    assert "adapter smtp: The mail server 127.0.0.1 does not let us in" in done.stdout
    assert "outbox" not in done.stdout


@pytest.fixture
def mighty(home: Path) -> dict[str, str]:
    """Addresses of roles that the policies would not bind."""
    admin = roles._with(embedded.start(home), dbname="frontdesk")
    with psycopg.connect(admin, autocommit=True) as connection:
        for role in ("passing BYPASSRLS", "heir"):
            name = role.split()[0]
            connection.execute(f"DROP ROLE IF EXISTS {name}")
            connection.execute(f"CREATE ROLE {role} LOGIN PASSWORD 'only-here'")
            connection.execute(f"GRANT frontdesk_app TO {name}")
        connection.execute("GRANT frontdesk_owner TO heir")
    kinds = {"superuser": admin, "owner": owner(home)}
    return kinds | {name: roles._with(admin, user=name, password="only-here") for name in ("passing", "heir")}


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [("superuser", "is a superuser"), ("owner", "owns tables"), ("passing", "may bypass"), ("heir", "is a member of")],
)
def test_it_finds_a_role_that_could_read_every_council(
    home: Path, mighty: dict[str, str], kind: str, sentence: str
) -> None:
    done = frontdesk(home, "check", DATABASE_URL=mighty[kind], DATABASE_OWNER_URL=mighty["owner"])
    assert done.returncode == 1
    assert sentence in done.stdout


@pytest.mark.parametrize("command", ["serve", "live", "worker"])
def test_it_starts_nothing_as_the_owner_of_the_tables(home: Path, command: str) -> None:
    port = () if command == "worker" else ("--port", "1")
    done = frontdesk(home, command, *port, DATABASE_URL=owner(home), DATABASE_OWNER_URL=owner(home))
    assert done.returncode == 1
    assert "owns tables" in done.stderr


def test_it_prints_a_token_that_nobody_else_can_read_later(home: Path) -> None:
    done = frontdesk(home, "token", "create", "--council", "littlewick", "--label", "Phones", "--scope", "contacts")
    assert done.returncode == 0
    secret = done.stdout.strip()
    assert len(secret) == 40
    assert ask(owner(home), f"SELECT count(*) FROM access_token WHERE secret_hash = '{secret}'") == 0


WRONG = {
    ("token", "create", "--council", "nowhere", "--label", "x", "--scope", "x"): "There is no council 'nowhere'",
    ("administrator", "--council", "littlewick", "--email", "ada", "--name", "Ada"): "not an email address",
    ("setup", "--email", "ada@council.example"): "needs --council, --email and --name together",
    ("restore", "/nowhere"): "There is no backup in",
    ("fill",): "works only with FRONTDESK_DEMO=1",
    ("juggle",): "there is no command 'juggle'",
    (): "a command is missing",
}


def test_it_says_what_is_wrong_in_one_sentence(home: Path) -> None:
    for (words, sentence), done in zip(WRONG.items(), in_turn(home, *WRONG), strict=True):
        assert done.returncode != 0, words
        assert sentence in done.stderr, words
        assert len(done.stderr.strip().splitlines()) == 1, words


def test_it_gives_its_exit_code_to_the_shell(home: Path) -> None:
    done = from_a_shell(home, "juggle")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


def test_it_keeps_everything_from_backup_to_restore(home: Path, tmp_path: Path) -> None:
    stored = home / "files" / "1" / "ab" / "abcdef"
    stored.parent.mkdir(parents=True, exist_ok=True)
    stored.write_bytes(b"a photo of a bin")
    tables = ("kernel_journal", "access_user", "access_membership", "organisations_council")
    before = [ask(owner(home), f"SELECT count(*) FROM {table}") for table in tables]
    assert frontdesk(home, "backup", str(tmp_path / "saved")).returncode == 0
    other = Path(mkdtemp(prefix="frontdesk-"))
    other.chmod(0o755)
    try:
        embedded.start(other, durable=False)
        restored = frontdesk(other, "restore", str(tmp_path / "saved"))
        assert restored.returncode == 0, restored.stderr
        assert [ask(owner(other), f"SELECT count(*) FROM {table}") for table in tables] == before
        assert (other / "files" / "1" / "ab" / "abcdef").read_bytes() == b"a photo of a bin"
        assert frontdesk(other, "check", FRONTDESK_DEMO="1").returncode == 0
        late = "SELECT max(xact) < pg_current_xact_id()::text::bigint FROM kernel_journal"
        assert ask(owner(other), late) is True
        again = frontdesk(other, "restore", str(tmp_path / "saved"))
        assert "not empty" in again.stderr
    finally:
        embedded.stop(other)
        shutil.rmtree(other)


def test_it_writes_no_backup_over_another(home: Path, tmp_path: Path) -> None:
    done = frontdesk(home, "backup", str(tmp_path))
    assert done.returncode == 1
    assert "exists already" in done.stderr


@pytest.mark.parametrize("name", sorted(main.names()))
def test_it_helps_with_every_command(name: str) -> None:
    text = main.parser_of(name, main.load(main.names()[name])).format_help()
    assert f"usage: frontdesk {name}" in text
    assert main.load(main.names()[name]).__doc__.partition("\n")[0] in text


def test_it_helps_where_there_is_no_database(tmp_path: Path) -> None:
    done = from_a_shell(tmp_path, "token", "create", "--help")
    assert done.returncode == 0, done.stderr
    assert "--council" in done.stdout
    assert not (tmp_path / "postgres.json").exists()


def test_it_lists_all_commands(tmp_path: Path) -> None:
    done = frontdesk(tmp_path, "--help")
    assert all(f"  {name} " in done.stdout for name in main.names())


TALKS = """
import sys
from types import SimpleNamespace
from frontdesk.console import main
main.prepare = lambda *given, **named: None
talk = SimpleNamespace(__doc__="", arguments=lambda parser: None, run=lambda options: print("x" * 200_000))
main.load = lambda module: talk
sys.exit(main.main(["report"]))
"""


def test_whoever_reads_on_may_stop_without_a_traceback():
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([sys.executable, "-c", TALKS], stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, "")
