"""A service whose answers lead to another promise: words, clock and the check page follow the answers."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from frontdesk.domains.forms import queries as forms
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.domains.services.definition.conditions import Test
from frontdesk.domains.services.definition.model import OtherStandard, Standard
from frontdesk.domains.services.types import Tried
from frontdesk.domains.standards import actions as standards
from frontdesk.domains.standards.tests.made import promise
from frontdesk.kernel import clock
from frontdesk.sites.public.promise import of_draft
from tests.support.cast import Cast

MORNING = datetime(2026, 12, 1, 10, tzinfo=UTC)


@pytest.fixture
def quick(cast: Cast) -> Iterator[Story]:
    """Missed food waste is promised for the next working day, everything else as before."""
    with clock.at(MORNING):
        yield publish(Story.begin(cast))


def publish(story: Story) -> Story:
    """The missed bin with another promise for one kind of bin."""
    words = "We come back for food waste within 1 working day."
    quicker = promise("missed-food", "1 working day", promise=words, services=())
    standards.set_standards(story.cast.system, standards=[promise(), quicker])
    other = OtherStandard(when=Test("question", "bin", "is", "food"), promise="missed-food")
    story.publish("missed-bin", tried=[Tried("Jo", "Fine.")], standard=Standard(promise="missed-bin", others=(other,)))
    return story


@pytest.mark.parametrize(("bin_", "says", "day"), [("food", "1 working day", 2), ("rubbish", "2 working days", 3)])
def test_the_promise_is_that_of_the_answers(quick: Story, bin_: str, says: str, day: int) -> None:
    row = quick.row(quick.report(quick.cast.nobody, answers={"bin": bin_}))
    assert says in row.promise_words and row.due_on is not None and row.due_on.day == day


@pytest.mark.parametrize(("bin_", "says"), [("food", "1 working day"), ("rubbish", "2 working days")])
def test_the_check_page_promises_what_the_answers_lead_to(quick: Story, bin_: str, says: str) -> None:
    cast = quick.cast
    started = quick.draft(cast.nobody, answers={"bin": bin_})
    assert says in of_draft(forms.draft(cast.nobody, started.draft, key=started.key))
