"""Staff read on the request that their question does not reach the customer: of a death, of a restriction since."""

from datetime import timedelta

import pytest

from frontdesk.domains.people import actions as people
from frontdesk.domains.requests import actions
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.kernel import clock
from frontdesk.sites.desk.tests.conftest import SignIn
from tests.support.worker import work

pytestmark = pytest.mark.shows("B8")
DIED = "we are told that they have died"


def asked(story: Story) -> tuple[int, int]:
    """A request with an open question to its customer: both ids."""
    receipt = story.report(story.cast.nobody)
    request = receipt.request or 0
    actions.ask_customer(story.cast.oli, request=request, question="Which side of the house?")
    return request, receipt.person or 0


def test_a_question_that_is_held_says_so_at_once_and_when_it_was_not_so_no_more(story: Story, sign_in: SignIn):
    request, person = asked(story)
    page, oli = f"/desk/requests/{request}/", sign_in(story.cast.oli)
    assert DIED not in oli.get(page).content.decode()
    people.say_died(story.cast.system, person=person, source="web")
    assert DIED in oli.get(page).content.decode()
    work()
    shown = oli.get(page).content.decode()
    assert DIED in shown and "Held, because of a death" in shown
    people.end_death(story.cast.sam, person=person, why="Somebody else of that name")
    work()
    assert DIED not in oli.get(page).content.decode()


def test_a_question_that_was_sent_before_a_restriction_says_that_its_link_is_dead(story: Story, sign_in: SignIn):
    request, person = asked(story)
    work()
    with clock.at(clock.now() + timedelta(minutes=1)):
        people.restrict_person(story.cast.sam, person=person, readers=[story.cast.sam.user or 0])
    sam = sign_in(story.cast.sam).get(f"/desk/requests/{request}/").content.decode()
    oli = sign_in(story.cast.oli).get(f"/desk/requests/{request}/").content.decode()
    assert ("opens nothing any more" in sam, "opens nothing any more" in oli) == (True, False)
