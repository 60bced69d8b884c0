"""My card in the account: got, shown, stopped, the next one; offers, and a business that posts and counts them."""

from collections.abc import Iterator

import pytest

from frontdesk.domains.cards import actions, queries
from frontdesk.domains.cards.models import CardUse
from frontdesk.domains.cards.tests.stories import Cards, day
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
def test_a_customer_gets_a_card_shows_it_stops_it_and_gets_the_next(cards: Cards):
    amina = browser(cards.amina)
    assert "You have no card yet" in text(amina.get("/account/card/"))
    assert amina.post("/account/card/", {"do": "get"})["Location"] == "/account/card/"
    page, card = text(amina.get("/account/card/")), cards.card()
    assert '<svg role="img"' in page and "The code of your card" in page
    assert f"{card.number[:4]}-{card.number[4:]}" in page
    assert "Borrow books" in page and "Show us a letter" in page
    assert "Stop it now" in text(amina.get("/account/card/lost/"))
    amina.post("/account/card/lost/")
    assert "Get the next card" in text(amina.get("/account/card/"))
    amina.post("/account/card/", {"do": "replace"})
    assert cards.card().number != card.number


@pytest.mark.shows("B7")
def test_a_sign_in_without_a_record_is_asked_for_a_name_first(cards: Cards):
    luca = browser(cards.cast.luca)
    assert "Tell us your name first" in text(luca.get("/account/card/"))
    assert luca.post("/account/card/")["Location"] == "/account/details/change/"


@pytest.mark.shows("B7", "B12")
def test_a_council_without_a_card_says_nothing_of_it(cards: Cards):
    luca = browser(cards.cast.luca)
    where = {"host": "littlewick.example.org"}
    assert luca.get("/account/card/", headers=where).status_code == 404
    assert luca.get("/account/offers/", headers=where).status_code == 404
    assert luca.get("/card/", headers=where).status_code == 404
    assert "Your card" not in text(luca.get("/account/", headers=where))


@pytest.mark.shows("B12")
def test_a_business_posts_an_offer_and_counts_it_where_the_card_is_shown(cards: Cards):
    organisation, member = cards.business()
    cards.give()
    bill, amina = browser(member), browser(cards.amina)
    where = f"/account/acting/{organisation}/offers/"
    assert "Offers for people with a card" in text(bill.get(f"/account/acting/{organisation}/"))
    answer = bill.post(where, {"title": "Tea for £1", "terms": "", "key": "k"})
    assert answer.status_code == 400 and "what somebody must do" in text(answer)
    last = day(30)
    told = {"title": "Tea for £1", "terms": "One a day", "key": "k", "until-day": last.day, "until-month": last.month,
            "until-year": last.year}  # fmt: skip
    assert bill.post(where, told)["Location"] == where
    assert "Tea for £1" not in text(amina.get("/account/offers/"))
    (offer,) = queries.offers_waiting(cards.cast.sam)
    actions.publish_offer(cards.cast.sam, offer=offer.id)
    assert "Tea for £1" in text(amina.get("/account/offers/"))
    code = cards.code()
    page = text(bill.post(f"{where}check/", {"shown": code}))
    assert "This card is in force" in page and "Count: Tea for £1" in page and "Amina" not in page
    for said in ("Counted. Thank you.", "It counts once a day"):
        answer = bill.post(f"{where}check/", {"shown": code, "offer": offer.id, "key": said})
        assert said in text(answer)
    assert "Used 1 time" in text(bill.get(where))
    assert CardUse.objects.filter(council_id=member.council).count() == 1
    assert amina.get(where).status_code == 404
    assert bill.post(f"{where}{offer.id}/end/")["Location"] == where
    assert "Tea for £1" not in text(amina.get("/account/offers/"))
