"""Proof of who a customer is: noted and never copied, sure enough or not, over with its time."""

from datetime import UTC, date, datetime, timedelta

import pytest

from frontdesk.domains.people import actions, queries
from frontdesk.domains.people.rules.identity import best, enough, years_on
from frontdesk.domains.people.tests.stories import kinds, record
from frontdesk.domains.people.types.identity import DOCUMENT, IN_PERSON, KNOWN, LEVELS, PROOFS, Proof
from frontdesk.kernel import clock, tenancy
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal
from tests.support.cast import Cast

NOW = datetime(2026, 12, 1, 10, tzinfo=UTC)
TODAY = NOW.date()


def proof(level: str, *, until: date = TODAY, ended: bool = False, id_: int = 1) -> Proof:
    return Proof(id_, 1, "x", level, TODAY, until, ended_at=NOW if ended else None)


@pytest.mark.shows("B1")
@pytest.mark.parametrize(("has", "asked", "is_enough"), [
    (KNOWN, KNOWN, True), (DOCUMENT, KNOWN, True), (IN_PERSON, KNOWN, True),
    (KNOWN, DOCUMENT, False), (DOCUMENT, DOCUMENT, True), (IN_PERSON, DOCUMENT, True),
    (KNOWN, IN_PERSON, False), (DOCUMENT, IN_PERSON, False), (IN_PERSON, IN_PERSON, True),
    (IN_PERSON, "made-up", False),
])  # fmt: skip
def test_what_is_surer_is_enough_too(has: str, asked: str, is_enough: bool):
    assert enough(proof(has), asked) is is_enough
    assert not enough(None, asked)


def test_the_surest_that_holds_counts():
    later = TODAY + timedelta(days=9)
    held = [proof(KNOWN, until=later), proof(DOCUMENT, id_=2), proof(IN_PERSON, ended=True, id_=3)]
    assert best(held, TODAY) == held[1]
    assert best(held, later) == held[0]
    assert best([proof("of-before")], TODAY) is None
    assert {each.level for each in PROOFS.values()} == set(LEVELS)
    assert years_on(date(2028, 2, 29), 1) == date(2029, 2, 28)


@pytest.mark.shows("B1")
def test_a_document_counts_here_only_while_they_are_here_and_holds_for_its_time(cast: Cast):
    person = record(cast)
    with clock.at(NOW):
        with pytest.raises(Refusal, match="visit is in hand"):
            actions.prove_identity(cast.dee, person=person, kind="document-here", document="passport", channel="phone")
        with pytest.raises(Refusal, match="which document"):
            actions.prove_identity(cast.dee, person=person, kind="document-here", channel="visit")
        actions.prove_identity(cast.flo, person=person, kind="document-here", document="passport", channel="visit")
        found = queries.identity_of(cast.dee.council, person)
    assert found is not None and (found.level, found.until) == (IN_PERSON, date(2031, 12, 1))
    assert found.words == "A document with their photo, seen while they are here (Passport)"
    with clock.at(datetime(2031, 12, 1, 23, tzinfo=UTC)):
        assert queries.is_proved(cast.dee.council, person, IN_PERSON)
    with clock.at(datetime(2031, 12, 2, 9, tzinfo=UTC)):
        assert not queries.is_proved(cast.dee.council, person, KNOWN)


@pytest.mark.shows("B1")
def test_somebody_trusted_vouches_with_name_and_organisation(cast: Cast):
    person = record(cast)
    with pytest.raises(Refusal) as refused:
        actions.prove_identity(cast.dee, person=person, kind="trusted-party", party="Dr Ruth Sample")
    assert refused.value.field == "organisation"
    actions.prove_identity(
        cast.dee, person=person, kind="trusted-party", party="Dr Ruth Sample", organisation="Invented Surgery"
    )
    assert queries.is_proved(cast.dee.council, person, DOCUMENT)
    assert not queries.is_proved(cast.dee.council, person, IN_PERSON)
    assert kinds(cast.dee.council, person)[-1] == "people.identity_proved"


def test_it_holds_for_all_records_of_the_customer_and_ends_with_a_reason(cast: Cast):
    person, other = record(cast), record(cast)
    one = actions.prove_identity(cast.dee, person=other, kind="known-to-us")
    actions.join_people(cast.sam, person=other, into=person, why="Same")
    assert queries.is_proved(cast.dee.council, person, KNOWN)
    with pytest.raises(Refusal, match="why"):
        actions.end_proof(cast.dee, proof=one, why=" ")
    actions.end_proof(cast.dee, proof=one, why="The bill was not theirs")
    assert not queries.is_proved(cast.dee.council, person, KNOWN)
    with pytest.raises(NotFound):
        actions.end_proof(cast.dee, proof=one, why="Again")


def test_it_cannot_be_said_to_hold_for_longer_than_its_kind_does(cast: Cast):
    person = record(cast)
    with clock.at(NOW):
        for until in (TODAY - timedelta(days=1), date(2028, 1, 1)):
            with pytest.raises(Refusal, match="from today"):
                actions.prove_identity(cast.dee, person=person, kind="known-to-us", until=until)


def test_nobody_proves_themselves_and_customers_prove_nobody(cast: Cast):
    person = record(cast)
    with pytest.raises(NotAllowed):
        actions.prove_identity(cast.dee.as_person(person), person=person, kind="known-to-us")
    for actor in (cast.bill, cast.pat, cast.ada, cast.des, cast.nobody):
        with pytest.raises((NotAllowed, NotFound)):
            actions.prove_identity(actor, person=person, kind="known-to-us")
        with pytest.raises((NotAllowed, NotFound)):
            queries.proofs_of(actor, person)


def test_the_other_council_proves_and_ends_nothing_of_ours(cast: Cast):
    person = record(cast)
    one = actions.prove_identity(cast.dee, person=person, kind="known-to-us")
    with tenancy.acting_for(cast.lena.council, cast.dee.council):
        assert not queries.is_proved(cast.lena.council, person, KNOWN)
        with pytest.raises(NotFound):
            actions.prove_identity(cast.lena, person=person, kind="known-to-us")
        with pytest.raises(NotFound):
            actions.end_proof(cast.lena, proof=one, why="Not ours")
