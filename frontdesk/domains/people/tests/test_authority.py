"""Acting for somebody: recorded, asked for, ended, over joined records, and what restricting does to it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from frontdesk.domains.access import actions as access
from frontdesk.domains.people import actions, models, queries
from frontdesk.domains.people.actions.erase import erase_people
from frontdesk.domains.people.holdings import _export
from frontdesk.domains.people.tests.stories import kinds, record
from frontdesk.domains.people.types.acting import Standing
from frontdesk.kernel import clock, tenancy
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal
from tests.support.cast import Cast

pytestmark = pytest.mark.shows("B13")


@pytest.fixture
def ruth(cast: Cast) -> int:
    """The mother, for whom somebody acts."""
    return record(cast, "Ruth Bridges", email="ruth@example.org")


@pytest.fixture
def carla(cast: Cast) -> Actor:
    """The daughter, signed in."""
    return signed_in(cast, "carla@example.org", "Carla Bridges")


def signed_in(cast: Cast, email: str, name: str) -> Actor:
    actor = Actor(cast.dee.council, frozenset({"resident"}), access.open_sign_in(email=email, verified=True))
    return actor.as_person(actions.own_record(actor, name=name, source="web"))


def may(cast: Cast, person: int, by: Actor, **more: object) -> int:
    terms = {"evidence": "signed-form", "until": clock.today() + timedelta(days=90), **more}
    return actions.record_authority(cast.dee, person=person, by=by.person or 0, **terms)  # type: ignore[arg-type]


def acts(by: Actor, person: int, **use: object) -> bool:
    return queries.acts_for(by, person, **use) is not None  # type: ignore[arg-type]


def test_a_relation_alone_lets_nobody_do_anything(cast: Cast, ruth: int, carla: Actor):
    actions.relate(cast.dee, person=carla.person or 0, other=ruth, kind="carer")
    assert not acts(carla, ruth) and not acts(carla, ruth, doing=False)
    may(cast, ruth, carla, services=["bins"])
    assert acts(carla, ruth) and acts(carla, ruth, service="bins") and not acts(carla, ruth, service="rent")


def test_relations_are_said_from_both_sides_and_end(cast: Cast, ruth: int, carla: Actor):
    made = actions.relate(cast.dee, person=carla.person or 0, other=ruth, kind="carer")
    assert actions.relate(cast.dee, person=carla.person or 0, other=ruth, kind="carer") == made
    sides = [queries.authorities_of(cast.dee, each).relations[0] for each in (ruth, carla.person or 0)]
    assert [(each.name, each.from_here) for each in sides] == [("Carla Bridges", False), ("Ruth Bridges", True)]
    actions.end_relation(cast.dee, relation=made)
    assert queries.authorities_of(cast.dee, ruth).relations == ()
    with pytest.raises(Refusal):
        actions.relate(cast.dee, person=ruth, other=ruth, kind="carer")


@pytest.mark.parametrize("who", ["flo", "des", "pat", "ada", "amina", "nobody"])
def test_those_who_may_not_record_it_do_not(cast: Cast, ruth: int, carla: Actor, who: str):
    with pytest.raises((NotAllowed, NotFound)):
        actions.record_authority(
            getattr(cast, who), person=ruth, by=carla.person or 0, evidence="council", why_no_end="Invented"
        )
    assert not acts(carla, ruth)


def test_staff_have_no_hand_in_their_own(cast: Cast, ruth: int):
    dee = cast.dee.as_person(record(cast, "Dee Marsh"))
    for person, by in ((ruth, dee.person or 0), (dee.person or 0, ruth)):
        with pytest.raises(NotAllowed):
            actions.record_authority(dee, person=person, by=by, evidence="council", why_no_end="Invented")


def end_as(cast: Cast, ruth: int, carla: Actor, who: str) -> Actor:
    return {"ruth": Actor(carla.council, frozenset({"resident"}), None, ruth), "carla": carla, "dee": cast.dee}[who]


@pytest.mark.parametrize("who", ["ruth", "carla", "dee"])
def test_it_is_ended_by_either_and_by_staff_at_once(cast: Cast, ruth: int, carla: Actor, who: str):
    made = may(cast, ruth, carla)
    actions.end_authority(end_as(cast, ruth, carla, who), authority=made, why="No longer wanted")
    assert not acts(carla, ruth) and queries.acted_for(carla) == []
    actions.end_authority(cast.dee, authority=made, why="Again")
    assert kinds(carla.council, ruth)[-2:] == ["people.authority_recorded", "people.authority_ended"]


def test_a_stranger_finds_nothing_to_end(cast: Cast, ruth: int, carla: Actor):
    made = may(cast, ruth, carla)
    bill = signed_in(cast, "bill@example.org", "Bill Marsh")
    for stranger in (bill, cast.lena, cast.nobody):
        with pytest.raises((NotFound, NotAllowed)):
            actions.end_authority(stranger, authority=made, why="Mischief")
    assert acts(carla, ruth) and not acts(bill, ruth)


def test_the_other_council_does_not_know_of_it(cast: Cast, ruth: int, carla: Actor):
    may(cast, ruth, carla)
    with tenancy.acting_for(cast.dee.council, cast.lena.council):
        there = Actor(cast.lena.council, frozenset({"resident"}), carla.user, carla.person)
        assert not acts(there, ruth) and queries.acted_for(there) == []
        assert acts(carla, ruth)
        with pytest.raises(NotFound):
            actions.record_authority(cast.lena, person=ruth, by=carla.person or 0, evidence="council", why_no_end="No")


def test_it_is_read_over_the_joined_records_of_both(cast: Cast, ruth: int, carla: Actor):
    may(cast, ruth, carla)
    other_ruth, other_carla = record(cast, "R Bridges"), record(cast, "C Bridges")
    actions.join_people(cast.sam, person=ruth, into=other_ruth)
    actions.join_people(cast.sam, person=carla.person or 0, into=other_carla)
    assert acts(carla.as_person(other_carla), other_ruth) and acts(carla, ruth)
    (seen,) = queries.acted_for(carla.as_person(other_carla))
    assert (seen.other, seen.name) == (other_ruth, "R Bridges")
    actions.join_people(cast.sam, person=other_carla, into=other_ruth, why="One person after all")
    assert not acts(carla.as_person(other_ruth), ruth), "nobody acts for themselves"


def test_what_was_recorded_before_a_restriction_opens_nothing(cast: Cast, ruth: int, carla: Actor):
    may(cast, ruth, carla)
    with clock.at(clock.now() + timedelta(minutes=5)):
        actions.restrict_person(cast.sam, person=ruth, readers=[cast.cora.user or 0])
        assert not acts(carla, ruth) and queries.acted_for(carla) == []
        assert [each.standing for each in queries.authorities_of(cast.cora, ruth).helped_by] == [Standing.STOPPED]
        with pytest.raises(NotFound):
            may(cast, ruth, carla)
    with clock.at(clock.now() + timedelta(minutes=9)):
        actions.record_authority(
            cast.cora, person=ruth, by=carla.person or 0, evidence="council", why_no_end="Agreed with her"
        )
        assert acts(carla, ruth)
        (hers,) = queries.authorities_of(cast.dee, carla.person or 0).acts_for[:1]
        assert (hers.name, hers.hidden) == ("Restricted customer", True)
        actions.restrict_person(cast.sam, person=carla.person or 0, readers=[])
    with clock.at(clock.now() + timedelta(minutes=11)):
        assert not acts(carla, ruth), "a restriction of either side"


def ask(ruth: Actor, **more: object) -> int:
    terms = {"email": "Carla@Example.org", "until": clock.today() + timedelta(days=30), **more}
    return actions.ask_to_act(ruth, **terms)  # type: ignore[arg-type]


def test_it_is_asked_for_from_the_own_account_and_opens_when_the_other_says_yes(cast: Cast, carla: Actor):
    ruth = signed_in(cast, "ruth@example.org", "Ruth Bridges")
    made = ask(ruth, services=["bins"])
    assert [each.standing for each in queries.helpers(ruth)] == [Standing.ASKED]
    assert not acts(carla, ruth.person or 0)
    bill = signed_in(cast, "bill@example.org", "Bill Marsh")
    assert queries.asked_of(bill) == [] and queries.asked_of(ruth) == []
    with pytest.raises(NotFound):
        actions.answer_asked(bill, authority=made, yes=True)
    (asked,) = queries.asked_of(carla)
    assert asked.name == "Ruth Bridges"
    actions.answer_asked(carla, authority=made, yes=True)
    assert acts(carla, ruth.person or 0, service="bins")
    with pytest.raises(NotFound):
        actions.answer_asked(carla, authority=made, yes=True)


def test_whoever_is_asked_and_has_no_record_says_their_name(cast: Cast):
    ruth = signed_in(cast, "ruth@example.org", "Ruth Bridges")
    made = ask(ruth, email="newcomer@example.org")
    user = access.open_sign_in(email="newcomer@example.org", verified=True)
    newcomer = Actor(cast.dee.council, frozenset({"resident"}), user)
    with pytest.raises(Refusal) as refused:
        actions.answer_asked(newcomer, authority=made, yes=True)
    assert refused.value.field == "name"
    actions.answer_asked(newcomer, authority=made, yes=True, name="Nel Comer")
    assert acts(newcomer.as_person(queries.person_of(newcomer.council, user)), ruth.person or 0)


def test_a_no_is_the_end_of_it_and_the_person_may_take_it_back(cast: Cast, carla: Actor):
    ruth = signed_in(cast, "ruth@example.org", "Ruth Bridges")
    actions.answer_asked(carla, authority=ask(ruth), yes=False)
    assert queries.helpers(ruth) == [] and not acts(carla, ruth.person or 0)
    again = ask(ruth)
    actions.end_authority(ruth, authority=again)
    with pytest.raises(NotFound):
        actions.answer_asked(carla, authority=again, yes=True)


@pytest.mark.parametrize(
    ("more", "field"),
    [({"email": "ruth@example.org"}, "email"), ({"email": "no address"}, "email"), ({"until": None}, "until-day"),
     ({"tells": "everybody"}, "tells")],
)  # fmt: skip
def test_what_is_asked_wrongly_is_refused(cast: Cast, more: dict, field: str):
    ruth = signed_in(cast, "ruth@example.org", "Ruth Bridges")
    with pytest.raises(Refusal) as refused:
        ask(ruth, **more)
    assert refused.value.field == field
    ask(ruth)
    with pytest.raises(Refusal):
        ask(ruth)


def test_one_given_in_a_contact_counts_in_that_contact_only(cast: Cast, ruth: int, carla: Actor):
    made = actions.record_authority(cast.dee, person=ruth, by=carla.person or 0, evidence="verbal", contact=7)
    ask_of: Callable[..., object] = queries.authority_of
    found = [ask_of(cast.dee.council, carla.person, ruth, contact=each) is not None for each in (None, 7, 8)]
    assert found == [False, True, False] and not acts(carla, ruth)
    assert queries.authority(cast.dee, ruth, made) is not None


def test_emptied_records_act_for_nobody_and_leave_no_words(cast: Cast, ruth: int, carla: Actor):
    actions.relate(cast.dee, person=carla.person or 0, other=ruth, kind="carer")
    may(cast, ruth, carla, words="Her letter of May")
    told = [
        each for each in _export(cast.dee.council, [ruth]) if each["what"] in ("Relation", "Somebody may act for you")
    ]
    assert [each.get("who") or each["of"] for each in told] == ["Carla Bridges", "Carla Bridges"]
    assert told[1]["you_are"] == "Cared for by"
    erase_people(cast.dee.council, [ruth])
    assert not acts(carla, ruth)
    left = models.Authority.objects.get(person=ruth)
    assert (left.words, left.ended_at is not None, models.Relation.objects.count()) == ("", True, 0)


def test_the_person_chooses_who_hears_and_a_looker_may_not_do(cast: Cast, ruth: int, carla: Actor):
    made = may(cast, ruth, carla, sees_only=True)
    assert acts(carla, ruth, doing=False) and not acts(carla, ruth)
    herself = Actor(carla.council, frozenset({"resident"}), None, ruth)
    with pytest.raises(NotAllowed):
        actions.change_authority(carla, authority=made, tells="acting")
    actions.change_authority(herself, authority=made, tells="person")
    assert queries.told_with(carla.council, carla.person or 0, ruth, "bins")[0] == "person"
    actions.change_authority(herself, authority=made, tells="both")
    choice, mail, _ = queries.told_with(carla.council, carla.person or 0, ruth, "bins")
    assert (choice, mail.name, mail.address) == ("both", "Carla Bridges", "carla@example.org")


def test_an_import_taken_back_keeps_whoever_may_act_for_somebody(cast: Cast, ruth: int):
    carer, nobody = record(cast, "Carla Bridges"), record(cast, "Bill Marsh")
    other = record(cast, "Ann Testwood")
    actions.record_authority(cast.dee, person=ruth, by=carer, evidence="council", why_no_end="Agreed")
    actions.relate(cast.dee, person=ruth, other=other, kind="neighbour")
    models.Person.objects.filter(id__in=(carer, other, nobody)).update(import_run=7)
    undone = actions.undo_import(cast.system, run=7)
    assert (undone.removed, undone.kept) == (1, 2)
    assert not models.Person.objects.filter(id=nobody).exists()


def test_after_parting_each_record_keeps_what_was_given_for_it(cast: Cast, carla: Actor):
    bill, ruth = (signed_in(cast, f"{each}@example.org", f"{each.title()} Marsh") for each in ("bill", "ruth"))
    wrong, other = record(cast, "Ruth Marshe"), record(cast, "William Marsh")
    joins = [
        actions.join_people(cast.sam, person=ruth.person or 0, into=wrong),
        actions.join_people(cast.sam, person=bill.person or 0, into=other),
    ]
    actions.answer_asked(carla, authority=ask(ruth.as_person(wrong)), yes=True)
    with pytest.raises(Refusal):
        ask(ruth.as_person(wrong), email="ruth@example.org")
    by_bill = ask(ruth.as_person(wrong), email="bill@example.org")
    actions.answer_asked(bill.as_person(other), authority=by_bill, yes=True)
    by_staff = may(cast, ruth.person or 0, cast.amina.as_person(record(cast, "Amina Marsh")))
    assert acts(bill.as_person(other), wrong)
    for each in joins:
        actions.undo_join(cast.sam, join=each, why="Two people after all")
    assert acts(carla, ruth.person or 0) and not acts(carla, wrong)
    assert acts(bill, ruth.person or 0) and not acts(bill.as_person(other), ruth.person or 0)
    assert {each.authority.id for each in queries.helpers(ruth)} >= {by_bill, by_staff}
    actions.end_authority(ruth, authority=by_bill)
    assert not acts(bill, ruth.person or 0)


def test_an_asking_runs_out_after_thirty_days(cast: Cast, carla: Actor):
    ruth = signed_in(cast, "ruth@example.org", "Ruth Bridges")
    made = ask(ruth, until=clock.today() + timedelta(days=300))
    with clock.at(clock.now() + timedelta(days=31)):
        assert queries.asked_of(carla) == [] and queries.helpers(ruth) == []
        with pytest.raises(NotFound):
            actions.answer_asked(carla, authority=made, yes=True)
        assert ask(ruth, until=clock.today() + timedelta(days=300)) != made


def test_what_was_written_of_both_stays_out_of_the_copy_where_the_other_is_restricted(
    cast: Cast, ruth: int, carla: Actor
):
    may(cast, ruth, carla, words="Seen at the refuge")
    assert "Seen at the refuge" in str(list(_export(carla.council, [carla.person or 0])))
    actions.restrict_person(cast.sam, person=ruth, readers=[])
    assert "Seen at the refuge" not in str(list(_export(carla.council, [carla.person or 0])))
    assert "Seen at the refuge" in str(list(_export(carla.council, [ruth]))), "her own copy has it"


def test_acting_keeps_a_record_only_while_it_is_answered_and_somebody_is_here(cast: Cast, ruth: int, carla: Actor):
    both, since = [ruth, carla.person or 0], clock.now() + timedelta(days=800)
    may(cast, ruth, carla, until=None, why_no_end="For good")
    ask(carla, email="bill@example.org", until=None, why_no_end="For good")
    assert queries.active(carla.council, both, since) == set()
    link = models.SignInLink.objects.filter(person_id=carla.person)
    link.update(linked_at=since)
    assert queries.active(carla.council, both, since) == set(both)
    link.update(linked_at=clock.now())
    may(cast, ruth, carla, until=clock.today() + timedelta(days=900))
    assert queries.active(carla.council, both, since) == set(both)
