"""Messages both ways about a request: words of the customer are a contact, words of ours are new until opened."""

from datetime import timedelta

import pytest

from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.notifications import queries as notifications
from frontdesk.domains.people import actions as people
from frontdesk.domains.requests import actions, queries
from frontdesk.domains.requests.tests.conftest import NOW
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal

pytestmark = pytest.mark.shows("B1")


@pytest.fixture
def amina(story: Story) -> Actor:
    """Amina with her record."""
    cast = story.cast
    return cast.amina.as_person(people.own_record(cast.amina, name="Amina Testwood", source="web"))


def reasons(story: Story, person: int | None) -> list[tuple[str, str, str]]:
    found = contacts.contacts_of(story.cast.councils.demo.id, [person or 0])
    return [(each.channel, each.matters[0].service, each.matters[0].reason) for each in reversed(found)]


def test_staff_write_without_asking_and_the_clock_runs_on(story: Story, amina: Actor):
    receipt = story.report(amina)
    before = story.row(receipt)
    actions.write_to_customer(story.cast.oli, request=receipt.request, words="The lorry comes at noon.")
    after = story.row(receipt)
    assert (after.status, after.due_at) == (before.status, before.due_at)
    told = notifications.messages_about(amina.council, ("request", receipt.request))[-1]
    assert told.topic == "requests.message" and "noon" not in told.body and "/follow/" in told.body
    moment = queries.progress(amina.council, receipt.request).history[0]
    assert (moment.words, moment.text) == ("We wrote to you", "The lorry comes at noon.")


def test_what_we_wrote_is_new_until_the_customer_opens_it(story: Story, amina: Actor):
    receipt, mine = story.report(amina), [amina.person or 0]
    actions.write_to_customer(story.cast.oli, request=receipt.request, words="The lorry comes at noon.")
    actions.ask_customer(story.cast.oli, request=receipt.request, question="Which side?")
    assert queries.number_unseen(amina.council, mine) == 2
    (thread,) = queries.threads_of(amina.council, mine)
    assert (thread.request, thread.new, thread.last_at) == (receipt.request, 2, NOW)
    bill = story.cast.bill.as_person(people.own_record(story.cast.bill, name="Bill Sample", source="web"))
    assert actions.mark_seen(bill, request=receipt.request) == 0
    assert actions.mark_seen(amina, request=receipt.request) == 2
    assert queries.number_unseen(amina.council, mine) == 0


def test_an_answer_wakes_the_request_and_each_message_is_a_contact_about_it(story: Story, amina: Actor):
    receipt = story.report(amina)
    actions.ask_customer(story.cast.oli, request=receipt.request, question="Which side?")
    with clock.at(NOW + timedelta(days=1)):
        actions.answer_question(amina, request=receipt.request, answer="Left", key="press")
        actions.answer_question(amina, request=receipt.request, answer="Left", key="press")
        actions.add_words(amina, request=receipt.request, words="When do you come?", key="press")
        actions.add_words(amina, request=receipt.request, words="When do you come?", key="press")
    assert story.row(receipt).state == "running"
    assert reasons(story, amina.person) == [
        ("web", "missed-bin", "report"),
        ("web", "missed-bin", "other"),
        ("web", "missed-bin", "ask"),
    ]
    assert len(queries.whole(story.cast.oli, receipt.request).contacts) == 3
    assert story.row(receipt).unread_at == NOW + timedelta(days=1)


def test_a_dispute_is_failure_demand_by_web_and_what_staff_write_down_is_no_contact(story: Story, amina: Actor):
    receipt = story.report(amina)
    actions.add_words(story.cast.dee, request=receipt.request, words="She rang")
    actions.close_request(story.cast.oli, request=receipt.request, outcome="emptied")
    actions.dispute(amina, request=receipt.request, words="It is still full")
    (made, disputed) = reversed(contacts.contacts_of(amina.council, [amina.person or 0]))
    assert disputed.matters[0].ended.demand == "failure" and made.id == receipt.contact


def test_whoever_follows_by_link_is_a_contact_of_the_customer(story: Story):
    receipt = story.report(story.cast.nobody)
    token = receipt.follow.split("/")[2]
    actions.add_words(story.cast.nobody, request=receipt.request, words="It is brown", follow=token)
    assert len(reasons(story, receipt.person)) == 2


def test_where_nobody_would_learn_of_it_nothing_is_written(story: Story, amina: Actor):
    unreached = story.report(story.cast.dee, answers={"email": None})
    with pytest.raises(Refusal, match="Ring them"):
        actions.write_to_customer(story.cast.oli, request=unreached.request, words="The lorry comes at noon.")
    with pytest.raises(NotAllowed):
        actions.write_to_customer(story.cast.des, request=unreached.request, words="The lorry comes at noon.")
    with pytest.raises(NotFound):
        queries.own_progress(amina, unreached.request)
    assert queries.said_of(amina.council, unreached.request) == []
