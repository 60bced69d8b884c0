"""What a request was granted goes on the customer's card by the news of its closing, and off it when it is reopened."""

import pytest

from frontdesk.domains.cards import actions as cards
from frontdesk.domains.cards import queries
from frontdesk.domains.cards.tests.stories import open_cards
from frontdesk.domains.requests import actions
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.kernel import journal

BIN = {"code": "bins", "name": "Bins", "opens": "A bin", "rule": {"service": "missed-bin", "outcomes": ["emptied"]}}


def opens(story: Story, person: int) -> list[str]:
    journal.deliver(story.cast.system.council)
    return [each.kind for each in queries.held(story.cast.system, person).entitlements]


@pytest.mark.shows("B7")
def test_what_an_outcome_gives_is_on_the_card_until_it_is_opened_again(story: Story):
    open_cards("demo", kinds=[BIN])
    receipt, oli = story.report(story.cast.nobody), story.cast.oli
    person = receipt.person or 0
    cards.give_card(story.cast.dee, person=person)
    assert opens(story, person) == []
    actions.close_request(oli, request=receipt.request or 0, outcome="emptied")
    assert opens(story, person) == ["bins"] == opens(story, person)
    actions.reopen(oli, request=receipt.request or 0, reason="It was the wrong bin")
    assert opens(story, person) == []
    actions.close_request(oli, request=receipt.request or 0, outcome="emptied")
    assert opens(story, person) == ["bins"]
