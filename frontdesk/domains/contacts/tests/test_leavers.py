"""What becomes of the contacts of somebody who takes none any more; and of one that was left in hand."""

from datetime import UTC, datetime, timedelta

import pytest

from frontdesk.domains.access import actions as access
from frontdesk.domains.contacts import actions, queries, rules
from frontdesk.domains.contacts.types import MatterIn, WrapUp
from frontdesk.kernel import clock, journal
from frontdesk.kernel.errors import Refusal
from tests.support.cast import Cast

NOW = datetime(2026, 12, 3, 10, tzinfo=UTC)
LATER = NOW + timedelta(hours=2)


def let_go(cast: Cast, at: datetime = LATER) -> None:
    assert cast.dee.user is not None
    with clock.at(at):
        access.end_member(cast.ada, user=cast.dee.user)
    with clock.at(at + timedelta(minutes=9)):
        journal.deliver(cast.dee.council)


def test_what_a_leaver_has_in_hand_ends_when_they_left_and_a_manager_wraps_it_up(cast: Cast):
    with clock.at(NOW):
        first = actions.open_contact(cast.dee, channel="visit")
        actions.end_contact(cast.dee, contact=first)
        second = actions.open_contact(cast.dee, channel="phone")
    assert queries.waiting(cast.sam, left=True) == []
    let_go(cast)
    left = queries.waiting(cast.sam, left=True)
    assert [each.id for each in left] == [second, first]
    assert (left[0].ended_at, left[0].done_at, left[0].matters) == (LATER, None, ())
    assert queries.waiting(cast.oli, left=True) == [], "only those who may wrap up for others"
    with clock.at(LATER + timedelta(hours=1)):
        only = MatterIn("", "ask", WrapUp("answered", "value"))
        actions.wrap_up(cast.sam, contact=second, matters={}, only=only)
    assert queries.contact(cast.sam, second).handler == cast.dee.user, "whoever took it has taken it"
    assert queries.number_waiting(cast.sam, left=True) == 1


def test_a_change_of_role_that_takes_contacts_away_ends_the_one_in_hand(cast: Cast):
    with clock.at(NOW):
        actions.open_contact(cast.dee, channel="phone")
    for roles, held in ((["officer"], True), (["designer"], False)):
        with clock.at(LATER):
            access.set_member(cast.ada, user=cast.dee.user, name="Dee Marsh", roles=roles)
            journal.deliver(cast.dee.council)
        assert (queries.in_hand(cast.dee) is not None) is held


def test_an_old_end_does_not_touch_what_was_taken_after_coming_back(cast: Cast):
    with clock.at(NOW):
        access.end_member(cast.ada, user=cast.dee.user)
        access.set_member(cast.system, user=cast.dee.user, name="Dee Marsh", roles=["adviser"])
    with clock.at(LATER):
        contact = actions.open_contact(cast.dee, channel="phone")
    with clock.at(LATER + timedelta(minutes=5)):
        access.end_member(cast.ada, user=cast.dee.user)
        journal.deliver(cast.dee.council)
    assert queries.contact(cast.sam, contact).ended_at == LATER + timedelta(minutes=5)


@pytest.mark.parametrize(
    ("minutes", "since", "long"),
    [
        (239, 10, False),
        (241, 10, True),
        (20, 23, False),
        (61, 23, True),  # over midnight
    ],
)
def test_which_contact_stood_long(minutes: int, since: int, long: bool) -> None:
    started = NOW.replace(hour=since)
    assert rules.stood_long(started, started + timedelta(minutes=minutes)) is long


def test_the_wrap_up_of_one_left_overnight_asks_when_they_went(cast: Cast):
    with clock.at(NOW):
        contact = actions.open_contact(cast.dee, channel="phone")
    with clock.at(NOW + timedelta(minutes=7)):
        matter = actions.add_matter(cast.dee, contact=contact, reason="ask", ended=WrapUp("answered", "value"))
    morning, went = NOW + timedelta(days=1), NOW + timedelta(minutes=12)
    with clock.at(morning):
        assert actions.end_contact(cast.dee, contact=contact) is False, "it waits to be asked"
        held = queries.contact(cast.dee, contact)
        assert queries.when_gone(held) == NOW + timedelta(minutes=7)
        ended = {matter: WrapUp("answered", "value")}
        with pytest.raises(Refusal, match="Say when they went"):
            actions.wrap_up(cast.dee, contact=contact, matters=ended, end=True)
        for wrong in (NOW - timedelta(minutes=1), morning + timedelta(hours=1)):
            with pytest.raises(Refusal):
                actions.wrap_up(cast.dee, contact=contact, matters=ended, end=True, gone_at=wrong)
        actions.wrap_up(cast.dee, contact=contact, matters=ended, end=True, gone_at=went)
    done = queries.contact(cast.dee, contact)
    assert (done.ended_at, done.done_at) == (went, morning)
    told = next(e for e in journal.timeline(cast.dee.council, thing=("contact", contact)) if "from" in e.data)
    assert told.data == {"from": morning.isoformat(), "to": went.isoformat()}


def test_a_contact_of_the_usual_length_is_not_asked(cast: Cast):
    with clock.at(NOW):
        contact = actions.open_contact(cast.dee, channel="phone")
        assert queries.when_gone(queries.contact(cast.dee, contact)) is None
