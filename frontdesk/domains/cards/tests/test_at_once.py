"""Two who act at the same moment: one card, one new card, one entry, one key, one count."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest

from frontdesk.domains.cards import actions, models, queries
from frontdesk.domains.cards.tests.stories import Cards
from frontdesk.kernel import clock, tenancy
from tests.support.at_once import both
from tests.support.neighbours import MORNING, two_councils

pytestmark = [pytest.mark.committed, pytest.mark.shows("B7")]


@pytest.fixture
def real(committed: Any) -> Iterator[Cards]:
    """The cast in a database of its own, where things are committed."""
    cast = two_councils()
    with tenancy.acting_for(cast.councils.demo.id), clock.at(MORNING):
        yield Cards.begin(cast)


def at_once(cards: Cards, verb: Any, *told: dict[str, Any]) -> list[Any]:
    """What two advisers came to, who do the same for Amina at once."""
    actors = (cards.cast.dee, cards.cast.sam)
    return both(cards.amina.council, MORNING, *(partial(verb, a, **each) for a, each in zip(actors, told, strict=True)))


def test_all_that_is_once_is_once_however_many_press_at_once(real: Cards):
    """In one story, because each database of its own takes a while to make."""
    person = {"person": real.person}
    first, second = at_once(real, actions.give_card, person, person)
    assert first == second and isinstance(first, int)
    council = real.amina.council
    assert models.SigningKey.objects.filter(council_id=council, retired_at=None).count() == 1

    leisure = {**person, "kind": "leisure", "evidence": "A letter"}
    first, second = at_once(real, actions.grant_entitlement, leisure, leisure)
    assert first == second and real.opens() == ["library", "leisure"]

    card = {"card": real.card().id}
    first, second = at_once(real, actions.replace_card, card, card)
    assert first == second == real.card().id != card["card"]

    offer = real.offer()
    actions.publish_offer(real.cast.sam, offer=offer)
    shown = {"shown": real.code(), "offer": offer}
    assert sorted(at_once(real, actions.count_use, shown, shown)) == [False, True]

    lost = {"card": real.card().id}
    assert at_once(real, actions.report_card_lost, lost, lost) == [None, None]
    states = [each.state for each in queries.cards_of(council, [real.person])]
    assert states == ["lost", "replaced"]
    assert models.StoppedSerial.objects.filter(council_id=council).count() == 2
