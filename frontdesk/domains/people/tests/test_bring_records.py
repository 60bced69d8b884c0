"""Records that programs of back offices tell us of: made, changed, unchanged or refused, each by itself."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frontdesk.domains.people import actions, queries
from frontdesk.domains.people.actions.bring import bring_records
from frontdesk.domains.people.actions.erase import erase_people
from frontdesk.domains.people.models import Identity, Person
from frontdesk.domains.people.types import AddressIn, PersonIn
from frontdesk.domains.people.types.bringing import ALTERED, NEW, REFUSED, SAME, Brought
from frontdesk.kernel import journal, tenancy
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotAllowed, Refusal
from tests.support.cast import Cast

pytestmark = pytest.mark.shows("B3")
AMINA = PersonIn(
    key="CT-100234", name="Amina Begum", date_of_birth=date(1980, 3, 12), emails=["Amina@example.org"],
    phones=["07700 900123"], addresses=[AddressIn("12 Mill Lane, Anytown", "ZY1 4AB")],
)  # fmt: skip


MAY = frozenset({"api", "scope:people:council-tax", "scope:people:library"})


@pytest.fixture
def program(cast: Cast) -> Actor:
    """A program of two systems, with a token for just these."""
    return Actor(cast.dee.council, MAY, token=7)


def tell(program: Actor, *rows: PersonIn, system: str = "council-tax", key: str | None = None) -> list[Brought]:
    return bring_records(program, system=system, rows=rows, key=key)


def kinds(program: Actor, person: int | None) -> list[str]:
    return [each.kind for each in journal.timeline(program.council, person=person)]


def test_a_new_one_is_made_and_sent_again_it_is_unchanged(cast: Cast, program: Actor):
    (made,) = tell(program, AMINA)
    assert made.outcome == NEW
    seen = queries.person(cast.dee, made.person or 0)
    assert (seen.name, seen.email, seen.phone) == ("Amina Begum", "amina@example.org", "07700 900123")
    assert seen.address is not None and seen.address.postcode == "ZY1 4AB"
    (again,) = tell(program, AMINA)
    assert (again.outcome, again.person, again.fields) == (SAME, made.person, ())
    assert kinds(program, made.person) == ["people.created"]
    (entry,) = journal.timeline(program.council, person=made.person)
    assert (entry.token, entry.via) == (7, "council-tax")


def test_what_the_system_has_changed_is_changed_and_written_down(cast: Cast, program: Actor):
    (made,) = tell(program, AMINA)
    moved = replace(
        AMINA, name="Amina Marsh", emails=["marsh@example.org"], addresses=[AddressIn("3 Quay Street", "ZY1 2CD")]
    )
    (changed,) = tell(program, moved)
    assert (changed.outcome, changed.fields) == (ALTERED, ("address", "emails", "name"))
    seen = queries.person(cast.dee, made.person or 0)
    assert (seen.name, seen.email, seen.phone) == ("Amina Marsh", "marsh@example.org", "07700 900123")
    assert [(each.line, each.until is None) for each in seen.addresses] == [
        ("3 Quay Street", True), ("12 Mill Lane, Anytown", False),
    ]  # fmt: skip
    assert kinds(program, made.person) == ["people.moved", "people.changed", "people.created"]
    assert "Marsh" not in str(journal.timeline(program.council, person=made.person))
    assert [hit.person for hit in queries.search(cast.dee, "Amina Begum")] == [made.person], "by the former name, too"
    assert tell(program, moved)[0].outcome == SAME


def test_what_staff_put_right_stands_until_the_system_has_changed_it(cast: Cast, program: Actor):
    (made,) = tell(program, AMINA)
    person = made.person or 0
    actions.change_person(cast.dee, person=person, name="Aminah Begum")
    assert tell(program, replace(AMINA, phones=["07700 900999"]))[0].fields == ("phones",)
    assert queries.person(cast.dee, person).name == "Aminah Begum"
    assert tell(program, replace(AMINA, name="Aminah B Begum", phones=["07700 900999"]))[0].fields == ("name",)
    assert queries.person(cast.dee, person).name == "Aminah B Begum"


def test_what_was_proved_here_or_came_from_elsewhere_is_never_taken_away(cast: Cast, program: Actor):
    (made,) = tell(program, AMINA)
    person = made.person or 0
    (point,) = [each for each in queries.person(cast.dee, person).points if each.kind == "email"]
    actions.prove_contact_point(cast.system, point=point.id)
    actions.add_contact_point(cast.dee, person=person, kind="phone", value="01632 960001", source="desk")
    bare = replace(AMINA, emails=[], phones=[], addresses=[], date_of_birth=None)
    assert tell(program, bare)[0].fields == ("phones",)
    seen = queries.person(cast.dee, person)
    assert sorted(each.source for each in seen.points) == ["council-tax", "desk"]
    assert seen.date_of_birth == date(1980, 3, 12) and seen.address is not None


def test_a_record_that_an_import_brought_is_taken_up_without_undoing_what_was_put_right(cast: Cast, program: Actor):
    actions.load_people(cast.system, rows=[AMINA, replace(AMINA, key="2", name="Bill Marsh")], system="council-tax")
    Identity.objects.filter(system="council-tax").update(told=None)  # as those that came before systems told anything
    ids = queries.people_by_identity(program.council, "council-tax", ["CT-100234", "2"])
    actions.change_person(cast.dee, person=ids["CT-100234"], name="Aminah Begum")
    first, second = tell(program, AMINA, replace(AMINA, key="2", name="Bill Marsh-Hook"))
    assert (first.outcome, second.outcome, second.field) == (SAME, REFUSED, "name")
    assert queries.person(cast.dee, ids["CT-100234"]).name == "Aminah Begum"
    assert tell(program, replace(AMINA, key="2", name="bill MARSH"))[0].outcome == SAME
    assert queries.person(cast.dee, ids["2"]).name == "Bill Marsh"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"key": " "}, "key"),
        ({"name": ""}, "name"),
        ({"date_of_birth": date(2090, 1, 1)}, "date_of_birth"),
        ({"date_of_birth": date(1860, 1, 1)}, "date_of_birth"),
        ({"preferred_channel": "pigeon"}, "preferred_channel"),
    ],
)
def test_one_that_cannot_be_taken_is_refused_with_its_field_and_stops_no_other(
    cast: Cast, program: Actor, changes: dict[str, object], field: str
):
    before = Person.objects.filter(council_id=program.council).count()
    wrong, good = tell(program, replace(AMINA, **changes), replace(AMINA, key="2"))  # type: ignore[arg-type]
    assert (wrong.outcome, wrong.field, wrong.person) == (REFUSED, field, None)
    assert wrong.refused.endswith(".")
    assert good.outcome == NEW
    assert Person.objects.filter(council_id=program.council).count() == before + 1


def test_a_key_that_stands_twice_counts_once(program: Actor):
    first, second = tell(program, AMINA, replace(AMINA, name="Somebody Else"))
    assert (first.outcome, second.outcome, second.field) == (NEW, REFUSED, "key")


def test_what_cannot_be_an_email_or_a_place_is_left_out_and_told_without_its_value(cast: Cast, program: Actor):
    odd = replace(
        AMINA, emails=["amina@", "a@example.org"], phones=["qz"], addresses=[AddressIn("", "QZ99", uprn=990000000009)]
    )
    (made,) = tell(program, odd)
    assert made.outcome == NEW
    assert [each.field for each in made.remarks] == ["emails", "phones", "address.uprn", "address.postcode"]
    assert not any(each in str(made.remarks) for each in ("amina@", "qz", "QZ99", "990000000009"))
    assert queries.person(cast.dee, made.person or 0).address is None


def test_with_a_key_the_same_call_is_answered_the_same_and_done_once(program: Actor):
    first = tell(program, AMINA, key="night-1")
    assert tell(program, AMINA, key="night-1") == first
    assert tell(program, AMINA)[0].outcome == SAME


def test_a_joined_record_is_changed_itself_and_answers_with_its_own_number(cast: Cast, program: Actor):
    (made,) = tell(program, AMINA)
    front = actions.create_person(cast.dee, name="Amina B", source="desk", date_of_birth=AMINA.date_of_birth)
    join = actions.join_people(cast.sam, person=made.person or 0, into=front, why="The same passport")
    (changed,) = tell(program, replace(AMINA, emails=["new@example.org"]))
    assert (changed.person, changed.fields) == (made.person, ("emails",))
    assert "new@example.org" in [each.value for each in queries.person(cast.dee, front).points]
    actions.undo_join(cast.sam, join=join, why="Two people")
    assert "new@example.org" not in [each.value for each in queries.person(cast.dee, front).points]


def test_two_systems_and_two_councils_have_numbers_of_their_own(cast: Cast, program: Actor):
    (one,), (other,) = tell(program, AMINA), tell(program, AMINA, system="library")
    assert one.person != other.person, "nobody is joined by being told of"
    with tenancy.acting_for(cast.lena.council):
        theirs = Actor(cast.lena.council, MAY, token=8)
        (third,) = tell(theirs, AMINA)
        assert third.outcome == NEW and third.person not in (one.person, other.person)


def test_only_a_program_that_may_and_a_system_that_has_a_name(cast: Cast, program: Actor):
    for actor in (cast.dee, cast.nobody, Actor(cast.dee.council, frozenset({"api", "scope:contacts"}), token=9)):
        with pytest.raises(NotAllowed):
            tell(actor, AMINA)
    for system in ("", "Council tax", "x" * 61, "hüte", "-"):
        with pytest.raises(Refusal) as refused:
            tell(program, AMINA, system=system)
        assert refused.value.field == "system"


def test_what_a_system_told_is_forgotten_with_the_customer(program: Actor):
    (made,) = tell(program, AMINA)
    erase_people(program.council, [made.person or 0])
    assert not Identity.objects.filter(council_id=program.council, system="council-tax").exists()


def test_a_thousand_that_are_unchanged_take_few_statements(program: Actor):
    rows = [replace(AMINA, key=str(number), emails=[f"a{number}@example.org"]) for number in range(1000)]
    assert {each.outcome for each in tell(program, *rows)} == {NEW}
    with CaptureQueriesContext(connection) as asked:
        assert {each.outcome for each in tell(program, *rows)} == {SAME}
    assert len(asked.captured_queries) < 12
    with pytest.raises(Refusal) as refused:
        tell(program, *rows, AMINA)
    assert refused.value.code == "too-many"
