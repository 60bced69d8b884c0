"""What somebody sends while wrongly joined is their request after parting, and nobody else's."""

import pytest

from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.people import queries as people
from frontdesk.domains.requests import actions, queries
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound
from tests.support.joined import Joined

pytestmark = pytest.mark.shows("B3", "F1")


def theirs(two: Joined) -> list[list[int]]:
    """The requests of mother and son."""
    council = two.cast.system.council
    return [
        [each.request for each in queries.requests_of(council, people.cluster(council, one))]
        for one in (two.mother, two.son)
    ]


def sent(story: Story, actor: Actor, **begun: int) -> int:
    started = story.draft(actor, **begun)
    receipt = actions.report_request(
        actor, channel="web", draft=started.draft, draft_key=started.key, even_if_same=True
    )
    assert receipt.request is not None
    return receipt.request


def test_a_form_sent_while_wrongly_joined_is_theirs_with_its_contact(story: Story) -> None:
    two = Joined.wrongly(story.cast)
    made = [sent(story, two.bill), story.report(two.bill, even_if_same=True).request]
    assert [set(each) for each in theirs(two)] == [set(made)] * 2, "read as one"
    two.part()
    assert theirs(two)[0] == [] and set(theirs(two)[1]) == set(made)
    council = story.cast.system.council
    assert [len(contacts.contacts_of(council, [each])) for each in (two.mother, two.son)] == [0, 2]
    with pytest.raises(NotFound):
        queries.own_progress(two.amina, made[0] or 0)


def test_a_form_begun_before_the_join_and_sent_after_it_stays_theirs(story: Story) -> None:
    two = Joined.wrongly(story.cast)
    started = story.draft(two.bill)
    receipt = actions.report_request(two.cast.nobody, channel="web", draft=started.draft, draft_key=started.key)
    with_staff = story.draft(two.bill)
    by_staff = actions.report_request(
        two.cast.dee, channel="phone", draft=with_staff.draft, person=two.son, even_if_same=True
    )
    two.part()
    assert theirs(two)[0] == [] and set(theirs(two)[1]) == {receipt.request, by_staff.request}


def test_what_the_form_says_of_them_goes_with_them(story: Story) -> None:
    two = Joined.wrongly(story.cast)
    sent(story, two.bill, answers={"email": "bill.t@example.org"})  # type: ignore[arg-type]
    two.part()
    points = [[each.value for each in people.person(two.cast.dee, one).points] for one in (two.mother, two.son)]
    assert "bill.t@example.org" not in points[0] and "bill.t@example.org" in points[1]


def test_what_staff_send_for_them_stands_in_front_as_before(story: Story) -> None:
    two = Joined.wrongly(story.cast)
    made = story.report(two.cast.dee, person=two.son).request
    two.part()
    assert theirs(two) == [[made], []]
