"""Whose account it is: never by a number alone; guessing ends soon; other councils and other people find nothing."""

from datetime import timedelta

import pytest

from frontdesk.domains.payments import actions
from frontdesk.domains.payments.actions.linking import NOT_SO, TRIES
from frontdesk.domains.payments.models import Account
from frontdesk.domains.payments.tests.conftest import NOW, Owing
from frontdesk.domains.payments.types import ACCOUNT_LINKED, BILL, RECORD
from frontdesk.domains.people import actions as people
from frontdesk.domains.people.queries import people_by_identity
from frontdesk.domains.people.types import CERTAIN, PersonIn
from frontdesk.kernel import access_log, clock, tenancy
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal, TooMany
from frontdesk.kernel.holdings import holdings
from frontdesk.kernel.models import JournalEntry

pytestmark = pytest.mark.shows("B1")


def linked(owing: Owing, six: int = 1) -> int:
    return actions.link_by_bill(
        owing.amina, system="council-tax", number=owing.number(six=six), proof=owing.key(six=six)
    )


def test_a_number_with_the_key_of_its_bill_is_linked_once_and_shown(owing: Owing):
    account = linked(owing)
    assert linked(owing) == account
    (answer,) = actions.look_at_own(owing.amina)
    assert (answer.account.id, answer.account.how, answer.fault) == (account, BILL, "")
    assert answer.told is not None and len(answer.told.instalments) == 10
    entries = JournalEntry.objects.filter(council_id=owing.amina.council, kind=ACCOUNT_LINKED)
    assert [each.data for each in entries] == [{"account": account, "system": "council-tax", "how": BILL}]


@pytest.mark.parametrize("proof", ["", "   ", "WRONGK", "x" * 5000])
def test_a_wrong_key_and_an_unknown_number_are_refused_in_the_same_words(owing: Owing, proof: str):
    said = []
    for number in (owing.number(), "80000011"):
        with pytest.raises(Refusal) as refused:
            actions.link_by_bill(owing.amina, system="council-tax", number=number, proof=proof)
        said.append(refused.value.sentence)
    assert said[0] == said[1] and (not proof.strip() or said[0] == NOT_SO)
    assert not Account.objects.filter(council_id=owing.amina.council).exists()


def test_guessing_ends_after_a_few_tries_a_day_right_or_wrong(owing: Owing):
    for _ in range(TRIES):
        with pytest.raises(Refusal, match="could not match"):
            actions.link_by_bill(owing.amina, system="council-tax", number=owing.number(), proof="WRONGK")
    with pytest.raises(TooMany):
        linked(owing)
    with clock.at(NOW + timedelta(days=1)):
        assert linked(owing)


def test_many_sign_ins_do_not_guess_at_one_account_for_ever(owing: Owing):
    for tries, actor in ((TRIES, owing.amina), (TRIES, owing.bill)):
        for _ in range(tries):
            with pytest.raises(Refusal, match="could not match"):
                actions.link_by_bill(actor, system="council-tax", number=owing.number(), proof="WRONGK")
    third = people.own_record(owing.cast.pat.as_customer(), name="Pat Testlow", source="web")
    with pytest.raises(TooMany):
        actions.link_by_bill(
            owing.cast.pat.as_customer().as_person(third),
            system="council-tax",
            number=owing.number(),
            proof=owing.key(),
        )


def test_nobody_opens_anothers_account_by_its_id(owing: Owing):
    account = linked(owing)
    for look in (
        lambda: actions.look_at_own(owing.bill, account=account),
        lambda: actions.look_at_own(owing.cast.nobody, account=account),
        lambda: actions.look_at_acted(owing.bill, person=owing.amina.person or 0, account=account),
        lambda: actions.end_link(owing.bill, account=account),
    ):
        with pytest.raises(NotFound):
            look()
    with pytest.raises(NotAllowed):
        actions.look_at(owing.cast.oli, person=owing.amina.person or 0)


def test_another_council_finds_no_such_account_even_with_both_in_sight(owing: Owing):
    account, lena = linked(owing), owing.cast.lena
    with pytest.raises(NotFound):
        actions.look_at(lena, person=owing.amina.person or 0)
    with pytest.raises(NotFound):
        actions.end_link(lena, account=account)
    with pytest.raises(NotFound):
        actions.look_at_own(owing.cast.luca, account=account)
    assert Account.objects.get(id=account).ended_at is None
    with tenancy.acting_for(lena.council):
        assert not Account.objects.filter(id=account).exists()


def test_staff_link_what_they_have_seen_and_their_look_is_kept(owing: Owing):
    person, dee = owing.amina.person or 0, owing.cast.dee
    link = {"person": person, "system": "rent", "number": owing.number("rent"), "words": "Saw her rent book"}
    with pytest.raises(Refusal, match="how you know"):
        actions.link_by_staff(dee, **link | {"words": " "})
    with pytest.raises(Refusal, match="knows no account"):
        actions.link_by_staff(dee, **link | {"number": "70000000"})
    with pytest.raises(NotAllowed):
        actions.link_by_staff(owing.cast.flo, **link)
    account = actions.link_by_staff(dee, **link)
    assert [each.account.id for each in actions.look_at(dee, person=person)] == [account]
    assert "what is owed" in {each.what for each in access_log.looks_at(dee.council, [person])}
    actions.end_link(dee, account=account)
    assert actions.look_at_own(owing.amina) == []
    assert Account.objects.get(id=account).document is None


def test_a_number_that_came_with_a_record_is_shown_only_once_a_person_said_it_is_theirs(owing: Owing):
    council, number = owing.amina.council, owing.number()
    people.load_people(
        owing.cast.system, rows=[PersonIn(key=number, name="Amina Testwood", emails=[])], system="council-tax"
    )
    record = people_by_identity(council, "council-tax", [number])[number]
    join = people.join_people(owing.cast.system, person=record, into=owing.amina.person or 0, how=CERTAIN)
    assert actions.look_at_own(owing.amina) == []
    (seen,) = actions.look_at(owing.cast.dee, person=owing.amina.person or 0)
    assert not seen.account.sure
    account = linked(owing)
    (shown,) = actions.look_at_own(owing.amina)
    assert shown.account.id == account
    people.undo_join(owing.cast.sam, join=join, why="Another Amina")
    (apart,) = actions.look_at_own(owing.amina)
    assert apart.account.how == BILL
    assert Account.objects.filter(council_id=council, person_id=record, how=RECORD).exists()


def test_what_is_proved_while_two_are_wrongly_joined_goes_with_whoever_proved_it(owing: Owing):
    father, son = owing.amina.person or 0, owing.bill.person or 0
    join = people.join_people(owing.cast.sam, person=son, into=father, why="Taken for one man")
    joined = owing.bill.as_person(father)
    account = actions.link_by_bill(joined, system="council-tax", number=owing.number(), proof=owing.key())
    assert [each.account.id for each in actions.look_at_own(joined)] == [account]
    people.undo_join(owing.cast.sam, join=join, why="Father and son")
    assert actions.look_at_own(owing.amina) == []
    assert [each.account.id for each in actions.look_at_own(owing.bill)] == [account]


def test_what_staff_link_while_two_are_wrongly_joined_goes_with_the_record_it_was_for(owing: Owing):
    father, son = owing.amina.person or 0, owing.bill.person or 0
    join = people.join_people(owing.cast.sam, person=son, into=father, why="Taken for one man")
    link = {"person": father, "system": "rent", "number": owing.number("rent"), "words": "Saw his rent book"}
    for record in (None, 0):
        with pytest.raises(Refusal, match="Several records are joined") as refused:
            actions.link_by_staff(owing.cast.dee, **link, record=record)
        assert refused.value.field == "record"
    account = actions.link_by_staff(owing.cast.dee, **link, record=son)
    assert [each.account.id for each in actions.look_at(owing.cast.dee, person=father)] == [account]
    people.undo_join(owing.cast.sam, join=join, why="Father and son")
    assert actions.look_at_own(owing.amina) == []
    assert [each.account.id for each in actions.look_at_own(owing.bill)] == [account]


def test_a_number_that_came_with_a_joined_record_is_linked_to_that_record(owing: Owing):
    number, front = owing.number(), owing.amina.person or 0
    people.load_people(
        owing.cast.system, rows=[PersonIn(key=number, name="Amina Testwood", emails=[])], system="council-tax"
    )
    record = people_by_identity(owing.amina.council, "council-tax", [number])[number]
    people.join_people(owing.cast.sam, person=record, into=front, why="One woman")
    words = {"system": "council-tax", "number": number, "words": "Saw her bill"}
    account = actions.link_by_staff(owing.cast.dee, person=front, **words)
    assert Account.objects.get(council_id=owing.amina.council, id=account).person_id == record


def test_an_account_that_two_records_of_a_customer_have_is_taken_off_both(owing: Owing):
    front, own = owing.amina.person or 0, owing.bill.person or 0
    people.join_people(owing.cast.sam, person=own, into=front, why="One woman with two accounts")
    words = {"system": "council-tax", "number": owing.number(), "words": "Saw her bill"}
    actions.link_by_staff(owing.cast.dee, person=front, record=front, **words)
    joined = owing.bill.as_person(front)
    actions.link_by_bill(joined, system="council-tax", number=owing.number(), proof=owing.key())
    (seen,) = actions.look_at_own(joined)
    actions.end_link(joined, account=seen.account.id)
    assert actions.look_at_own(joined) == []


def test_erasing_takes_the_account_with_what_was_told_and_the_copy_shows_it(owing: Owing):
    linked(owing)
    actions.look_at_own(owing.amina)
    (mine,) = [each for each in holdings() if each.name == "payments"]
    (told,) = mine.export(owing.amina.council, [owing.amina.person or 0])
    assert told["number"] == owing.number() and told["what_it_told_us_last"]["balance"] >= 0
    assert mine.erase(owing.amina.council, [owing.amina.person or 0]) == 1
    assert not Account.objects.filter(council_id=owing.amina.council).exists()
