"""All records of a council compared: who is joined and proposed, once, by one run at a time."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from frontdesk.console.packs.matching import SHIPPED, read_model
from frontdesk.console.packs.read import Problems
from frontdesk.domains.people import actions, models, queries
from frontdesk.domains.people.actions import matches
from frontdesk.domains.people.matching.model import Model
from frontdesk.domains.people.types import AddressIn, Match, PersonIn
from frontdesk.kernel import journal
from frontdesk.kernel.errors import NotAllowed, Refusal
from tests.support.cast import Cast

HOME = AddressIn("5 Quarry Lane, Anytown", "ZY9 3AB")
ANN = PersonIn("A", "Ann Testwood", date_of_birth=date(1980, 3, 12), emails=["ann@example.org"], addresses=[HOME])
BOB = PersonIn("B", "Bob Testmarsh", date_of_birth=date(1971, 7, 1), phones=["07700 900222"], addresses=[HOME])
SON = PersonIn("S", "Bob Testmarsh", date_of_birth=date(2001, 2, 9), phones=["07700 900222"], addresses=[HOME])


@pytest.fixture
def model() -> Model:
    found = read_model(SHIPPED, Problems())
    assert found is not None
    return found


@pytest.fixture(autouse=True)
def home(settings, tmp_path: Path) -> Path:
    settings.FRONTDESK_HOME = tmp_path
    return tmp_path


@pytest.fixture
def loaded(cast: Cast) -> Cast:
    """Ann in two systems, Bob and his son with one phone, Bob with another date of birth in the second."""
    actions.load_people(cast.system, rows=[ANN, BOB, SON], system="council-tax")
    second = [replace(ANN, name="ANN TESTWOOD", emails=[]), replace(BOB, date_of_birth=date(1971, 1, 7))]
    actions.load_people(cast.system, rows=second, system="housing")
    return cast


def known(cast: Cast, system: str, key: str) -> int:
    return queries.people_by_identity(cast.dee.council, system, [key])[key]


def state(cast: Cast) -> tuple[set, set]:
    """Who is joined to whom, and who is proposed with whom."""
    joins = models.Join.objects.filter(council_id=cast.dee.council).values_list("person", "into", "undone_at")
    pairs = models.JoinProposal.objects.filter(council_id=cast.dee.council).values_list("lower", "higher", "state")
    return set(joins), set(pairs)


@pytest.mark.shows("B3")
def test_it_joins_what_is_certain_and_proposes_what_is_not(loaded: Cast, model: Model):
    told = actions.match_people(loaded.system, model=model)
    ann, again = known(loaded, "council-tax", "A"), known(loaded, "housing", "A")
    bob, other, son = (
        known(loaded, "council-tax", "B"),
        known(loaded, "housing", "B"),
        known(loaded, "council-tax", "S"),
    )
    joins, pairs = state(loaded)
    assert joins == {(again, ann, None)}
    assert pairs >= {(bob, other, "open")}
    assert not {(ann, bob, "open"), (ann, son, "open")} & pairs, "they only live in one house"
    assert (told.certain, told.joined, told.proposed) == (1, 1, len(pairs))
    assert told.records == models.Person.objects.filter(council_id=loaded.dee.council).count()
    entry = journal.timeline(loaded.dee.council, areas=("people.compared",))[0]
    assert entry.data["joined"] == 1


@pytest.mark.shows("B3")
def test_it_may_be_run_again(loaded: Cast, model: Model):
    first = actions.match_people(loaded.system, model=model)
    before = state(loaded)
    told = actions.match_people(loaded.system, model=model)
    assert (told.certain, told.joined, told.proposed, told.renewed) == (0, 0, 0, first.proposed)
    assert state(loaded) == before


@pytest.mark.shows("B3")
def test_what_people_said_is_remembered(loaded: Cast, model: Model):
    actions.match_people(loaded.system, model=model)
    join = models.Join.objects.get(council_id=loaded.dee.council)
    actions.undo_join(loaded.sam, join=join.pk, why="Two cousins")
    for each in models.JoinProposal.objects.filter(council_id=loaded.dee.council, state="open"):
        actions.reject_proposal(loaded.sam, proposal=each.pk, why="Father and son")
    before = state(loaded)
    told = actions.match_people(loaded.system, model=model)
    assert (told.joined, told.proposed, told.renewed) == (0, 0, 0)
    assert told.remembered == told.certain + told.doubtful > 1
    assert state(loaded) == before


@pytest.mark.shows("B3")
def test_one_that_was_cut_off_is_begun_again(loaded: Cast, model: Model, home: Path, monkeypatch: pytest.MonkeyPatch):
    taken = matches._take
    calls: list[int] = []

    def cut_off(*given, **named):
        calls.append(1)
        if len(calls) > 1:
            raise KeyboardInterrupt
        return taken(*given, **named)

    monkeypatch.setattr(matches, "_take", cut_off)
    with pytest.raises(KeyboardInterrupt):
        actions.match_people(loaded.system, model=model)
    assert not list((home / "matching").glob("*")), "nothing of the records is left"
    assert state(loaded)[0] and not state(loaded)[1]
    monkeypatch.undo()
    told = actions.match_people(loaded.system, model=model)
    assert (told.joined, told.proposed > 0) == (0, True)
    assert len(state(loaded)[0]) == 1


def test_what_a_killed_run_left_is_removed(loaded: Cast, model: Model, home: Path):
    left = home / "matching" / str(loaded.dee.council) / "person.csv"
    left.parent.mkdir(parents=True)
    left.write_text("1,1,Old,Copy,,f\n")
    actions.match_people(loaded.system, model=model, dry_run=True)
    assert not left.parent.exists()


def test_a_dry_run_keeps_nothing(loaded: Cast, model: Model):
    found: list[Match] = []

    def keep(certain: Sequence[Match], doubtful: Sequence[Match]) -> None:
        found.extend([*certain, *doubtful])

    told = actions.match_people(loaded.system, model=model, dry_run=True, keep=keep)
    assert (told.certain, told.joined, told.proposed) == (1, 0, 0)
    assert len(found) == told.certain + told.doubtful
    assert state(loaded) == (set(), set())


def test_two_at_once_are_refused(loaded: Cast, model: Model):
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            name = f"matching {loaded.dee.council}"
            cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [name])
            with pytest.raises(Refusal, match="are being compared already"):
                actions.match_people(loaded.system, model=model)
    finally:
        other.close()


def test_staff_do_not_start_it(cast: Cast, model: Model):
    with pytest.raises(NotAllowed):
        actions.match_people(cast.sam, model=model)
