"""Bringing in customers of another system, as somebody at the console does it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from frontdesk.console.main import load, parser_of
from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.people import actions, queries
from frontdesk.domains.people.actions import undo
from frontdesk.domains.people.models import Identity, Person
from frontdesk.domains.people.types import PersonIn
from frontdesk.domains.places.tests import village
from frontdesk.kernel import imports, journal
from tests.support.cast import Cast

MAPPING = """
source = "council-tax"
times = "%d/%m/%Y"

[fields]
key = "Account"
name = "Payer"
date_of_birth = "Born"
email = "Email"
phone = "Phone"
uprn = "Property"
address = "Address"
postcode = "Postcode"
other = "Tenancy"

[constants]
other_system = "housing"
"""
HEADER = "Account,Payer,Born,Email,Phone,Property,Address,Postcode,Tenancy\n"
AMINA = "T1,Amina Testwood,12/03/1980,amina.t@example.org,07700 900555,101,,,H9\n"
BILL = 'T2,Bill Testmarsh,,,,,"7 Elm Road, Anytown",ZY9 3AB,\n'
Console = Callable[..., tuple[int, str, str]]


@pytest.fixture
def bring_in(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Console:
    """`frontdesk import people` of these lines: its exit code, and what it said."""
    village.build(cast.system)
    (tmp_path / "people.toml").write_text(MAPPING)

    def run(text: str, *words: str) -> tuple[int, str, str]:
        (tmp_path / "people.csv").write_text(HEADER + text)
        mapping = ("--mapping", str(tmp_path / "people.toml"))
        return frontdesk(capsys, "people", str(tmp_path / "people.csv"), *mapping, *words)

    return run


def frontdesk(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    options = parser_of("import", load("import_")).parse_args([*words, "--council", "demo"])
    code = options.run(options) or 0
    said = capsys.readouterr()
    return code, said.out, said.err


def found(cast: Cast, key: str, system: str = "council-tax") -> int | None:
    return queries.people_by_identity(cast.councils.demo.id, system, [key]).get(key)


@pytest.mark.shows("B3")
def test_customers_come_in_with_their_numbers_points_and_addresses(bring_in: Console, cast: Cast) -> None:
    assert bring_in(AMINA + BILL)[0] == 0
    amina, bill = (queries.person(cast.dee, found(cast, key) or 0) for key in ("T1", "T2"))
    assert (amina.name, amina.date_of_birth) == ("Amina Testwood", date(1980, 3, 12))
    assert (amina.email, amina.phone, amina.proved) == ("amina.t@example.org", "07700 900555", False)
    assert amina.address is not None and amina.address.uprn == 101 and "Heron Court" in amina.address.line
    assert bill.address is not None and (bill.address.line, bill.address.postcode) == ("7 Elm Road, Anytown", "ZY9 3AB")
    assert found(cast, "H9", "housing") == amina.id
    assert [hit.name for hit in queries.search(cast.dee, "07700 900555")] == ["Amina Testwood"]


def test_bad_lines_are_told_and_what_is_left_out_of_good_ones(bring_in: Console, cast: Cast) -> None:
    bad = (
        ",Nobody,,,,,,,\nT3,,,,,,,,\nT4,Flo Early,01/01/2099,,,,,,\nT5,Flo Wrong,,not an email,12,999,,nowhere,\n"
        "T1,Amina Again,,,,,,,\nT6,Sam Tenant,,,,,,,H9\n"
    )
    code, said, wrong = bring_in(AMINA + bad)
    assert wrong.splitlines() == [
        "people.csv:3: There is nothing for key.",
        "people.csv:4: There is nothing for name, nor for given or family.",
        "people.csv:5: date_of_birth: nobody was born on 2099-01-01.",
        "people.csv:6: Left out the email “not an email”: Enter an email address in the correct format, like"
        " name@example.com. Left out the phone “12”: Enter a phone number, like 01632 960 001, 07700 900 982 or"
        " +44 7700 900 982. We have no address with the UPRN 999, so the customer has none. Left out the postcode"
        " “nowhere”: it is not a UK postcode.",
        "people.csv:7: Customer T1 stands in a line before.",
        "people.csv:8: Left out the number H9 of housing: it is another customer's.",
    ]
    assert code == 1 and "7 lines: 3 brought in, 0 there already, 4 refused" in said
    assert found(cast, "H9", "housing") == found(cast, "T1")


def test_begun_again_nobody_comes_twice_and_a_dry_run_keeps_nobody(bring_in: Console, cast: Cast) -> None:
    before = Person.objects.count()
    assert "2 brought in" in bring_in(AMINA + BILL, "--dry-run")[1]
    assert Person.objects.count() == before
    bring_in(AMINA)
    assert "1 brought in, 1 there already" in bring_in(AMINA + BILL)[1]
    assert Person.objects.count() == before + 2


@pytest.mark.shows("B3")
def test_taken_back_those_with_work_since_stay_and_are_told(
    bring_in: Console, cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    rest = "T3,Cora Idle,,cora.i@example.org,,,,,\nT4,Des Changed,,,,,,,\n"
    run = bring_in(AMINA + BILL + rest)[1].split()[1].rstrip(":")
    started = contacts.open_contact(cast.dee, channel="phone", person=found(cast, "T1"))
    actions.change_person(cast.dee, person=found(cast, "T4") or 0, name="Des Altered")
    assert started
    code, said, _ = frontdesk(capsys, "undo", run)
    assert (code, said) == (
        0,
        f"Run {run} is taken back: 2 people removed; 2 stay, because there has been work for them since.\n",
    )
    assert [found(cast, key) is not None for key in ("T1", "T2", "T3", "T4")] == [True, False, False, True]
    kept = Identity.objects.filter(council_id=cast.councils.demo.id, system="council-tax")
    assert sorted(kept.values_list("value", flat=True)) == ["T1", "T4"]


def test_what_is_done_for_a_customer_while_the_run_is_taken_back_is_kept_and_the_journal_tells_of_it(
    bring_in: Console, cast: Cast, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run = int(bring_in(AMINA + BILL)[1].split()[1])
    bill, delete = found(cast, "T2") or 0, undo._delete

    def work_first(council: int, ids: list[int]) -> int:
        monkeypatch.setattr(undo, "_delete", delete)
        actions.change_person(cast.dee, person=bill, name="Bill Altered")
        return delete(council, ids)

    monkeypatch.setattr(undo, "BATCH", 1)
    monkeypatch.setattr(undo, "_delete", work_first)
    assert "1 people removed; 1 stay" in frontdesk(capsys, "undo", str(run))[1]
    assert found(cast, "T2") == bill
    entries = journal.timeline(cast.councils.demo.id, thing=("import", run))
    assert {entry.kind for entry in entries} == {imports.ENDED, imports.UNDONE}
    journal.deliver(cast.councils.demo.id)


def test_two_that_load_the_same_keys_wait_for_each_other(cast: Cast) -> None:
    actions.load_people(cast.system, rows=[PersonIn(key="T9", name="Amina Testwood")], system="council-tax")
    info = connection.connection.info
    key = f"people {cast.councils.demo.id} council-tax"
    with psycopg.connect(info.dsn, password=info.password) as other:
        held = other.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [key]).fetchone()
    assert held == (False,)
