"""One card replaces several: got at home, added to at the desk, scanned by a stranger, lost and replaced; an offer."""

from collections.abc import Callable
from datetime import date

import pytest

from frontdesk.console.sign_ins import PASSWORD
from frontdesk.domains.access import actions as access
from frontdesk.domains.access import queries as sign_ins
from frontdesk.domains.cards import actions as cards
from frontdesk.domains.cards import queries
from frontdesk.domains.people import actions as people
from frontdesk.domains.people.types.acting import MEMBER, OWNER
from frontdesk.kernel import clock
from tests.journeys.conftest import PHONE
from tests.support.town import Town
from tests.support.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.committed]
BORN = date(1952, 3, 12)


@pytest.mark.shows("B7", "B12")
def test_one_card_is_got_added_to_scanned_lost_and_replaced(town: Town, someone: Callable[..., Walk], scripts: bool):
    email = f"hazel.{'a' if scripts else 'b'}@example.org"
    user = access.open_sign_in(email=email, password=PASSWORD, verified=True)
    person = people.own_record(sign_ins.actor_for(town.council, user), name="Hazel Cardwell", source="web")
    hazel, dee, stranger = someone(PHONE), someone(), someone(PHONE)
    hazel.signs_in(email)
    hazel.follow("Your card")
    hazel.press("Get your card")
    hazel.reads("Borrow books")
    brings_papers(dee, person)
    hazel.go("/account/card/")
    hazel.reads("Travel free on local buses")
    hazel.reads("It takes the place of the card with the number SW-77")
    first = scans(town, stranger, person)
    stranger.reads("Free bus travel")
    assert "Hazel" not in stranger.page.content()
    lets_offer_through(town, person, email)
    hazel.follow("Offers for people with a card")
    hazel.reads("Tea and a bun for £2")
    hazel.follow("Your card")
    hazel.follow("Stop this card at once: it is lost or stolen")
    hazel.press("Stop it now")
    hazel.press("Get the next card")
    stranger.fill("Or type the number on the card", first)
    stranger.press("Check it")
    stranger.reads("Do not accept it")
    assert scans(town, stranger, person) != first
    stranger.reads("Leisure")


def brings_papers(dee: Walk, person: int) -> None:
    """The adviser sees a passport and a card for swimming that she has already."""
    dee.signs_in("adviser")
    dee.go(f"/desk/customers/{person}/")
    dee.follow("Card: give, stop, replace, put something on it")
    dee.follow("I have seen it")
    dee.fill_date(BORN, "born")
    dee.choose("Passport")
    dee.press("I have seen it")
    dee.reads("Free bus travel")
    dee.follow("Leisure")
    dee.choose("They have a card for it already: this one takes its place")
    dee.fill("Or: number of the card they have", "SW-77")
    dee.press("Put it on the card")
    dee.reads("Leisure is on the card.")


def lets_offer_through(town: Town, person: int, email: str) -> None:
    """A bakery, of which Hazel is a member too, has posted an offer; the manager lets it through."""
    dee = town.staff("adviser")
    bakery = people.create_organisation(dee, name=f"Bakery of {email[6]}", kind="business")
    people.record_authority(dee, person=bakery, by=person, evidence=MEMBER, role=OWNER)
    member = sign_ins.actor_for(town.council, sign_ins.user_by_email(email).pk, person)  # type: ignore[union-attr]
    told = {"title": "Tea and a bun for £2", "terms": "One a day", "since": None, "until": clock.today()}
    cards.publish_offer(town.staff("manager"), offer=cards.post_offer(member, organisation=bakery, **told))


def scans(town: Town, stranger: Walk, person: int) -> str:
    """A phone's camera opens the code; without scripts the number is typed. Returns the number."""
    held = queries.held(town.system, person)
    assert held.card is not None
    if stranger.scripts:
        stranger.go(f"/card/?again#{queries.code_of(town.council, held.card, held.entitlements)}")
        stranger.reads("The code is signed by the council.")
        assert "#" not in stranger.page.url
    else:
        stranger.go("/card/")
        stranger.fill("Or type the number on the card", held.card.number)
        stranger.press("Check it")
    stranger.reads("This card is in force.")
    return held.card.number
