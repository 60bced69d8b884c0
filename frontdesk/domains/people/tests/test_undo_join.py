"""A join is undone at any time: both records are as they were, and what was written since stays where it was."""

from contextlib import suppress
from datetime import date
from importlib import import_module

import pytest
from allauth.account.models import EmailAddress
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontdesk.domains.people import actions, models, queries
from frontdesk.domains.people.rules.joins import roots
from frontdesk.domains.people.tests.stories import BORN, exactly, fronts, kinds, record
from frontdesk.kernel import clock
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal
from tests.support.cast import Cast

WRONG = "They are mother and daughter"


@pytest.mark.shows("B2", "B3")
def test_it_restores_both_records_exactly(cast: Cast):
    a, b = record(cast, date_of_birth=BORN), record(cast, "Ann Testwoods", date_of_birth=BORN)
    before = exactly(cast.dee.council)
    join = actions.join_people(cast.sam, person=b, into=a)
    assert exactly(cast.dee.council) != before
    actions.undo_join(cast.sam, join=join, why=WRONG)
    assert exactly(cast.dee.council) == before
    made = models.Join.objects.get(pk=join)
    assert (made.undone_by, made.undone_why) == (cast.sam.user, WRONG)
    assert kinds(cast.dee.council, b)[-2:] == ["people.joined", "people.parted"]


@pytest.mark.shows("B3")
def test_what_was_joined_to_either_meanwhile_stays_so(cast: Cast):
    a, b, c, d = (record(cast, f"Ann {letter}") for letter in "ABCD")
    wrong = actions.join_people(cast.sam, person=b, into=a)
    actions.join_people(cast.sam, person=c, into=b)
    actions.join_people(cast.sam, person=a, into=d)
    assert fronts(cast, a, b, c, d) == [d, d, d, d]
    actions.undo_join(cast.sam, join=wrong, why=WRONG)
    assert fronts(cast, a, b, c, d) == [d, b, d, d]


def test_what_was_written_since_stays_with_the_record_it_was_written_to(cast: Cast):
    a, b = record(cast), record(cast)
    join = actions.join_people(cast.sam, person=b, into=a)
    actions.record_need(cast.dee, person=b, need="hearing", instruction="Use the loop")
    actions.prove_contact_point(
        cast.nobody,
        point=actions.add_contact_point(cast.dee, person=b, kind="email", value="x@example.org", source="desk"),
    )
    actions.undo_join(cast.sam, join=join, why=WRONG)
    assert [each.instruction for each in queries.person(cast.dee, a).needs] == ["Use the loop"]
    assert queries.person(cast.dee, a).email == "x@example.org" and queries.person(cast.dee, b).points == ()


def test_a_need_that_was_replaced_in_the_other_record_stands_again(cast: Cast):
    a, b = record(cast), record(cast)
    actions.record_need(cast.dee, person=b, need="interpreter", detail="Polish")
    join = actions.join_people(cast.sam, person=b, into=a)
    actions.record_need(cast.dee, person=b, need="interpreter", detail="Punjabi")
    actions.undo_join(cast.sam, join=join, why=WRONG)
    needs = {each: [need.detail for need in queries.needs_of(cast.dee, each)] for each in (a, b)}
    assert needs == {a: ["Punjabi"], b: ["Polish"]}


def test_it_asks_why_and_is_done_once(cast: Cast):
    join = actions.join_people(cast.sam, person=record(cast), into=record(cast))
    with pytest.raises(Refusal) as refused:
        actions.undo_join(cast.sam, join=join, why=" ")
    assert refused.value.field == "why"
    actions.undo_join(cast.sam, join=join, why=WRONG)
    with pytest.raises(Refusal, match="undone already"):
        actions.undo_join(cast.sam, join=join, why=WRONG)


def test_who_may_not_join_may_not_part(cast: Cast):
    a, b = record(cast), record(cast)
    join = actions.join_people(cast.sam, person=a, into=b)
    with pytest.raises(NotAllowed):
        actions.undo_join(cast.dee, join=join, why=WRONG)
    with pytest.raises(NotAllowed, match="your own"):
        actions.undo_join(cast.sam.as_person(a), join=join, why=WRONG)
    with pytest.raises(NotFound):
        actions.undo_join(cast.sam, join=join + 1000, why=WRONG)
    actions.restrict_person(cast.sam, person=b, readers=[cast.cora.user or 0])
    with pytest.raises(NotFound):
        actions.undo_join(cast.sam, join=join, why=WRONG)


def test_they_are_remembered_as_two_people(cast: Cast):
    a, b = record(cast), record(cast)
    join = actions.join_people(cast.sam, person=b, into=a)
    actions.undo_join(cast.sam, join=join, why=WRONG)
    told = actions.bring_matches(cast.system, run=1, certain=[(a, b, 1.0, [])], doubtful=[])
    assert (told.joined, told.remembered) == (0, 1)
    assert fronts(cast, b) == [b]


@pytest.mark.shows("B2")
def test_what_a_customer_took_for_their_own_is_undone_too(cast: Cast):
    own = actions.own_record(cast.amina, name="Amina Begum", source="web")
    other = actions.create_person(cast.nobody, name="A Begum", email="amina@example.org", source="web")
    actions.prove_contact_point(cast.nobody, point=queries.person(cast.system, other).points[0].id)
    EmailAddress.objects.update_or_create(
        user_id=cast.amina.user, email="amina@example.org", defaults={"verified": True}
    )
    actions.link_sign_in(cast.amina, user=cast.amina.user or 0, person=other)
    (join,) = models.Join.objects.filter(council_id=cast.amina.council)
    assert (join.person_id, join.into_id, join.how, fronts(cast, other)) == (other, own, "own", [own])
    actions.undo_join(cast.sam, join=join.pk, why=WRONG)
    assert fronts(cast, own, other) == [own, other]
    assert queries.claimable(cast.amina) == [], "it is not offered again"
    assert queries.person_of(cast.amina.council, cast.amina.user) == own


def test_records_that_were_joined_before_joins_had_rows_are_given_one(cast: Cast):
    a, b = record(cast), record(cast)
    models.Person.objects.filter(pk=b).update(merged_into=a, merged_at=clock.now(), merged_how="own")
    statement = import_module("frontdesk.domains.people.migrations.0007_joins")._JOINS
    with connection.cursor() as cursor:
        cursor.execute(statement + " AND council_id = %s", [cast.sam.council])
    (join,) = models.Join.objects.filter(council_id=cast.sam.council)
    actions.undo_join(cast.sam, join=join.pk, why=WRONG)
    assert fronts(cast, a, b) == [a, b]


STEPS = st.lists(st.tuples(st.sampled_from(["join", "undo"]), st.integers(0, 5), st.integers(0, 5)), max_size=14)


@pytest.mark.shows("B3")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, order=st.randoms(use_true_random=False))
def test_whatever_is_joined_and_undone_the_records_are_the_roots_of_what_is_left(cast: Cast, steps, order):
    with transaction.atomic():
        council = cast.sam.council
        people = [record(cast, f"Ann {at}", date_of_birth=date(1980, 1, 1)) for at in range(6)]
        before, left = exactly(council), {}
        for what, one, other in steps:
            with suppress(Refusal):  # joined already, or the same
                if what == "join":
                    heads = fronts(cast, people[one], people[other])
                    join = actions.join_people(cast.sam, person=people[one], into=people[other])
                    left[join] = (heads[0], heads[1])
                elif left:
                    join = sorted(left)[one % len(left)]
                    actions.undo_join(cast.sam, join=join, why=WRONG)
                    del left[join]
            read = roots(left.values())
            assert fronts(cast, *people) == [read.get(each, each) for each in people]
        rest = list(left)
        order.shuffle(rest)
        for join in rest:
            actions.undo_join(cast.sam, join=join, why=WRONG)
        assert exactly(council) == before
        transaction.set_rollback(True)
