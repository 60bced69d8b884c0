"""Staff say that two records are one customer: both are kept, and read through the one in front."""

from datetime import date

import pytest

from frontdesk.domains.people import actions, models, queries
from frontdesk.domains.people.actions.erase import erase_people
from frontdesk.domains.people.tests.stories import BORN, fronts, kinds, record
from frontdesk.domains.people.types import PersonIn
from frontdesk.kernel import tenancy
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal
from tests.support.cast import Cast


@pytest.mark.shows("B2", "B3")
def test_it_reads_both_records_as_one_customer_and_keeps_both(cast: Cast):
    ann = record(cast, email="ann@example.org", date_of_birth=BORN)
    other = record(cast, "Ann Testwoods", phone="07700 900111")
    join = actions.join_people(cast.sam, person=other, into=ann)
    seen = queries.person(cast.dee, other)
    assert (seen.id, seen.name, seen.email, seen.phone) == (ann, "Ann Testwood", "ann@example.org", "07700 900111")
    assert models.Person.objects.get(pk=other).name == "Ann Testwoods"
    assert kinds(cast.dee.council, other)[-1] == "people.joined"
    made = models.Join.objects.get(pk=join)
    assert (made.person_id, made.into_id, made.how, made.joined_by) == (other, ann, "staff", cast.sam.user)


def test_what_was_joined_before_comes_along(cast: Cast):
    a, b, c, d = (record(cast, f"Ann {letter}") for letter in "ABCD")
    actions.join_people(cast.sam, person=b, into=a)
    actions.join_people(cast.sam, person=d, into=c)
    actions.join_people(cast.sam, person=b, into=d)
    assert fronts(cast, a, b, c, d) == [c, c, c, c]


@pytest.mark.parametrize("who", ["dee", "oli", "flo", "des", "ada", "amina"])
def test_only_managers_decide(cast: Cast, who: str):
    a, b = record(cast), record(cast)
    with pytest.raises(NotAllowed):
        actions.join_people(getattr(cast, who), person=a, into=b)


def test_a_record_is_not_joined_to_itself_nor_twice(cast: Cast):
    a, b = record(cast), record(cast)
    with pytest.raises(Refusal, match="one and the same"):
        actions.join_people(cast.sam, person=a, into=a)
    actions.join_people(cast.sam, person=a, into=b)
    for pair in ((a, b), (b, a)):
        with pytest.raises(Refusal, match="joined already"):
            actions.join_people(cast.sam, person=pair[0], into=pair[1])


def test_a_record_of_another_council_is_not_there(cast: Cast):
    ours = record(cast)
    with tenancy.acting_for(cast.lena.council):
        theirs = actions.create_person(cast.lena, name="Ann Testwood", source="desk")
    for one, other in ((ours, theirs), (theirs, ours)):
        with pytest.raises(NotFound):
            actions.join_people(cast.sam, person=one, into=other)


@pytest.mark.shows("B3")
def test_other_dates_of_birth_are_joined_only_with_a_reason(cast: Cast):
    a, b = record(cast, date_of_birth=BORN), record(cast, date_of_birth=date(1981, 3, 12))
    with pytest.raises(Refusal, match="dates of birth are different") as refused:
        actions.join_people(cast.sam, person=b, into=a)
    assert refused.value.field == "why"
    join = actions.join_people(cast.sam, person=b, into=a, why="  Her passport says 1980; we mistyped it. ")
    assert models.Join.objects.get(pk=join).why == "Her passport says 1980; we mistyped it."


def test_two_accounts_are_joined_only_with_a_reason(cast: Cast):
    mine = [actions.own_record(each, name="Ann Testwood", source="web") for each in (cast.amina, cast.bill)]
    with pytest.raises(Refusal, match="account"):
        actions.join_people(cast.sam, person=mine[0], into=mine[1])
    actions.join_people(cast.sam, person=mine[0], into=mine[1], why="She forgot the first one")
    assert queries.person_of(cast.amina.council, cast.amina.user) == mine[1]


def test_nobody_joins_their_own_record(cast: Cast):
    own, other = record(cast), record(cast)
    with pytest.raises(NotAllowed, match="your own"):
        actions.join_people(cast.sam.as_person(own), person=other, into=own)


@pytest.mark.shows("B3")
def test_a_restricted_record_is_joined_only_by_who_is_named_and_binds_both(cast: Cast):
    a, b = record(cast), record(cast)
    actions.restrict_person(cast.sam, person=a, readers=[cast.cora.user or 0])
    with pytest.raises(NotFound):
        actions.join_people(cast.sam, person=b, into=a)
    actions.restrict_person(cast.system, person=a, readers=[cast.sam.user or 0])
    actions.join_people(cast.sam, person=a, into=b)
    assert queries.person(cast.sam, b).restricted
    with pytest.raises(NotFound):
        queries.person(cast.dee, b)


def test_an_emptied_record_is_not_joined(cast: Cast):
    a, b = record(cast), record(cast)
    erase_people(cast.sam.council, [a])
    with pytest.raises(Refusal, match="nothing left"):
        actions.join_people(cast.sam, person=a, into=b)


def test_an_import_whose_customer_was_joined_to_stays(cast: Cast):
    rows = [PersonIn("7", "Ann Testwood"), PersonIn("8", "Bo Field")]
    actions.bring_people(cast.system, rows=rows, system="tax", run=5)
    brought = queries.people_by_identity(cast.dee.council, "tax", ["7", "8"])
    actions.join_people(cast.sam, person=record(cast), into=brought["7"])
    actions.bring_matches(cast.system, run=6, certain=[], doubtful=[(brought["8"], record(cast), 0.5, [])])
    undone = actions.undo_import(cast.system, run=5)
    assert (undone.removed, undone.kept) == (1, 1)
    assert queries.people_by_identity(cast.dee.council, "tax", ["7", "8"]) == {"7": brought["7"]}
