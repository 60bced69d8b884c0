"""What is held of a card's holder, what goes when they are erased or time is over, and what stays to be counted."""

from datetime import timedelta

import pytest

from frontdesk.domains.cards import actions, models, queries
from frontdesk.domains.cards.actions.erase import expire
from frontdesk.domains.cards.tests.stories import Cards
from frontdesk.kernel import clock
from frontdesk.kernel.holdings import Spared

pytestmark = pytest.mark.shows("B11")


def used(cards: Cards) -> str:
    """A card with an entry, used once; its code."""
    card = cards.give()
    actions.grant_entitlement(cards.cast.dee, person=cards.person, kind="leisure", evidence="A letter")
    actions.count_use(cards.cast.pat, shown=card.number, kind="library")
    return cards.code()


def test_the_copy_tells_what_is_held(cards: Cards):
    used(cards)
    told = [each["what"] for each in queries.held_on(cards.amina.council, [cards.person])]
    assert told == ["Your card", "On your card", "On your card", "Your card was used"]
    assert queries.active(cards.amina.council, [cards.person], None) == {cards.person}
    assert queries.named(cards.amina.council, [cards.person]) == {cards.person}


def test_who_is_erased_leaves_a_card_that_ended_and_what_is_counted(cards: Cards):
    code, council = used(cards), cards.amina.council
    offer = cards.offer()
    organisation = models.Offer.objects.get(pk=offer).organisation_id or 0
    assert actions.erase_people(council, [cards.person, organisation]) == 5
    assert "Do not accept it" in queries.check(council, code).sentence
    card = models.Card.objects.get(council_id=council)
    assert (card.person_id, card.number, card.serial, card.state) == (None, "", "", "ended")
    left = models.Entitlement.objects.filter(council_id=council)
    assert left.exists() and not left.exclude(person=None, evidence="").exists()
    assert models.CardUse.objects.filter(council_id=council, person=None, kind="library").count() == 1
    assert models.Offer.objects.get(pk=offer).title == ""
    assert list(queries.held_on(council, [cards.person])) == []
    assert actions.erase_people(council, [cards.person]) == 0


def test_what_was_over_long_enough_is_emptied_in_pieces_and_what_is_held_back_is_spared(cards: Cards):
    used(cards)
    council, later = cards.amina.council, clock.now() + timedelta(days=800)
    actions.end_card(cards.cast.dee, card=cards.card().id, why="moved")
    assert [expire(council, later, place, Spared(), dry=True).emptied for place in ("", "entry:0")] == [1, 2]
    assert models.Card.objects.filter(council_id=council, person=None).count() == 0
    assert expire(council, later, "", Spared(people=frozenset({cards.person})), dry=False).spared == 1
    for begins in ("", "entry:0"):
        expire(council, later, begins, Spared(), dry=False)
    assert queries.named(council, [cards.person]) == {cards.person}
    with clock.at(later):
        actions.daily(council)
    assert queries.named(council, [cards.person]) == set()
    assert models.CardUse.objects.filter(council_id=council).count() == 1


def test_after_a_month_nobody_knows_whose_use_it_was(cards: Cards):
    used(cards)
    uses = models.CardUse.objects.filter(council_id=cards.amina.council)
    for days, whose in ((31, cards.person), (32, None)):
        with clock.at(clock.now() + timedelta(days=days)):
            actions.daily(cards.amina.council)
        assert uses.get().person_id == whose
