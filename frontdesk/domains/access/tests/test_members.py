"""Memberships begin, change and end; nobody changes their own."""

import pytest
from allauth.mfa.models import Authenticator

from frontdesk.domains.access import actions, queries
from frontdesk.kernel import tenancy
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal
from tests.support.cast import Cast


def test_an_ended_member_is_nobody_here_any_more(cast: Cast):
    assert cast.oli.user is not None
    actions.end_member(cast.ada, user=cast.oli.user)
    assert not queries.actor_for(cast.oli.council, cast.oli.user).is_staff
    assert cast.oli.user not in {member.user for member in queries.members(cast.oli.council)}
    with pytest.raises(NotFound):
        actions.end_member(cast.ada, user=cast.oli.user)


def test_nobody_ends_themselves_and_only_administrators_others(cast: Cast):
    assert cast.ada.user is not None and cast.oli.user is not None
    with pytest.raises(NotAllowed):
        actions.end_member(cast.ada, user=cast.ada.user)
    with pytest.raises(NotAllowed):
        actions.end_member(cast.sam, user=cast.oli.user)


def test_an_ended_token_is_listed_no_more_and_opens_nothing(cast: Cast):
    secret = actions.create_token(cast.ada, label="Telephony", scopes=["contacts"])
    (token,) = queries.tokens(cast.ada.council)
    actions.end_token(cast.ada, token=token.id)
    assert queries.tokens(cast.ada.council) == [] and queries.token_by_secret(secret) is None


def test_it_makes_no_token_for_what_nothing_asks_for(cast: Cast):
    with pytest.raises(Refusal, match="There are: contacts, requests, open311"):
        actions.create_token(cast.ada, label="Telephony", scopes=["contact"])


def test_a_lost_second_step_is_taken_away_by_an_administrator_of_the_member(cast: Cast):
    assert cast.oli.user is not None and cast.lena.user is not None and cast.ada.user is not None
    for user in (cast.oli.user, cast.lena.user):
        Authenticator.objects.create(user_id=user, type="totp", data={"secret": "kept"})
    assert actions.end_second_step(cast.ada, user=cast.oli.user) == 1
    assert not queries.sign_in(cast.oli.user).second_step
    with pytest.raises(NotFound):
        actions.end_second_step(cast.ada, user=cast.lena.user)
    with pytest.raises(NotAllowed):
        actions.end_second_step(cast.ada, user=cast.ada.user)


def test_the_second_step_of_another_councils_staff_is_taken_away_by_the_installation_only(cast: Cast):
    assert cast.oli.user is not None
    Authenticator.objects.create(user_id=cast.oli.user, type="totp", data={"secret": "kept"})
    littlewick = cast.councils.littlewick.id
    admin = Actor(littlewick, frozenset({"administrator"}), user=0)
    with tenancy.acting_for(littlewick):
        actions.take_on(admin, email="oli@council.example", name="Oli", roles=["officer"])
        with pytest.raises(NotFound):
            actions.end_second_step(admin, user=cast.oli.user)
        actions.accept_invitation(Actor(littlewick, frozenset({"resident"}), user=cast.oli.user))
        with pytest.raises(Refusal, match="They work for another council too"):
            actions.end_second_step(admin, user=cast.oli.user)
    assert queries.sign_in(cast.oli.user).second_step
    actions.end_member(cast.system, user=cast.oli.user)
    with tenancy.acting_for(littlewick):
        assert actions.end_second_step(admin, user=cast.oli.user) == 1, "they work for one council only"


def test_the_installation_takes_away_the_second_step_of_who_works_for_two_councils(cast: Cast):
    assert cast.oli.user is not None
    Authenticator.objects.create(user_id=cast.oli.user, type="totp", data={"secret": "kept"})
    littlewick = cast.littlewick_system
    with tenancy.acting_for(littlewick.council):
        actions.take_on(littlewick, email="oli@council.example", name="Oli", roles=["officer"])
        assert actions.end_second_step(littlewick, user=cast.oli.user) == 1
