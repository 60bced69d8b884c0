"""Two people press the same button at the same moment: the normal case."""

from functools import partial

import pytest

from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries as people_queries
from frontdesk.domains.requests import actions, models
from frontdesk.domains.requests.tests.conftest import NOW
from frontdesk.domains.requests.tests.stories import BIN, Story
from frontdesk.kernel import clock, tenancy
from tests.support.at_once import both
from tests.support.neighbours import two_councils

pytestmark = pytest.mark.committed


@pytest.fixture
def real(committed):
    """The story in a database of its own, where things are committed."""
    cast = two_councils()
    with tenancy.acting_for(cast.councils.demo.id), clock.at(NOW):
        yield Story.begin(cast)


def test_two_who_close_make_one_closing(real: Story):
    receipt = real.report(real.cast.nobody)
    council = real.cast.councils.demo.id
    came = both(
        council,
        NOW,
        lambda: actions.close_request(real.cast.oli, request=receipt.request, outcome="emptied"),
        lambda: actions.close_request(real.cast.dee, request=receipt.request, outcome="emptied"),
    )
    assert sorted(map(str, came)) == ["None", "no-step"]
    assert models.RequestEvent.objects.filter(request_id=receipt.request, name="closing").count() == 1


def test_a_double_click_makes_one_request_and_two_receipts(real: Story):
    council = real.cast.councils.demo.id

    def send():
        return actions.report_request(
            real.cast.nobody, service="missed-bin", channel="web", answers=BIN, key="one", even_if_same=True
        )

    first, second = both(council, NOW, send, send)
    assert first.request == second.request and first.again != second.again
    assert models.Request.objects.filter(council_id=council).count() == 1
    assert models.RequestContact.objects.filter(council_id=council).count() == 1


def test_a_draft_sent_from_two_devices_is_sent_once(real: Story):
    started = real.draft(real.cast.nobody)
    council = real.cast.councils.demo.id

    def send():
        return actions.report_request(
            real.cast.nobody, channel="web", draft=started.draft, draft_key=started.key, even_if_same=True
        )

    first, second = both(council, NOW, send, send)
    assert first.request == second.request
    assert models.Request.objects.filter(council_id=council).count() == 1


@pytest.mark.shows("B3")
def test_a_request_written_while_two_records_part_is_kept_with_one_of_them(real: Story):
    cast = real.cast
    for _ in range(3):
        a, b = real.person(), real.person()
        join = people.join_people(cast.sam, person=b, into=a)
        parted, receipt = both(
            cast.councils.demo.id,
            NOW,
            partial(people.undo_join, cast.sam, join=join, why="Two people"),
            partial(real.report, cast.dee, person=b, channel="phone", even_if_same=True),
        )
        assert parted is None and people_queries.head(cast.sam.council, b) == b
        assert models.Request.objects.get(pk=receipt.request).person_id == receipt.person
        assert receipt.person in (a, b)


def test_one_question_is_answered_once(real: Story):
    receipt = real.report(real.cast.nobody)
    actions.ask_customer(real.cast.oli, request=receipt.request, question="Which?")
    token = receipt.follow.split("/")[2]
    came = both(
        real.cast.councils.demo.id,
        NOW,
        lambda: actions.answer_question(real.cast.nobody, request=receipt.request, answer="A", follow=token),
        lambda: actions.answer_question(real.cast.dee, request=receipt.request, answer="B"),
    )
    assert sorted(map(str, came)) == ["None", "no-question"]
