"""Anybody checks a card on the public page: what it opens, nothing of whose it is, nothing of it in an address."""

import json
from collections.abc import Iterator

import pytest

from frontdesk.domains.access.models import User
from frontdesk.domains.cards import actions
from frontdesk.domains.cards.tests.stories import Cards
from frontdesk.domains.cards.tests.test_tokens import checked_by_a_stranger
from frontdesk.domains.requests.tests.conftest import NOW
from frontdesk.kernel import clock, limits
from tests.support.browsers import browser, text
from tests.support.cast import Cast

pytestmark = pytest.mark.shows("B7")


@pytest.fixture
def cards(cast: Cast) -> Iterator[Cards]:
    """A council with a card, on a Tuesday."""
    with clock.at(NOW):
        yield Cards.begin(cast)


def test_a_code_or_a_number_says_what_the_card_opens_and_not_whose_it_is(cards: Cards):
    card = cards.give()
    for shown in (cards.code(), card.number):
        page = text(browser().post("/card/", {"shown": shown}))
        assert "This card is in force" in page and "Library" in page and "As long as the card" in page
        assert "Amina" not in page and "Testwood" not in page
    assert "Open it at the desk" not in page
    actions.report_card_lost(cards.amina, card=card.id)
    assert "Do not accept it" in text(browser().post("/card/", {"shown": card.number}))


def test_who_checks_without_a_network_has_all_that_it_takes(cards: Cards):
    cards.give()
    keys, stopped = (json.loads(browser().get(f"/card/{name}.json").content) for name in ("keys", "stopped"))
    opens = checked_by_a_stranger(cards.code(), keys, stopped["stopped"], stopped["council"], clock.today())
    assert list(opens) == ["library"]
    signed = {"iss": "demo", "stopped": []}
    assert signed.items() <= checked_claims(stopped["signed"], keys).items()


def checked_claims(token: str, keys: dict) -> dict:
    from base64 import urlsafe_b64decode

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    header, payload, signature = token.split(".")
    raw = [urlsafe_b64decode(each + "=" * (-len(each) % 4)) for each in (header, payload, signature)]
    x = next(each["x"] for each in keys["keys"] if each["kid"] == json.loads(raw[0])["kid"])
    Ed25519PublicKey.from_public_bytes(urlsafe_b64decode(x + "=")).verify(raw[2], f"{header}.{payload}".encode())
    return json.loads(raw[1])


def test_staff_and_partners_go_on_to_the_desk_from_it(cards: Cards):
    card = cards.give()
    for who, shown in ((cards.cast.pat, True), (cards.cast.flo, True), (cards.bill, False)):
        client = browser()
        client.force_login(User.objects.get(pk=who.user), "allauth.account.auth_backends.AuthenticationBackend")
        assert ("Open it at the desk" in text(client.post("/card/", {"shown": card.number}))) == shown


def test_numbers_are_not_tried_out(cards: Cards):
    for _ in range(300):
        limits.count("check_card.visitor", "127.0.0.1", most=300, seconds=3600)
    assert browser().post("/card/", {"shown": "K7RM-3PXT"}).status_code == 429
