"""Whoever is asked to work for a council is its member once they say yes; until then nothing is open."""

from collections.abc import Iterator

import pytest

from frontdesk.domains.access import actions, queries
from frontdesk.domains.access.models import User
from frontdesk.domains.notifications.models import Message
from frontdesk.kernel import journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotAllowed, NotFound
from tests.support.cast import Cast


@pytest.fixture
def bill(cast: Cast) -> Iterator[Actor]:
    """Bill, a resident with a sign-in, whose address Ada has typed; she meant somebody else, or him."""
    actions.take_on(cast.ada, email="Bill@example.org", name="Bill T", roles=["manager"], teams=["waste"])
    yield queries.actor_for(cast.ada.council, cast.bill.user)


def messages() -> list[Message]:
    return list(Message.objects.filter(about_type="membership").order_by("id"))


def test_it_opens_nothing_until_they_say_yes(cast: Cast, bill: Actor) -> None:
    assert not bill.is_staff and cast.bill.user not in {each.user for each in queries.members(bill.council)}
    assert queries.emails_of(bill.council, [cast.bill.user or 0]) == {}, "nothing is sent to them as staff"
    (asked,) = queries.invitations(bill.council)
    assert (asked.user, asked.email, set(asked.roles)) == (cast.bill.user or 0, "bill@example.org", {"manager"})
    for step in (actions.end_member, actions.end_second_step):
        with pytest.raises(NotFound):
            step(cast.ada, user=cast.bill.user)
    actions.accept_invitation(bill)
    member = queries.actor_for(bill.council, cast.bill.user)
    assert member.roles == {"manager"} and len(member.teams) == 1
    assert queries.invitations(bill.council) == []
    with pytest.raises(NotFound):
        actions.accept_invitation(bill)


def test_they_are_told_who_asks_what_for_and_what_to_do_about_a_mistake(cast: Cast, bill: Actor) -> None:
    journal.deliver(bill.council)
    (told,) = messages()
    assert told.address == "bill@example.org" and told.subject == "Demo Council asks you to work with its front desk"
    for words in ("Ada Brook of Demo Council", "as: Manager.", "If this is a mistake", "01632 960100"):
        assert words in told.body
    assert told.link.endswith("/c/demo/account/join/")
    actions.ask_again(cast.ada, user=cast.bill.user or 0)
    journal.deliver(bill.council)
    assert len(messages()) == 2


def test_they_may_say_no_and_it_may_be_withdrawn_and_nobody_is_told_then(cast: Cast, bill: Actor) -> None:
    user = cast.bill.user or 0
    actions.end_invitation(bill, user=user)
    journal.deliver(bill.council)
    assert messages() == [] and queries.invitations(bill.council) == []
    for late in (actions.ask_again, actions.end_invitation):
        with pytest.raises(NotFound):
            late(cast.ada, user=user)
    actions.take_on(cast.ada, email="bill@example.org", name="Bill T", roles=["officer"])
    actions.end_invitation(cast.ada, user=user)
    with pytest.raises(NotFound):
        actions.accept_invitation(bill)
    assert not queries.actor_for(bill.council, user).is_staff


def test_only_administrators_send_again_and_withdraw(cast: Cast, bill: Actor) -> None:
    for verb in (actions.ask_again, actions.end_invitation):
        with pytest.raises(NotAllowed):
            verb(cast.sam, user=cast.bill.user or 0)
    with pytest.raises(NotFound):
        actions.accept_invitation(cast.amina)


def test_whoever_comes_back_is_asked_again_and_a_member_who_changes_is_not(cast: Cast) -> None:
    oli = cast.oli.user or 0
    actions.set_member(cast.ada, user=oli, name="Oli Heath", roles=["adviser"])
    assert queries.actor_for(cast.oli.council, oli).roles == {"adviser"}
    actions.end_member(cast.ada, user=oli)
    actions.take_on(cast.ada, email="oli@council.example", name="Oli Heath", roles=["officer"])
    assert not queries.actor_for(cast.oli.council, oli).is_staff


def test_the_installation_itself_asks_nobody(cast: Cast) -> None:
    new = actions.take_on(cast.system, email="nora@example.org", name="Nora", roles=["administrator"])
    journal.deliver(cast.system.council)
    assert queries.actor_for(cast.system.council, new).is_staff and messages() == []
    assert not User.objects.get(pk=new).has_usable_password()
