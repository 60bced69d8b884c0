"""Two councils with a card: neither signs for, stops, or offers anything to the other's customers."""

import pytest

from frontdesk.domains.cards import actions, queries
from frontdesk.domains.cards.models import Offer
from frontdesk.domains.cards.tests.stories import Cards, day, open_cards
from frontdesk.domains.people import actions as people
from frontdesk.kernel import clock

pytestmark = [pytest.mark.shows("B7"), pytest.mark.shows("B12")]


def test_codes_keys_stopped_serials_and_offers_are_each_councils_own(cards: Cards):
    open_cards("littlewick")
    mine, theirs, lena = cards.amina.council, cards.cast.lena.council, cards.cast.lena
    person = people.create_person(lena, name="Luca Testwood", source="desk")
    card = queries.card(lena, actions.give_card(lena, person=person))
    cards.give()
    code = queries.code_of(theirs, card, ())
    assert queries.check(theirs, code).good and queries.check(theirs, card.number).good
    assert "not made by us" in queries.check(mine, code).sentence
    assert not queries.check(mine, card.number).good
    kids = [{each["kid"] for each in queries.published_keys(council)["keys"]} for council in (mine, theirs)]
    assert all(len(each) == 1 for each in kids) and kids[0] != kids[1]
    actions.report_card_lost(lena, card=card.id)
    assert queries.stopped_list(theirs)["stopped"] == [card.serial]
    assert queries.stopped_list(mine)["stopped"] == []
    Offer.objects.create(
        council_id=theirs, organisation_id=person, title="Tea", terms="One", since=day(0), until=day(3),
        state="published", posted_at=clock.now(),
    )  # fmt: skip
    assert queries.offers_for(cards.amina) == [] == queries.offers_published(cards.cast.sam)
    assert actions.daily(mine) == (0, 0)
