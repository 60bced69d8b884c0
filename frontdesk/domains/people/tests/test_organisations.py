"""Organisations as customers: members act for one, its owners let others in, and it never becomes a person."""

from datetime import timedelta

import pytest

from frontdesk.domains.people import actions, models, queries
from frontdesk.domains.people.holdings import _export
from frontdesk.domains.people.tests.stories import kinds, record
from frontdesk.domains.people.tests.test_authority import signed_in
from frontdesk.domains.people.types.acting import MEMBER, OWNER, USER
from frontdesk.kernel import clock, tenancy
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal
from tests.support.cast import Cast

pytestmark = pytest.mark.shows("B14")


@pytest.fixture
def bakery(cast: Cast) -> int:
    return actions.create_organisation(
        cast.dee, name="Testwood Bakery Ltd", kind="business", register="companies-house", number="zy 12 34 56",
        email="office@bakery.example",
    )  # fmt: skip


@pytest.fixture
def olive(cast: Cast, bakery: int) -> Actor:
    """The owner, whom staff recorded."""
    olive = signed_in(cast, "olive@example.org", "Olive Testwood")
    actions.record_authority(cast.dee, person=bakery, by=olive.person or 0, evidence=MEMBER, role=OWNER)
    return olive


def joins(cast: Cast, olive: Actor, bakery: int, email: str, role: str = USER) -> Actor:
    made = actions.invite_member(olive, organisation=bakery, email=email, role=role)
    other = signed_in(cast, email, email.partition("@")[0].capitalize() + " Testwood")
    actions.answer_asked(other, authority=made, yes=True)
    return other


def test_it_is_a_record_with_a_kind_and_a_number_and_is_found_like_any_other(cast: Cast, bakery: int):
    assert queries.organisations_of(cast.dee.council, [bakery]) == {bakery: "business"}
    assert queries.people_by_identity(cast.dee.council, "companies-house", ["ZY123456"]) == {"ZY123456": bakery}
    assert [hit.person for hit in queries.search(cast.dee, "testwood bakery")][:1] == [bakery]
    assert kinds(cast.dee.council, bakery) == ["people.created", "people.organisation_made"]
    (told,) = [each for each in _export(cast.dee.council, [bakery]) if each["what"] == "Organisation"]
    assert told["kind"] == "Business"
    with pytest.raises(Refusal) as twice:
        actions.create_organisation(
            cast.dee, name="The same", kind="business", register="companies-house", number="ZY123456"
        )
    assert (
        twice.value.field == "number" and models.Organisation.objects.filter(council_id=cast.dee.council).count() == 1
    )


@pytest.mark.parametrize("who", ["flo", "amina", "pat", "ada", "nobody"])
def test_those_who_may_not_make_one_do_not(cast: Cast, who: str):
    with pytest.raises(NotAllowed):
        actions.create_organisation(getattr(cast, who), name="Mine", kind="business")


def test_several_users_act_for_it_and_see_each_others(cast: Cast, bakery: int, olive: Actor):
    ugo = joins(cast, olive, bakery, "ugo@example.org")
    for member in (olive, ugo):
        assert queries.acts_for(member, bakery, service="skip-licence") is not None
        assert [each.name for each in queries.acted_for(member)] == ["Testwood Bakery Ltd"]
    assert [each.authority.role for each in queries.members_of(olive, bakery)] == [OWNER, USER]


def test_a_user_lets_nobody_in_and_sees_no_members(cast: Cast, bakery: int, olive: Actor):
    ugo = joins(cast, olive, bakery, "ugo@example.org")
    for stranger in (ugo, signed_in(cast, "bill@example.org", "Bill Marsh"), cast.nobody):
        with pytest.raises(NotFound):
            actions.invite_member(stranger, organisation=bakery, email="friend@example.org", role=USER)
        with pytest.raises(NotFound):
            queries.members_of(stranger, bakery)
    with tenancy.acting_for(cast.dee.council, cast.lena.council), pytest.raises(NotFound):
        queries.members_of(Actor(cast.lena.council, frozenset({"resident"}), olive.user, olive.person), bakery)


def test_an_owner_ends_it_for_others_and_the_last_one_stays(cast: Cast, bakery: int, olive: Actor):
    ugo = joins(cast, olive, bakery, "ugo@example.org")
    mine, his = (each.authority.id for each in queries.members_of(olive, bakery))
    with pytest.raises(NotFound):
        actions.end_authority(signed_in(cast, "bill@example.org", "Bill Marsh"), authority=his)
    actions.end_authority(olive, authority=his)
    assert queries.acts_for(ugo, bakery) is None
    with pytest.raises(Refusal):
        actions.end_authority(olive, authority=mine)
    joins(cast, olive, bakery, "una@example.org", OWNER)
    actions.end_authority(olive, authority=mine)
    assert queries.acts_for(olive, bakery) is None and not queries.owns(olive, bakery)


@pytest.mark.parametrize(("evidence", "role"), [(MEMBER, ""), (MEMBER, "boss"), ("council", OWNER)])
def test_a_member_is_an_owner_or_a_user(cast: Cast, bakery: int, evidence: str, role: str):
    with pytest.raises(Refusal):
        actions.record_authority(
            cast.dee, person=bakery, by=record(cast), evidence=evidence, role=role, why_no_end="Invented"
        )


def test_nobody_is_a_member_of_a_person_and_no_organisation_becomes_one(cast: Cast, bakery: int):
    with pytest.raises(Refusal):
        actions.record_authority(cast.dee, person=record(cast), by=record(cast), evidence=MEMBER, role=USER)
    with pytest.raises(Refusal):
        actions.join_people(cast.sam, person=record(cast, "Testwood Bakery"), into=bakery, why="Looks alike")


def asked(olive: Actor, bakery: int, email: str, role: str = USER) -> int:
    return actions.invite_member(olive, organisation=bakery, email=email, role=role)


def test_an_invitation_ends_with_the_owner_who_sent_it(cast: Cast, bakery: int, olive: Actor):
    una = joins(cast, olive, bakery, "una@example.org", OWNER)
    ugo, made = signed_in(cast, "ugo@example.org", "Ugo Testwood"), asked(olive, bakery, "ugo@example.org")
    hers = asked(una, bakery, "uma@example.org")
    mine = next(each.authority.id for each in queries.members_of(olive, bakery) if each.name.startswith("Olive"))
    actions.end_authority(cast.dee, authority=mine, why="She sold the bakery")
    assert queries.asked_of(ugo) == []
    with pytest.raises(NotFound):
        actions.answer_asked(ugo, authority=made, yes=True)
    assert models.Authority.objects.get(pk=made).ended_at is not None
    assert models.Authority.objects.get(pk=hers).ended_at is None, "the other owner's stays"


def test_an_invitation_by_an_owner_whose_time_is_over_opens_nothing(cast: Cast, bakery: int):
    until = clock.today() + timedelta(days=5)
    olive = signed_in(cast, "olive@example.org", "Olive Testwood")
    actions.record_authority(cast.dee, person=bakery, by=olive.person or 0, evidence=MEMBER, role=OWNER, until=until)
    made, ugo = asked(olive, bakery, "ugo@example.org"), signed_in(cast, "ugo@example.org", "Ugo Testwood")
    models.Authority.objects.filter(pk=made).update(until=None)
    with clock.at(clock.now() + timedelta(days=9)), pytest.raises(NotFound):
        actions.answer_asked(ugo, authority=made, yes=True)


def test_an_owner_lets_nobody_in_for_more_or_longer_than_themselves(cast: Cast, bakery: int):
    olive, until = signed_in(cast, "olive@example.org", "Olive Testwood"), clock.today() + timedelta(days=5)
    actions.record_authority(
        cast.dee, person=bakery, by=olive.person or 0, evidence=MEMBER, role=OWNER, services=["bins"], until=until
    )
    ugo = joins(cast, olive, bakery, "ugo@example.org", OWNER)
    assert queries.acts_for(ugo, bakery, service="bins") and not queries.acts_for(ugo, bakery, service="rent")
    with clock.at(clock.now() + timedelta(days=9)):
        assert queries.acts_for(ugo, bakery) is None


def test_an_owner_whose_time_is_over_does_not_count_as_another(cast: Cast, bakery: int, olive: Actor):
    una, until = signed_in(cast, "una@example.org", "Una Testwood"), clock.today() + timedelta(days=5)
    actions.record_authority(cast.dee, person=bakery, by=una.person or 0, evidence=MEMBER, role=OWNER, until=until)
    mine = queries.members_of(olive, bakery)[0].authority.id
    with clock.at(clock.now() + timedelta(days=9)), pytest.raises(Refusal, match="last owner"):
        actions.end_authority(olive, authority=mine)
    actions.end_authority(olive, authority=mine)


def test_an_owner_cannot_only_look(cast: Cast, bakery: int):
    with pytest.raises(Refusal) as refused:
        actions.record_authority(cast.dee, person=bakery, by=record(cast), evidence=MEMBER, role=OWNER, sees_only=True)
    assert refused.value.field == "sees_only"
