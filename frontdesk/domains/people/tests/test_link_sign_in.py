"""A sign-in is a person by verified possession or by staff, never by a typed email."""

from datetime import date
from typing import Any

import pytest
from allauth.account.models import EmailAddress

from frontdesk.domains.people import actions, queries
from frontdesk.kernel import tenancy
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal
from tests.support.cast import Cast


def user_of(actor: Actor) -> int:
    """The sign-in of somebody who has one."""
    assert actor.user is not None
    return actor.user


def verify(actor: Actor, email: str) -> None:
    """The sign-in has entered the code sent to this email."""
    EmailAddress.objects.update_or_create(user_id=actor.user, email=email, defaults={"verified": True})


def reported(cast: Cast, *, proved: bool) -> int:
    """A report without an account, with amina's email."""
    person = actions.create_person(cast.nobody, name="Amina Begum", email="amina@example.org", source="web")
    if proved:
        actions.prove_contact_point(cast.nobody, point=queries.person(cast.system, person).points[0].id)
    return person


@pytest.mark.shows("B1")
def test_a_record_proved_by_the_same_email_may_be_taken(cast: Cast):
    person = reported(cast, proved=True)
    verify(cast.amina, "amina@example.org")
    assert [claim.person for claim in queries.claimable(cast.amina)] == [person]
    actions.link_sign_in(cast.amina, user=user_of(cast.amina), person=person)
    assert queries.person_of(cast.amina.council, user_of(cast.amina)) == person
    assert queries.claimable(cast.amina) == []


def test_a_typed_email_that_nobody_proved_gives_nothing(cast: Cast):
    person = reported(cast, proved=False)
    verify(cast.amina, "amina@example.org")
    assert queries.claimable(cast.amina) == []
    with pytest.raises(NotFound):
        actions.link_sign_in(cast.amina, user=user_of(cast.amina), person=person)


def test_a_sign_in_whose_email_is_not_verified_gets_nothing(cast: Cast):
    person = reported(cast, proved=True)
    with pytest.raises(NotFound):
        actions.link_sign_in(cast.amina, user=user_of(cast.amina), person=person)


def test_nobody_links_somebody_else(cast: Cast):
    person = reported(cast, proved=True)
    verify(cast.amina, "amina@example.org")
    with pytest.raises(NotAllowed):
        actions.link_sign_in(cast.bill, user=user_of(cast.amina), person=person)
    with pytest.raises(NotFound):
        actions.link_sign_in(cast.bill, user=user_of(cast.bill), person=person)


def test_a_second_record_is_taken_in_and_both_are_kept(cast: Cast):
    first, second = reported(cast, proved=True), reported(cast, proved=True)
    verify(cast.amina, "amina@example.org")
    for person in (first, second):
        actions.link_sign_in(cast.amina, user=user_of(cast.amina), person=person)
    assert queries.cluster(cast.amina.council, second) == [first, second]
    assert queries.person_of(cast.amina.council, user_of(cast.amina)) == first
    assert queries.person(cast.dee, second).id == first


def test_a_record_that_another_sign_in_has_is_not_offered(cast: Cast):
    person = reported(cast, proved=True)
    verify(cast.amina, "amina@example.org")
    actions.link_sign_in(cast.amina, user=user_of(cast.amina), person=person)
    EmailAddress.objects.filter(user_id=user_of(cast.amina)).delete()
    verify(cast.bill, "amina@example.org")
    assert queries.claimable(cast.bill) == []


def test_the_other_council_is_another_matter(cast: Cast):
    person = reported(cast, proved=True)
    verify(cast.amina, "amina@example.org")
    actions.link_sign_in(cast.amina, user=user_of(cast.amina), person=person)
    with tenancy.acting_for(cast.lena.council):
        assert queries.person_of(cast.lena.council, user_of(cast.amina)) not in (None, person)


@pytest.mark.shows("B5")
def test_staff_open_an_account_that_opens_when_its_holder_confirms(cast: Cast):
    person = actions.create_person(cast.dee, name="Nora Field", date_of_birth=date(1950, 2, 1), source="phone")
    user = actions.open_account(cast.dee, person=person, email="nora@example.org")
    nora = Actor(cast.dee.council, frozenset({"resident"}), user)
    assert queries.person_of(nora.council, user) is None
    assert queries.claimable(nora) == []
    verify(nora, "nora@example.org")
    (claim,) = queries.claimable(nora)
    assert (claim.person, claim.by_staff, claim.asks_birth) == (person, True, True)
    with pytest.raises(Refusal, match="date of birth"):
        actions.link_sign_in(nora, user=user, person=person, date_of_birth=date(1951, 2, 1))
    actions.link_sign_in(nora, user=user, person=person, date_of_birth=date(1950, 2, 1))
    assert queries.person_of(nora.council, user) == person
    assert queries.person(cast.dee, person).has_account


def test_an_account_is_opened_once_and_never_over_somebody_elses(cast: Cast):
    born = date(1950, 2, 1)
    nora = actions.create_person(cast.dee, name="Nora Field", date_of_birth=born, source="phone")
    nell = actions.create_person(cast.dee, name="Nell Field", date_of_birth=born, source="phone")
    user = actions.open_account(cast.dee, person=nora, email="nora@example.org")
    assert actions.open_account(cast.dee, person=nora, email="NORA@example.org") == user
    with pytest.raises(Refusal, match="another customer"):
        actions.open_account(cast.dee, person=nell, email="nora@example.org")
    with pytest.raises(NotAllowed):
        actions.open_account(cast.bill, person=nell, email="nell@example.org")


def test_a_signed_in_customers_first_request_makes_their_own_record(cast: Cast):
    verify(cast.amina, "amina@example.org")
    person = actions.own_record(cast.amina, name="Amina Begum", source="web", phone="07700 900123")
    assert actions.own_record(cast.amina, name="Amina B", source="web") == person
    seen = queries.person(cast.amina.as_person(person), person)
    assert seen.proved and seen.email == "amina@example.org" and seen.phone == "07700 900123"


def test_a_record_whose_email_staff_typed_asks_for_the_date_of_birth_too(cast: Cast):
    person = actions.create_person(
        cast.dee, name="Nora Field", email="nora@example.org", date_of_birth=date(1950, 2, 1), source="phone"
    )
    actions.prove_contact_point(cast.nobody, point=queries.person(cast.system, person).points[0].id)
    verify(cast.bill, "nora@example.org")
    with pytest.raises(Refusal, match="date of birth"):
        actions.link_sign_in(cast.bill, user=user_of(cast.bill), person=person)


def misheard(cast: Cast, **details: Any) -> int:
    """Vera's record, made by staff; they heard her email as bill's, who proves that it is his."""
    vera = actions.create_person(cast.dee, name="Vera Oldfield", source="phone", **details)
    point = actions.add_contact_point(cast.dee, person=vera, kind="email", value="bill@example.org", source="phone")
    actions.prove_contact_point(cast.nobody, point=point)
    verify(cast.bill, "bill@example.org")
    return vera


@pytest.mark.parametrize("details", [{}, {"date_of_birth": date(1950, 2, 1)}])
def test_an_email_that_staff_misheard_opens_nothing_to_its_holder(cast: Cast, details: dict[str, Any]):
    vera = misheard(cast, **details)
    assert [claim.asks_birth for claim in queries.claimable(cast.bill)] == ([True] if details else [])
    with pytest.raises(Refusal):
        actions.link_sign_in(cast.bill, user=user_of(cast.bill), person=vera)
    assert queries.person_of(cast.bill.council, cast.bill.user) is None


def test_an_account_opens_only_to_a_date_of_birth_that_we_know(cast: Cast):
    vera = actions.create_person(cast.dee, name="Vera Oldfield", source="phone")
    with pytest.raises(Refusal, match="date of birth"):
        actions.open_account(cast.dee, person=vera, email="bill@example.org")


@pytest.fixture
def offered(cast: Cast) -> int:
    """Vera's record, offered to bill's sign-in by a mishearing."""
    vera = actions.create_person(cast.dee, name="Vera Oldfield", date_of_birth=date(1950, 2, 1), source="phone")
    actions.open_account(cast.dee, person=vera, email="bill@example.org")
    verify(cast.bill, "bill@example.org")
    return vera


def test_naming_oneself_leaves_what_staff_opened_an_offer(cast: Cast, offered: int):
    own = actions.own_record(cast.bill, name="Bill Marsh", source="account")
    assert own != offered and queries.person_of(cast.bill.council, cast.bill.user) == own
    assert queries.cluster(cast.bill.council, own) == [own]
    assert [claim.person for claim in queries.claimable(cast.bill)] == [offered]


def test_taking_another_record_leaves_what_staff_opened_an_offer(cast: Cast, offered: int):
    other = actions.create_person(cast.nobody, name="Bill Marsh", email="bill@example.org", source="web")
    actions.prove_contact_point(cast.nobody, point=queries.person(cast.system, other).points[0].id)
    actions.link_sign_in(cast.bill, user=user_of(cast.bill), person=other)
    assert queries.person_of(cast.bill.council, cast.bill.user) == other
    assert queries.cluster(cast.bill.council, other) == [other]
    assert not queries.person(cast.dee, offered).has_account


def test_staff_link_nothing_to_a_customers_account_before_the_customer_says_so(cast: Cast):
    own = actions.own_record(cast.bill, name="Bill Marsh", source="account")
    vera = actions.create_person(cast.dee, name="Vera Oldfield", date_of_birth=date(1950, 2, 1), source="phone")
    actions.link_sign_in(cast.dee, user=user_of(cast.bill), person=vera, how="staff")
    assert queries.cluster(cast.bill.council, own) == [own]


def test_an_account_opened_at_the_right_email_withdraws_the_misheard_one(cast: Cast, offered: int):
    user = actions.open_account(cast.dee, person=offered, email="vera@example.org")
    assert queries.claimable(cast.bill) == []
    vera = Actor(cast.dee.council, frozenset({"resident"}), user)
    verify(vera, "vera@example.org")
    actions.link_sign_in(vera, user=user, person=offered, date_of_birth=date(1950, 2, 1))
    assert queries.person_of(vera.council, user) == offered
