"""Messages to and fro that are about no request."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from frontdesk.domains.contacts import actions, holdings, models, queries
from frontdesk.domains.notifications import queries as notifications
from frontdesk.domains.people import actions as people
from frontdesk.kernel import clock, tenancy
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal
from frontdesk.kernel.holdings import Spared
from tests.support.cast import Cast
from tests.support.joined import Joined

NOW = datetime(2026, 12, 3, 10, tzinfo=UTC)
pytestmark = pytest.mark.shows("B1")


@pytest.fixture
def amina(cast: Cast) -> Actor:
    """Amina with her record, at ten in the morning."""
    with clock.at(NOW):
        return cast.amina.as_person(
            people.own_record(cast.amina, name="Amina Testwood", source="web", email="amina@example.org")
        )


def test_it_waits_for_the_front_desk_and_is_a_contact_by_web(cast: Cast, amina: Actor):
    with clock.at(NOW):
        begun = actions.write_to_us(amina, subject=" The  library ", words="When is it open?", key="once")
        assert actions.write_to_us(amina, subject="The library", words="When is it open?", key="once") == begun
    (talk,) = queries.conversations_waiting(cast.dee)
    assert (talk.id, talk.subject, talk.waiting_since, talk.count) == (begun, "The library", NOW, 1)
    (contact,) = queries.contacts_of(amina.council, [amina.person or 0])
    (matter,) = contact.matters
    assert (contact.channel, contact.direction, matter.reason, matter.ended.outcome) == ("web", "in", "ask", "sent-on")


def test_an_answer_takes_it_off_the_list_and_tells_without_its_words(cast: Cast, amina: Actor):
    with clock.at(NOW):
        begun = actions.write_to_us(amina, subject="The library", words="When is it open?")
    with clock.at(NOW + timedelta(hours=1)):
        actions.write_back(cast.dee, conversation=begun, words="From nine.", seen=1)
    assert queries.conversations_waiting(cast.dee) == []
    (told,) = notifications.messages_about(amina.council, ("conversation", begun))
    assert "The library" in told.body and "nine" not in told.body and told.address == "amina@example.org"
    assert queries.number_unseen(amina.council, [amina.person or 0]) == 1
    assert [each.body for each in queries.own_conversation(amina, begun).words] == ["When is it open?", "From nine."]
    assert (actions.mark_seen(amina, conversation=begun), actions.mark_seen(amina, conversation=begun)) == (1, 0)
    with clock.at(NOW + timedelta(days=1)):
        actions.write_again(amina, conversation=begun, words="And on Sundays?")
    assert [talk.count for talk in queries.conversations_waiting(cast.dee)] == [3]


def test_two_who_answer_at_once_make_one_answer(cast: Cast, amina: Actor):
    begun = actions.write_to_us(amina, subject="The library", words="When is it open?")
    actions.write_back(cast.dee, conversation=begun, words="From nine.", seen=1)
    with pytest.raises(Refusal, match="while you had it open"):
        actions.write_back(cast.oli, conversation=begun, words="From ten.", seen=1)
    with pytest.raises(Refusal, match="while you had it open"):
        actions.settle_conversation(cast.oli, conversation=begun, seen=1)


def test_nobody_else_reads_or_writes_in_it(cast: Cast, amina: Actor):
    begun = actions.write_to_us(amina, subject="The library", words="When is it open?")
    bill = cast.bill.as_person(people.own_record(cast.bill, name="Bill Sample", source="web"))
    for act in (
        lambda: queries.own_conversation(bill, begun),
        lambda: actions.write_again(bill, conversation=begun, words="Mine"),
        lambda: queries.conversation(cast.lena, begun),
        lambda: actions.write_back(cast.lena, conversation=begun, words="Ours"),
    ):
        with pytest.raises(NotFound):
            act()
    assert actions.mark_seen(bill, conversation=begun) == 0
    for refused in (
        lambda: queries.conversation(bill, begun),
        lambda: actions.write_back(cast.des, conversation=begun, words="From nine."),
        lambda: actions.write_to_us(cast.dee, subject="The library", words="When is it open?"),
    ):
        with pytest.raises(NotAllowed):
            refused()
    with tenancy.acting_for(cast.councils.littlewick.id):
        assert queries.conversations_waiting(cast.lena) == []
    assert queries.conversations_waiting(cast.des) == []


def test_what_a_restricted_customer_wrote_is_for_those_whom_the_record_names(cast: Cast, amina: Actor):
    begun = actions.write_to_us(amina, subject="The library", words="When is it open?")
    people.restrict_person(cast.sam, person=amina.person or 0, readers=[cast.oli.user or 0])
    with pytest.raises(NotFound):
        queries.conversation(cast.dee, begun)
    with pytest.raises(NotFound):
        actions.write_back(cast.dee, conversation=begun, words="From nine.")
    actions.write_back(cast.oli, conversation=begun, words="From nine.")


def test_staff_do_not_answer_themselves(cast: Cast, amina: Actor):
    begun = actions.write_to_us(amina, subject="The library", words="When is it open?")
    with pytest.raises(NotAllowed, match="your own message"):
        actions.write_back(cast.dee.as_person(amina.person), conversation=begun, words="From nine.")


def test_it_is_told_in_the_copy_and_emptied_by_erasure_and_by_time(cast: Cast, amina: Actor):
    council, mine = amina.council, [amina.person or 0]
    with clock.at(NOW):
        old = actions.write_to_us(amina, subject="The library", words="When is it open?")
    with clock.at(NOW + timedelta(days=40)):
        actions.write_to_us(amina, subject="The pool", words="Is it warm?")
    told = [each for each in holdings._export(council, mine) if each["what"] == "Messages"]
    assert [each["messages"][0]["words"] for each in told] == ["Is it warm?", "When is it open?"]
    before = NOW + timedelta(days=30)
    assert actions.expire_conversations(council, before, "", Spared(frozenset(mine)), False).spared == 1
    assert actions.expire_conversations(council, before, "", Spared(), True).emptied == 1
    assert actions.expire_conversations(council, before, "", Spared(), False).emptied == 1
    row = models.Conversation.objects.get(council_id=council, pk=old)
    assert (row.person_id, row.subject, row.waiting_since, row.opened_at) == (None, "", None, NOW)
    assert actions.erase_people(council, mine) == 3  # the newer one, and both contacts
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), max(body) FROM contacts_conversationtext WHERE council_id = %s", [council])
        assert cursor.fetchone() == (2, "")


@pytest.mark.shows("B3")
def test_what_somebody_writes_while_wrongly_joined_is_read_by_them_alone_after_parting(cast: Cast):
    two = Joined.wrongly(cast)
    begun = actions.write_to_us(two.bill, subject="My debts", words="I owe rent.")
    assert queries.own_conversation(two.amina, begun).subject == "My debts", "read as one"
    two.part()
    with pytest.raises(NotFound):
        queries.own_conversation(two.amina, begun)
    assert queries.own_conversation(two.bill, begun).subject == "My debts"
    assert [len(queries.contacts_of(cast.system.council, [each])) for each in (two.mother, two.son)] == [0, 1]
