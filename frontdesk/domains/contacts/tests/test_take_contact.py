"""A contact in an adviser's hand: taken, named, wrapped up, done."""

from datetime import UTC, datetime, timedelta

import pytest

from frontdesk.domains.contacts import actions, queries
from frontdesk.domains.contacts.types import MatterIn, WrapUp
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries as people_queries
from frontdesk.kernel import clock, journal, tenancy
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal
from tests.support.cast import Cast

NOW = datetime(2026, 12, 3, 10, tzinfo=UTC)


def test_it_is_in_hand_until_the_customer_has_gone_and_then_waits_for_its_wrap_up(cast: Cast):
    with clock.at(NOW):
        contact = actions.open_contact(cast.dee, channel="phone", started_at=NOW - timedelta(seconds=14))
        matter = actions.add_matter(cast.dee, contact=contact, service="missed-bin", reason="progress")
    assert queries.in_hand(cast.dee).started_at == NOW - timedelta(seconds=14)
    assert queries.in_hand(cast.dee).answered_at == NOW
    with clock.at(NOW + timedelta(minutes=3)):
        assert actions.end_contact(cast.dee, contact=contact) is False
    assert queries.in_hand(cast.dee) is None
    assert [each.id for each in queries.not_done(cast.dee)] == [contact]
    with clock.at(NOW + timedelta(minutes=4)):
        actions.wrap_up(cast.dee, contact=contact, matters={matter: WrapUp("progress-told", "failure", "chasing")})
    assert queries.not_done(cast.dee) == []
    kept = queries.contact(cast.dee, contact)
    assert (kept.ended_at, kept.done_at) == (NOW + timedelta(minutes=3), NOW + timedelta(minutes=4))
    kinds = [entry.kind for entry in journal.timeline(cast.dee.council, thing=("contact", contact))]
    assert kinds == ["contacts.wrapped_up", "contacts.ended", "contacts.matter_added", "contacts.opened"]


@pytest.mark.shows("C10")
def test_wrap_up_before_the_end_finishes_it_with_the_end(cast: Cast):
    contact = actions.open_contact(cast.dee, channel="visit")
    matter = actions.add_matter(cast.dee, contact=contact, service="blue-badge")
    actions.wrap_up(
        cast.dee, contact=contact, matters={matter: WrapUp("answered", "value", "", False, "declined", "literacy")}
    )
    assert queries.in_hand(cast.dee) is not None
    assert actions.end_contact(cast.dee, contact=contact) is True
    assert actions.end_contact(cast.dee, contact=contact) is True
    assert queries.contact(cast.dee, contact).matters[0].ended.declined_why == "literacy"


@pytest.mark.shows("B4")
def test_why_they_would_rather_not_go_online_makes_colleagues_ask_what_would_help(cast: Cast):
    person = people.create_person(cast.dee, name="Ann Testwood", source="phone")
    contact = actions.open_contact(cast.dee, channel="phone", person=person)
    ended = WrapUp("answered", "value", "", False, "declined", "literacy")
    actions.wrap_up(cast.dee, contact=contact, matters={}, only=MatterIn("", "ask", ended), end=True)
    assert [each.subject for each in people_queries.help_for(cast.dee, person).asks] == ["reading"]
    for hour in (1, 2):
        actions.record_contact(cast.dee, channel="letter", person=person, started_at=NOW.replace(hour=hour, year=2025))
    assert "online" in {each.subject for each in people_queries.help_for(cast.dee, person).asks}


def test_nobody_holds_two_and_the_refusal_leaves_the_first(cast: Cast):
    first = actions.open_contact(cast.dee, channel="phone")
    with pytest.raises(Refusal) as refused:
        actions.open_contact(cast.dee, channel="visit")
    assert refused.value.code == "in-hand"
    assert queries.in_hand(cast.dee).id == first
    actions.open_contact(cast.flo, channel="visit")


@pytest.mark.shows("C10")
def test_another_is_taken_while_one_waits_and_the_one_that_waits_is_not_done_by_itself(cast: Cast):
    first = actions.open_contact(cast.dee, channel="visit")
    assert actions.end_contact(cast.dee, contact=first) is False
    second = actions.open_contact(cast.dee, channel="phone")
    assert queries.in_hand(cast.dee).id == second
    assert [each.id for each in queries.not_done(cast.dee)] == [second, first]
    assert queries.contact(cast.dee, first).done_at is None
    actions.wrap_up(cast.dee, contact=first, matters={}, only=MatterIn("", "ask", WrapUp("answered")))
    assert [each.id for each in queries.not_done(cast.dee)] == [second]


def test_the_same_press_takes_one(cast: Cast):
    taken = [actions.open_contact(cast.dee, channel="phone", key="pressed") for _ in range(2)]
    assert len(set(taken)) == 1
    added = [actions.add_matter(cast.dee, contact=taken[0], reason="ask", key="added") for _ in range(2)]
    assert len(set(added)) == 1
    assert len(queries.in_hand(cast.dee).matters) == 1


def test_a_refused_wrap_up_leaves_nothing_behind(cast: Cast):
    contact = actions.open_contact(cast.dee, channel="phone")
    for wrong in (MatterIn("", "boredom", WrapUp("answered")), MatterIn("", "ask", WrapUp("vanished"))):
        with pytest.raises(Refusal):
            actions.wrap_up(cast.dee, contact=contact, matters={}, only=wrong, end=True)
    assert queries.in_hand(cast.dee).matters == ()
    actions.add_matter(cast.dee, contact=contact)
    with pytest.raises(Refusal, match="matter already"):
        actions.wrap_up(cast.dee, contact=contact, matters={}, only=MatterIn("", "ask", WrapUp("answered")))
    assert queries.in_hand(cast.dee).matters[0].ended.outcome == ""


def test_a_number_that_no_customer_of_ours_has_is_refused(cast: Cast):
    with tenancy.acting_for(cast.lena.council):
        theirs = people.create_person(cast.lena, name="Lil Wick", source="phone")
    contact = actions.open_contact(cast.dee, channel="phone")
    for person in (theirs, 987_654_321):
        with pytest.raises(Refusal, match="no customer"):
            actions.say_who(cast.dee, contact=contact, person=person)
        with pytest.raises(Refusal, match="no customer"):
            actions.open_contact(cast.flo, channel="visit", person=person)


def test_saying_who_it_is(cast: Cast):
    contact = actions.open_contact(cast.dee, channel="phone")
    actions.say_who(cast.dee, contact=contact, person=None)
    assert queries.contact(cast.dee, contact).person is None


def test_a_colleague_cannot_wrap_up_but_a_manager_can(cast: Cast):
    contact = actions.open_contact(cast.dee, channel="phone")
    with pytest.raises(NotAllowed):
        actions.end_contact(cast.oli, contact=contact)
    with pytest.raises(NotFound):
        actions.end_contact(cast.pat, contact=contact)
    matter = actions.add_matter(cast.sam, contact=contact)
    actions.wrap_up(cast.sam, contact=contact, matters={matter: WrapUp("answered")}, end=True)
    assert queries.contact(cast.sam, contact).done_at is not None
    assert queries.may_change(cast.sam, queries.contact(cast.sam, contact))
    assert not queries.may_change(cast.oli, queries.contact(cast.oli, contact))


def test_a_contact_that_is_done_takes_no_more_matters_but_may_be_corrected(cast: Cast):
    contact = actions.open_contact(cast.dee, channel="phone")
    matter = actions.add_matter(cast.dee, contact=contact)
    actions.wrap_up(cast.dee, contact=contact, matters={matter: WrapUp("answered")})
    actions.end_contact(cast.dee, contact=contact)
    with pytest.raises(Refusal) as refused:
        actions.add_matter(cast.dee, contact=contact)
    assert refused.value.code == "done"
    actions.wrap_up(cast.dee, contact=contact, matters={matter: WrapUp("signposted")})
    assert queries.contact(cast.dee, contact).matters[0].ended.outcome == "signposted"


def test_a_matter_of_another_contact_is_not_found(cast: Cast):
    mine = actions.open_contact(cast.dee, channel="phone")
    theirs = actions.open_contact(cast.flo, channel="visit")
    matter = actions.add_matter(cast.flo, contact=theirs)
    with pytest.raises(NotFound):
        actions.wrap_up(cast.dee, contact=mine, matters={matter: WrapUp("answered")})


def test_residents_take_no_contacts(cast: Cast):
    for actor in (cast.nobody, cast.amina, cast.des, cast.system):
        with pytest.raises(NotAllowed):
            actions.open_contact(actor, channel="phone")
