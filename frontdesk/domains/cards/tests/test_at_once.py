"""Two who act at the same moment: one card, one new card, one entry, one key, one count."""

from functools import partial
from typing import Any

import pytest

from frontdesk.domains.cards import actions, models, queries
from frontdesk.domains.cards.tests.stories import Cards
from tests.support.at_once import both
from tests.support.cast import Cast
from tests.support.neighbours import MORNING

pytestmark = [pytest.mark.committed, pytest.mark.shows("B7")]


@pytest.fixture
def cards(real: Cast) -> Cards:
    """The story of the cards, where things are committed."""
    return Cards.begin(real)


def at_once(cards: Cards, verb: Any, *told: dict[str, Any]) -> list[Any]:
    """What two advisers came to, who do the same for Amina at once."""
    actors = (cards.cast.dee, cards.cast.sam)
    return both(cards.amina.council, MORNING, *(partial(verb, a, **each) for a, each in zip(actors, told, strict=True)))


def test_all_that_is_once_is_once_however_many_press_at_once(cards: Cards):
    """In one story, because each database of its own takes a while to make."""
    person = {"person": cards.person}
    first, second = at_once(cards, actions.give_card, person, person)
    assert first == second and isinstance(first, int)
    council = cards.amina.council
    assert models.SigningKey.objects.filter(council_id=council, retired_at=None).count() == 1

    leisure = {**person, "kind": "leisure", "evidence": "A letter"}
    first, second = at_once(cards, actions.grant_entitlement, leisure, leisure)
    assert first == second and cards.opens() == ["library", "leisure"]

    card = {"card": cards.card().id}
    first, second = at_once(cards, actions.replace_card, card, card)
    assert first == second == cards.card().id != card["card"]

    offer = cards.offer()
    actions.publish_offer(cards.cast.sam, offer=offer)
    shown = {"shown": cards.code(), "offer": offer}
    assert sorted(at_once(cards, actions.count_use, shown, shown)) == [False, True]

    lost = {"card": cards.card().id}
    assert at_once(cards, actions.report_card_lost, lost, lost) == [None, None]
    states = [each.state for each in queries.cards_of(council, [cards.person])]
    assert states == ["lost", "replaced"]
    assert models.StoppedSerial.objects.filter(council_id=council).count() == 2
