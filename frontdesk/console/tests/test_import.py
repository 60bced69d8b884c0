"""Bringing in a file of contacts, as somebody at the console does it: tried first, begun again, taken back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from frontdesk.console.imports.lines import place_of
from frontdesk.console.main import load, parser_of
from frontdesk.console.surroundings import Stop
from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.contacts.models import Contact, Matter
from frontdesk.domains.contacts.types import ContactIn, Recorded
from frontdesk.domains.insight import queries as insight
from frontdesk.domains.insight.types import Period
from frontdesk.domains.people import actions as people
from frontdesk.domains.people.types import PersonIn
from frontdesk.domains.requests import actions as requests
from frontdesk.domains.requests.actions import undo
from frontdesk.domains.requests.models import Request
from frontdesk.domains.requests.rules.brought_in import check
from frontdesk.domains.requests.types import RequestIn
from frontdesk.kernel import clock, imports, journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal
from tests.support.cast import Cast
from tests.support.services import publish

MAPPING = """
source = "switchboard"
customers = "council-tax"
times = "%d/%m/%Y %H:%M"

[fields]
key = "Call"
channel = "How"
started_at = "Rang"
answered_at = "Answered"
customer = "Account"
service = "About"

[constants]
reason = "progress"
outcome = "answered"

[codes.channel]
Telephone = "phone"
Counter = "visit"
Test = ""

[codes.service]
Bins = "missed-bin"
Other = "nothing-known"
"""
HEADER = "Call,How,Rang,Answered,Account,About\n"
GOOD = "C1,Telephone,01/12/2026 09:00,01/12/2026 09:01,T77,Bins\nC2,Counter,01/07/2026 14:30,,,Bins\n"
BAD = (
    'C3,Carrier pigeon,01/12/2026 09:00,,,Bins\nC4,Telephone,12/31/2026 09:00,,,Bins\n"C5\nnew line",Telephone\n'
    "C6,Telephone,01/12/2026 09:00,,T99,Bins\nC7,Test,01/12/2026 09:00,,,Bins\nC8,Telephone,,,,Bins\n"
    "C9,Telephone,01/12/2026 09:00,01/12/2026 08:00,,Bins\nC10,Telephone,01/12/2026 09:00,,,Other\n"
)  # fmt: skip


BIN = {"address": "12 Mill Lane, ZY1 1AB", "bin": "rubbish", "missed-on": "2026-11-30", "assisted": "no",
       "name": "Amina Testwood", "email": "amina@example.org"}  # fmt: skip


@pytest.fixture
def files(cast: Cast, tmp_path: Path) -> Iterator[Path]:
    """A folder with the mapping, in a council that has one service and one customer of the council tax system."""
    with clock.at(datetime(2026, 12, 2, 10, tzinfo=UTC)):
        publish(cast.system, "missed-bin")
        people.load_people(cast.system, rows=[PersonIn(key="T77", name="Amina Testwood")], system="council-tax")
        (tmp_path / "calls.toml").write_text(MAPPING)
        yield tmp_path


def bring_in(files: Path, text: str, *words: str) -> int:
    (files / "calls.csv").write_text(HEADER + text)
    return frontdesk("contacts", str(files / "calls.csv"), "--mapping", str(files / "calls.toml"), *words)


def counted(council: int) -> int:
    """Contacts in the figures of the year."""
    return int(insight.cost(council, Period(date(2026, 1, 1), clock.today())).whole.number)


def frontdesk(*words: str, council: str = "demo") -> int:
    options = parser_of("import", load("import_")).parse_args([*words, "--council", council])
    return options.run(options) or 0


@pytest.mark.shows("K2")
def test_each_line_is_a_contact_with_its_matter_customer_and_time(
    files: Path, cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bring_in(files, GOOD) == 0
    assert "2 brought in, 0 there already, 0 refused" in capsys.readouterr().out
    call, visit = Contact.objects.filter(council_id=cast.councils.demo.id, import_run__isnull=False).order_by("id")
    assert call.person is not None and call.person.name == "Amina Testwood"
    assert (str(call.started_at), str(visit.started_at)) == ("2026-12-01 09:00:00+00:00", "2026-07-01 13:30:00+00:00")
    assert [m.service for m in Matter.objects.filter(contact__in=[call, visit])] == ["missed-bin", "missed-bin"]
    entry = journal.timeline(cast.councils.demo.id, thing=("contact", call.pk))[0]
    assert entry.happened_at == call.started_at


def test_each_bad_line_is_told_with_its_number_and_the_others_come_in(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bring_in(files, GOOD + BAD) == 1
    said = capsys.readouterr()
    assert said.err.splitlines() == [
        "calls.csv:4: “Carrier pigeon” has no code in [codes.channel] of the mapping.",
        "calls.csv:5: started_at: “12/31/2026 09:00” is not a time as the mapping writes it (like 03/12/2026 16:05).",
        "calls.csv:6: This line has another number of columns than the first line of the file.",
        "calls.csv:8: We have no customer “T99” of council-tax.",
        "calls.csv:10: There is nothing for started_at.",
        "calls.csv:11: Check the times: a contact cannot be answered or ended before it starts.",
        "calls.csv:12: We have no service called “nothing-known”.",
    ]
    assert "10 lines: 2 brought in, 0 there already, 7 refused, 1 left out" in said.out


def test_a_call_over_the_hour_in_which_clocks_go_forward_is_told_and_stops_no_run(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """01:30 was not on the clocks of 29 March 2026: it is 02:30, and 02:05 is before it."""
    night = (
        "C1,Telephone,29/03/2026 01:30,29/03/2026 02:05,,Bins\nC2,Telephone,29/03/2026 00:58,29/03/2026 02:05,,Bins\n"
    )
    assert bring_in(files, night) == 1
    said = capsys.readouterr()
    assert "calls.csv:2: Check the times" in said.err and "1 brought in, 0 there already, 1 refused" in said.out


def test_a_dry_run_says_the_same_and_keeps_nothing(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = Contact.objects.count()
    assert bring_in(files, GOOD + BAD, "--dry-run") == 1
    assert "Dry run, nothing is kept: 10 lines: 2 brought in" in capsys.readouterr().out
    frontdesk("list")
    assert capsys.readouterr().out == ""
    assert Contact.objects.count() == before


def test_begun_again_it_makes_none_twice_with_keys_or_without(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bring_in(files, GOOD[: GOOD.index("C2")])
    bring_in(files, GOOD)
    assert "1 brought in, 1 there already" in capsys.readouterr().out
    (files / "calls.toml").write_text(MAPPING.replace('key = "Call"', ""))
    bring_in(files, GOOD)
    bring_in(files, GOOD)
    assert capsys.readouterr().out.splitlines()[-1].endswith("0 brought in, 2 there already, 0 refused, 0 left out")


@pytest.mark.shows("K2")
def test_a_run_is_taken_back_but_for_what_other_work_points_at(
    files: Path, cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    council = cast.councils.demo.id
    bring_in(files, GOOD)
    run = capsys.readouterr().out.split()[1].rstrip(":")
    call = Contact.objects.get(council_id=council, once_key__endswith="C1")
    receipt = requests.report_request(cast.dee, service="missed-bin", channel="phone", answers=BIN)
    requests.link_contact(cast.dee, request=receipt.request or 0, contact=call.pk, matter=call.matters.get().pk)
    journal.deliver(council)
    assert counted(council) == 3
    with pytest.raises(NotFound):
        frontdesk("undo", run, council="littlewick")
    frontdesk("undo", run)
    assert "1 contacts removed; 1 stay" in capsys.readouterr().out
    journal.deliver(council)
    assert (counted(council), call.matters.count()) == (2, 1)
    with pytest.raises((Stop, Refusal), match="taken back already"):
        frontdesk("undo", run)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ('channel = "How"', "Say which column is “channel”"),
        ('source = "switchboard"', "source"),
        ('started_at = "Rang"\n', "Say which column is “started_at”"),
    ],
)
def test_a_mapping_that_lacks_something_says_what(files: Path, wrong: str, sentence: str) -> None:
    (files / "calls.toml").write_text(MAPPING.replace(wrong, ""))
    with pytest.raises(Stop, match=sentence):
        bring_in(files, GOOD)


def test_a_mapping_for_another_file_says_which_columns_are_missing(files: Path) -> None:
    (files / "calls.toml").write_text(MAPPING.replace('"How"', '"Wie"').replace("customer =", "custmer ="))
    with pytest.raises(Stop, match=r"calls.toml:11: There is no field “custmer”"):
        bring_in(files, GOOD)
    (files / "calls.toml").write_text(MAPPING.replace('"How"', '"Wie"'))
    with pytest.raises(Stop, match=r"calls.csv has no column Wie. Its first line names: Call, How"):
        bring_in(files, GOOD)


REQUESTS = """
source = "old-system"

[fields]
key = "No"
service = "What"
channel = "How"
received_at = "In"
closed_at = "Out"
due_on = "Due"
words = "Said"

[codes.channel]
app = "api"
crew = "own"
"""
OLD = """No,What,How,In,Out,Due,Said
R1,missed-bin,app,2026-11-02T09:00:00,2026-11-04T10:00:00,2026-11-04,It was not emptied
R2,missed-bin,app,2026-11-02T09:00:00,,2026-11-03,
R3,missed-bin,crew,2026-11-02T09:00:00,2026-11-02T08:00:00,,
R4,missed-sun,app,2026-11-02T09:00:00,,,
"""


@pytest.mark.shows("F1")
def test_requests_come_in_as_they_stand_there_and_what_staff_found_counts_in_no_ratio(
    files: Path, cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    council = cast.councils.demo.id
    (files / "old.toml").write_text(REQUESTS)
    (files / "old.csv").write_text(OLD)
    assert frontdesk("requests", str(files / "old.csv"), "--mapping", str(files / "old.toml")) == 1
    assert capsys.readouterr().err.splitlines() == [
        "old.csv:4: It was closed before it was received: it counts as closed at once.",
        "old.csv:5: We have no service called “missed-sun”.",
    ]
    kept, late, found = Request.objects.filter(council_id=council, import_run__isnull=False).order_by("id")
    assert (kept.side, kept.kept, kept.owner_id) == ("completed", True, None)
    assert (late.side, late.status, late.due_on, late.owner_id is not None) == (
        "open",
        "received",
        date(2026, 11, 3),
        True,
    )
    assert (found.channel, found.contacts.count(), kept.contacts.count()) == ("", 0, 1)
    journal.deliver(council)
    counts = insight.take_up(council, Period(date(2026, 11, 2), date(2026, 11, 2))).whole
    assert (counts.received, counts.completed, counts.open) == (2, 1, 1)
    requests.note(cast.oli, request=late.pk, text="Rang the depot.")
    late.refresh_from_db()
    assert late.due_on == date(2026, 11, 3), "the day that was promised there stays"


def test_while_a_run_is_at_work_no_other_of_its_kind_begins_and_none_is_taken_back(files: Path, cast: Cast) -> None:
    bring_in(files, GOOD)
    info = connection.connection.info
    key = f"frontdesk import {cast.councils.demo.id} contacts"
    with psycopg.connect(info.dsn, password=info.password) as other:
        other.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [key])
        for words in ([], ["--dry-run"]):
            with pytest.raises(Refusal, match="Another run is at work for this council on contacts"):
                bring_in(files, GOOD, *words)
        with pytest.raises(Refusal, match="Another run is at work"):
            frontdesk("undo", str(imports.runs(cast.councils.demo.id)[0].id))
        other.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [key])
        assert bring_in(files, GOOD) == 0
        held = other.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [key]).fetchone()
    assert held == (True,), "the run let go of it"


def test_one_odd_cell_is_refused_by_its_line_and_the_others_come_in(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nul, byte = "C2,Telephone,01/12/2026 09:00,,,\0Bins\n", "C3,Telephone,01/12/2026 09:00,,,Bi\udcffns\n"
    early, long = "C4,Telephone,01/12/0001 09:00,,,Bins\n", f"C5,Telephone,{'9' * 200_000},,,Bins\n"
    text = HEADER + GOOD[: GOOD.index("C2")] + nul + byte + early + long + "C6,Telephone,01/12/2026 09:00,,,Bins\n"
    (files / "calls.csv").write_text(text, errors="surrogateescape")
    assert frontdesk("contacts", str(files / "calls.csv"), "--mapping", str(files / "calls.toml")) == 1
    said = capsys.readouterr()
    assert said.err.splitlines() == [
        "calls.csv:3: service: there are control characters in it, which are not text.",
        "calls.csv:4: service: there are bytes in it that are not utf-8-sig.",
        "calls.csv:5: started_at: “01/12/0001 09:00” is not a day from 1890 on.",
        "calls.csv:6: This line cannot be read: a cell is too long, or a quotation mark in it is never closed.",
    ]
    assert "6 lines: 2 brought in, 0 there already, 4 refused" in said.out


def test_a_request_whose_contact_is_refused_is_told_by_its_line(
    files: Path, cast: Cast, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    record = contacts.record_contacts

    def refusing(actor: Actor, *, rows: list[ContactIn], run: int | None) -> list[Recorded]:
        told = record(actor, rows=rows, run=run)
        return [Recorded(refused="No such contact.") if "R1" in row.key else one
                for row, one in zip(rows, told, strict=True)]  # fmt: skip

    monkeypatch.setattr(contacts, "record_contacts", refusing)
    (files / "old.toml").write_text(REQUESTS)
    (files / "old.csv").write_text(OLD)
    frontdesk("requests", str(files / "old.csv"), "--mapping", str(files / "old.toml"))
    assert "old.csv:2: No such contact." in capsys.readouterr().err.splitlines()
    kept = Request.objects.filter(council_id=cast.councils.demo.id, import_run__isnull=False).order_by("id")
    assert [row.import_key for row in kept] == ["old-system:R2", "old-system:R3"]


def test_work_on_a_request_while_its_import_is_taken_back_is_kept(
    files: Path, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    (files / "old.toml").write_text(REQUESTS)
    (files / "old.csv").write_text(OLD)
    frontdesk("requests", str(files / "old.csv"), "--mapping", str(files / "old.toml"))
    council = cast.councils.demo.id
    _, late, _ = Request.objects.filter(council_id=council, import_run__isnull=False).order_by("id")
    remove = undo._remove

    def work_first(council: int, ids: list[int]) -> int:
        if late.pk not in ids:  # the first batch goes while a colleague writes to the request of the next
            requests.note(cast.oli, request=late.pk, text="Rang the depot.")
        return remove(council, ids)

    monkeypatch.setattr(undo, "BATCH", 1)
    monkeypatch.setattr(undo, "_remove", work_first)
    frontdesk("undo", str(imports.runs(council)[0].id))
    assert [row.pk for row in Request.objects.filter(council_id=council, import_run__isnull=False)] == [late.pk]


def test_each_refused_line_stands_in_a_file_of_its_own_and_the_terminal_tells_no_values(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bring_in(files, GOOD + BAD, "--errors", str(files / "wrong.csv")) == 1
    said = (files / "wrong.csv").read_text().splitlines()
    assert len(said) == 7 and said[0] == "4,“Carrier pigeon” has no code in [codes.channel] of the mapping."
    assert (files / "wrong.csv").stat().st_mode & 0o777 == 0o600
    told = capsys.readouterr().err
    assert "calls.csv: 1 more lines: … has no code in" in told
    assert "pigeon" not in told and "T99" not in told


@pytest.mark.parametrize(
    ("was", "wrong", "sentence"),
    [
        ("[constants]", '[constants]\nassisted = "yes"', "“assisted” must be true or false"),
        ("[constants]", "[constants]\nended_at = 2026-05-07", "“ended_at” must be a time such as"),
        ("[fields]", 'delimiter = "||"\n[fields]', "The delimiter must be one character"),
    ],
)
def test_a_mapping_is_refused_for_constants_and_a_delimiter_that_cannot_be(
    files: Path, was: str, wrong: str, sentence: str
) -> None:
    (files / "calls.toml").write_text(MAPPING.replace(was, wrong))
    with pytest.raises(Stop, match=sentence):
        bring_in(files, GOOD)


def test_a_column_of_the_exact_name_goes_before_a_pattern_and_only_one_letter_is_any() -> None:
    assert place_of("WD??CD", ["WD24CD", "WD??CD"]) == 1
    assert place_of("WD??CD", ["WD2CD", "WD24CD"]) == 1
    assert place_of("No*", ["Note"]) is None


def test_requests_of_days_that_cannot_be_and_off_the_globe_are_refused() -> None:
    now = datetime(2026, 12, 2, 10, tzinfo=UTC)
    good = RequestIn(key="R", service="missed-bin", received_at=now, channel="api")
    check(good, now)
    for more in ({"received_at": datetime(1973, 12, 31, tzinfo=UTC)}, {"closed_at": datetime(2027, 1, 1, tzinfo=UTC)},
                 {"place": (91.0, 0.0)}, {"place": (float("nan"), 0.0)}):  # fmt: skip
        with pytest.raises(Refusal):
            check(replace(good, **more), now)  # type: ignore[arg-type]
