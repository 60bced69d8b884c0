"""What staff started with an account, finished or stopped by a link; and every way of signing in on one page."""

import re
from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from frontdesk.domains.access import queries as sign_ins
from frontdesk.domains.notifications.models import Message
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries
from frontdesk.domains.people.types.accounts import CALLED_BACK, DOCUMENT, NEW_EMAIL, SECOND_STEP, WAITS
from frontdesk.kernel import clock, journal, links
from frontdesk.kernel.actor import Actor
from frontdesk.sites.account.tests.conftest import PASSWORD
from tests.support.cast import Cast

OTHER = "littlewick.example.org"


@pytest.fixture
def person(cast: Cast, nora: int) -> int:
    """Nora's record, which is hers, with a number of long ago."""
    with clock.at(clock.now() - timedelta(days=90)):
        actor = Actor(cast.dee.council, user=nora, roles=frozenset({"resident"}))
        return people.own_record(actor, name="Nora Field", source="web", phone="07700 900321")


def sent(cast: Cast, to: str, word: str) -> str:
    """The path of the newest link with this word that was sent to an address."""
    journal.deliver(cast.dee.council)
    message = Message.objects.filter(address=to).latest("id")
    found = re.search(rf"/account/{word}/[^/\s]+/", f"{message.link} {message.body}")
    assert found is not None
    return found[0]


@pytest.mark.shows("B5")
def test_a_new_email_is_taken_by_a_button_and_opening_the_link_changes_nothing(
    cast: Cast, visitor: Client, nora: int, person: int
):
    people.help_account(
        cast.dee, person=person, kind=NEW_EMAIL, checked=DOCUMENT, channel="visit", email="nora.new@example.org"
    )
    page = sent(cast, "nora.new@example.org", "repair")
    visitor.get(page)
    assert visitor.post(page, {}).status_code == 400
    assert sign_ins.email_of(nora) == "nora@example.org"
    assert "nora@" not in visitor.get(page).content.decode(), "a link that is passed on tells no address"
    done = visitor.post(page, {"do": "finish"}).content.decode()
    assert "Your account has your new email address" in done
    assert sign_ins.email_of(nora) == "nora.new@example.org"
    visitor.post("/account/sign-in/", {"login": "nora.new@example.org", "password": PASSWORD})
    assert visitor.get("/account/").status_code == 302, "the old password is gone"
    assert visitor.post(page, {"do": "finish"}).status_code == 404


@pytest.mark.shows("B5")
def test_whoever_hears_of_it_stops_it_and_cannot_finish_it(cast: Cast, visitor: Client, nora: int, person: int):
    help_ = people.help_account(
        cast.dee, person=person, kind=NEW_EMAIL, checked=CALLED_BACK, channel="phone", email="thief@example.org"
    )
    hears, finishes = sent(cast, "nora@example.org", "not-me"), sent(cast, "thief@example.org", "repair")
    with clock.at(clock.now() + WAITS):
        assert visitor.post(hears, {"do": "finish"}).status_code == 400
    assert visitor.post(finishes, {"do": "finish"}).status_code == 400, "not before three days"
    assert "07700" not in visitor.get(hears).content.decode()
    assert "It is stopped" in visitor.post(hears, {"do": "stop"}).content.decode()
    with clock.at(clock.now() + WAITS):
        assert visitor.post(finishes, {"do": "finish"}).status_code == 404
    swapped = finishes.replace("/repair/", "/not-me/")
    assert visitor.get(swapped).status_code == 400, "a link is good for one thing"
    there = f"/account/repair/{links.sign(cast.lena.council, 'repair', help_)}/"
    assert visitor.get(there).status_code == 404
    assert visitor.get(finishes, headers={"host": OTHER}).status_code == 404


def test_links_that_were_called_back_finish_nothing(cast: Cast, visitor: Client, nora: int, person: int):
    people.help_account(cast.dee, person=person, kind=SECOND_STEP, checked=DOCUMENT, channel="visit")
    page = sent(cast, "nora@example.org", "repair")
    with clock.at(clock.now() + timedelta(minutes=5)):
        people.restrict_person(cast.sam, person=person, readers=[cast.sam.user or 0])
        assert visitor.post(page, {"do": "finish"}).status_code == 404


@pytest.mark.shows("B5")
def test_signing_in_later_by_themselves_is_counted(cast: Cast, visitor: Client):
    person = people.create_person(cast.dee, name="Nell Field", date_of_birth=date(1950, 2, 1), source="phone")
    user = people.open_account(cast.dee, person=person, email="nell@example.org")
    EmailAddress.objects.filter(user_id=user).update(verified=True)
    customer = Actor(cast.dee.council, user=user)
    people.link_sign_in(customer, user=user, person=person, date_of_birth=date(1950, 2, 1))
    with clock.at(clock.now() + timedelta(days=8)):
        visitor.post("/account/sign-in/code/", {"email": "nell@example.org"})
        code = re.search(r"\b\d{6}\b", Message.objects.filter(address="nell@example.org").latest("id").body)
        assert code is not None
        visitor.post("/account/sign-in/code/enter/", {"code": code[0]})
    assert queries.account_of(cast.dee, person).helps[0].used_at is not None


@pytest.mark.shows("B1")
def test_every_way_of_signing_in_stands_on_one_page(visitor: Client, nora: int):
    visitor.post("/account/sign-in/", {"login": "nora@example.org", "password": PASSWORD})
    page = visitor.get("/account/ways/").content.decode()
    for words in ("Code by email", "Password", "Passkeys", "Second step", "Recovery codes", "If you cannot get in"):
        assert words in page


@pytest.mark.shows("B5")
def test_it_was_not_me_after_it_was_done_reaches_the_list_of_staff(cast: Cast, visitor: Client, nora: int, person: int):
    people.help_account(
        cast.dee, person=person, kind=NEW_EMAIL, checked=DOCUMENT, channel="visit", email="thief@example.org"
    )
    finishes, hears = sent(cast, "thief@example.org", "repair"), sent(cast, "nora@example.org", "not-me")
    visitor.post(finishes, {"do": "finish"})
    assert visitor.get(finishes).status_code == 404
    assert "was done already" in visitor.get(hears).content.decode()
    for _ in range(2):
        assert "Thank you for telling us" in visitor.post(hears, {"do": "stop"}).content.decode()
    (listed,) = queries.denied_helps(cast.dee)
    assert listed.help.done_at is not None
    people.settle_denied(cast.dee, help_=listed.help.id, words="Moved it back at the desk")
    assert visitor.get(hears).status_code == 404
