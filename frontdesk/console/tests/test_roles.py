"""Roles that row-level security binds, whatever was there before."""

import os
import stat
from pathlib import Path

import psycopg
import pytest

from frontdesk.console import roles
from frontdesk.console.programs import DatabaseError

pytestmark = pytest.mark.pg15
ROLES = ("bins_owner", "bins_app")


@pytest.fixture(scope="module")
def addresses(admin_url: str, server_home: Path) -> roles.Addresses:
    """A prepared database, with roles of its own: the server may serve other tests too."""
    return roles.prepare(admin_url, "bins", *ROLES, home=server_home / "bins")


def ask(url: str, question: str) -> object:
    """The single value that the server answers."""
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(question).fetchone()
    assert row is not None
    return row[0]


def run(url: str, statement: str) -> None:
    """Run one statement."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)


def test_it_runs_on_the_oldest_postgresql_that_we_promise(admin_url: str) -> None:
    """Only in the marked part's own run; in the whole suite the embedded server is a newer one."""
    oldest = bool(os.environ.get("FRONTDESK_TEST_ADMIN_URL"))
    assert str(ask(admin_url, "SHOW server_version_num")).startswith("15") or not oldest


def test_it_gives_neither_role_power_over_the_policies(addresses: roles.Addresses) -> None:
    question = (
        "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb FROM pg_roles WHERE rolname = current_user"
    )
    assert ask(addresses.app_url, question) is False
    assert ask(addresses.owner_url, question) is False


def test_it_makes_the_owner_own_the_database(addresses: roles.Addresses) -> None:
    question = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()"
    assert ask(addresses.app_url, question) == "bins_owner"


def test_it_lets_the_app_work_on_rows_of_later_tables(addresses: roles.Addresses) -> None:
    run(addresses.owner_url, "CREATE TABLE bins (id bigint GENERATED ALWAYS AS IDENTITY, note text)")
    run(addresses.app_url, "INSERT INTO bins (note) VALUES ('missed')")
    run(addresses.app_url, "UPDATE bins SET note = 'emptied'")
    assert ask(addresses.app_url, "SELECT note FROM bins") == "emptied"
    run(addresses.app_url, "DELETE FROM bins")


@pytest.mark.parametrize("statement", ["TRUNCATE bins", "DROP TABLE bins", "CREATE TABLE mine (id int)"])
def test_it_keeps_the_app_from_the_tables_themselves(addresses: roles.Addresses, statement: str) -> None:
    run(addresses.owner_url, "CREATE TABLE IF NOT EXISTS bins (id bigint, note text)")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        run(addresses.app_url, statement)


def test_it_keeps_the_app_from_functions_until_they_are_granted(addresses: roles.Addresses) -> None:
    run(addresses.owner_url, "CREATE FUNCTION secret() RETURNS int LANGUAGE sql AS 'SELECT 1'")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ask(addresses.app_url, "SELECT secret()")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("SELECT unaccent('Chloé')", "Chloe"),
        ("SELECT similarity('Smith', 'Smith')::text", "1"),
        ("SELECT levenshtein('bin', 'bins')", 1),
        ("SELECT 1 FROM pg_opclass WHERE opcname = 'gist_int8_ops'", 1),
    ],
)
def test_it_brings_the_extensions(addresses: roles.Addresses, question: str, answer: object) -> None:
    assert ask(addresses.app_url, question) == answer


def test_it_can_be_run_again_without_changing_a_password(
    addresses: roles.Addresses, admin_url: str, server_home: Path
) -> None:
    assert roles.prepare(admin_url, "bins", *ROLES, home=server_home / "bins") == addresses
    assert roles.read_addresses(server_home / "bins") == addresses
    assert stat.S_IMODE((server_home / "bins" / "database.json").stat().st_mode) == 0o600


def test_it_prepares_a_second_database_without_forgetting_the_first(
    addresses: roles.Addresses, admin_url: str, server_home: Path
) -> None:
    second = roles.prepare(admin_url, "second", *ROLES, home=server_home / "bins")
    assert second == addresses.of_database("second")
    assert roles.read_addresses(server_home / "bins") == addresses
    roles.drop(admin_url, "second")


def test_it_refuses_an_app_role_that_is_a_superuser(admin_url: str) -> None:
    run(admin_url, "CREATE ROLE mighty LOGIN SUPERUSER")
    with pytest.raises(DatabaseError, match="mighty is a superuser"):
        roles.prepare(admin_url, "other", app="mighty", owner="other_owner")


def test_it_copies_a_template_with_its_rows_while_somebody_is_connected(
    addresses: roles.Addresses, admin_url: str
) -> None:
    run(addresses.owner_url, "CREATE TABLE streets AS SELECT 'Mill Lane' AS name")
    with psycopg.connect(addresses.owner_url):
        roles.create_copy(admin_url, "bins", "frontdesk_copy", "bins_app")
    copy = addresses.of_database("frontdesk_copy")
    assert ask(copy.app_url, "SELECT name FROM streets") == "Mill Lane"
    with psycopg.connect(copy.app_url):
        roles.drop(admin_url, "frontdesk_copy")
    roles.drop(admin_url, "frontdesk_copy")
    assert ask(admin_url, "SELECT count(*) FROM pg_database WHERE datname = 'frontdesk_copy'") == 0


def test_it_keeps_strangers_out_of_a_copy(addresses: roles.Addresses, admin_url: str) -> None:
    roles.create_copy(admin_url, "bins", "frontdesk_copy", "bins_app")
    run(admin_url, "CREATE ROLE stranger LOGIN PASSWORD 'x'")
    url = roles._with(admin_url, user="stranger", password="x", dbname="frontdesk_copy")
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(url)
    roles.drop(admin_url, "frontdesk_copy")


def test_it_prepares_with_an_administrator_who_is_no_superuser(admin_url: str) -> None:
    run(admin_url, "CREATE ROLE cloud LOGIN PASSWORD 'x' CREATEROLE CREATEDB")
    url = roles._with(admin_url, user="cloud", password="x")
    made = roles.prepare(url, "managed", owner="managed_owner", app="managed_app")
    run(made.owner_url, "CREATE TABLE t (id int)")
    assert ask(made.app_url, "SELECT count(*) FROM t") == 0
    roles.drop(admin_url, "managed")


def test_it_says_in_a_sentence_that_the_server_is_away() -> None:
    with pytest.raises(DatabaseError, match="does not let the administrator in"):
        roles.prepare("postgresql://postgres:x@127.0.0.1:1/postgres")


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://o:p%40ss%2F@127.0.0.1:5432/desk",
        "postgresql://o@%2Fvar%2Frun%2Fpostgresql/desk",
        "postgresql://o:p@db.example.org/desk?sslmode=require",
    ],
)
def test_it_keeps_every_part_of_an_address(url: str) -> None:
    assert roles._with(url) == url
