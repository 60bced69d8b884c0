"""The card at the desk: given, put on, taken off, lost, checked, counted; offers let through."""

from collections.abc import Iterator

import pytest

from frontdesk.domains.cards import queries
from frontdesk.domains.cards.models import CardUse
from frontdesk.domains.cards.tests.stories import Cards
from frontdesk.domains.people import actions as people
from frontdesk.domains.requests.tests.conftest import NOW
from frontdesk.kernel import clock
from tests.support.browsers import browser, text
from tests.support.cast import Cast


@pytest.fixture
def cards(cast: Cast) -> Iterator[Cards]:
    """A council with a card, on a Tuesday."""
    with clock.at(NOW):
        yield Cards.begin(cast)


@pytest.mark.shows("B7")
def test_an_adviser_gives_a_card_puts_things_on_it_and_stops_it_by_phone(cards: Cards):
    dee, where = browser(cards.cast.dee), f"/desk/customers/{cards.person}/card/"
    assert f'href="{where}"' in text(dee.get(f"/desk/customers/{cards.person}/"))
    assert "They have no card yet" in text(dee.get(where))
    dee.post(where, {"do": "give"})
    assert "The card is given" in text(dee.get(where))
    assert "They must show: a letter" in text(dee.get(f"{where}add/?kind=leisure"))
    assert "Write what you saw" in text(dee.post(f"{where}add/", {"kind": "leisure", "how": "staff", "key": "a"}))
    dee.post(f"{where}add/", {"kind": "leisure", "how": "staff", "evidence": "Letter of 3 May", "key": "a"})
    dee.post(f"{where}add/", {"kind": "companion", "how": "carried-over", "number": "C 7", "key": "b"})
    page = text(dee.get(where))
    assert "Seen: Letter of 3 May" in page and "number C 7" in page and "Dee Marsh" in page
    born = {"born-day": "12", "born-month": "3", "born-year": "1950"}
    assert "Choose what you saw it on" in text(dee.post(f"{where}birth/", born))
    dee.post(f"{where}birth/", {**born, "proof": "passport"})
    assert cards.opens() == ["library", "travel", "leisure", "companion"]
    leisure = next(each for each in cards.held().entitlements if each.kind == "leisure")
    assert "Choose why" in text(dee.post(f"{where}{leisure.id}/take-off/"))
    dee.post(f"{where}{leisure.id}/take-off/", {"why": "not-entitled"})
    assert "leisure" not in cards.opens()
    dee.post(where, {"do": "lost"})
    assert "No card is in force" in text(dee.get(where))
    dee.post(where, {"do": "replace"})
    assert cards.opens() == ["library", "travel", "companion"]
    dee.post(f"{where}end/", {"why": "moved"})
    assert cards.held().card is None
    happened = text(dee.get(f"/desk/customers/{cards.person}/?show=card"))
    assert "Card reported lost" in happened and "Taken off the card" in happened


@pytest.mark.shows("B7")
def test_a_partner_checks_and_counts_and_reads_no_name(cards: Cards):
    card = cards.give()
    pat, flo = browser(cards.cast.pat), browser(cards.cast.flo)
    assert "Check a card" in text(pat.get("/desk/"))
    page = text(pat.post("/desk/cards/check/", {"shown": cards.code()}))
    assert "This card is in force" in page and "Library" in page and "Amina" not in page
    for _ in range(2):
        page = text(pat.post("/desk/cards/check/", {"shown": card.number, "use": "library", "key": "k"}))
        assert "Counted: Library" in page
    assert CardUse.objects.filter(council_id=cards.amina.council).count() == 1
    assert "Amina Testwood" in text(flo.post("/desk/cards/check/", {"shown": card.number}))
    people.restrict_person(cards.cast.sam, person=cards.person, readers=[])
    page = text(flo.post("/desk/cards/check/", {"shown": card.number}))
    assert "Restricted customer" in page and "Amina" not in page and f"/{cards.person}/" not in page


@pytest.mark.shows("B12")
def test_a_manager_lets_an_offer_through_and_ends_it(cards: Cards):
    offer, sam = cards.offer(), browser(cards.cast.sam)
    assert "Tea for £1" in text(sam.get("/desk/offers/"))
    assert "Write why" in text(sam.post(f"/desk/offers/{offer}/", {"do": "refuse"}))
    assert "Choose one of the buttons" in text(sam.post(f"/desk/offers/{offer}/", {}))
    sam.post(f"/desk/offers/{offer}/", {"do": "publish"})
    assert [each.id for each in queries.offers_for(cards.amina)] == [offer]
    sam.post(f"/desk/offers/{offer}/", {"do": "end", "why": "The shop has closed"})
    assert queries.offers_for(cards.amina) == []
    assert "Over, taken back" in text(sam.get("/desk/offers/"))
