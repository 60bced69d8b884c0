"""Help where a form goes wrong, and for whoever did not finish: the pages."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from frontdesk.domains.access.models import SignUp
from frontdesk.domains.forms import actions, queries
from frontdesk.domains.forms.models import Draft, HelpOffer
from frontdesk.domains.forms.types import RESUME, UNFINISHED
from frontdesk.domains.notifications.models import Message
from frontdesk.domains.people import actions as people
from frontdesk.domains.services.models import SearchDay
from frontdesk.kernel import clock, links
from tests.support.cast import Cast
from tests.support.services import publish


@pytest.fixture
def visitor(cast: Cast) -> Client:
    publish(cast.system, "missed-bin")
    return Client(HTTP_HOST="demo.example.org")


def begin(visitor: Client) -> int:
    return int(visitor.post("/service/missed-bin/begin/")["Location"].split("/")[2])


@pytest.mark.shows("B6")
def test_help_is_offered_on_a_page_that_goes_wrong_twice_and_not_before(visitor: Client):
    page = f"/form/{begin(visitor)}/page/address/"
    said = [visitor.post(page, {"do": "continue"}).content.decode() for _ in range(2)]
    assert ["giving you trouble" in each for each in said] == [False, True]
    assert "01632 960100" in said[1] and "/help/" in said[1]
    assert "giving you trouble" not in visitor.get(page).content.decode()


@pytest.mark.shows("B6")
def test_whoever_asks_is_rung_and_whoever_ticks_is_written_to_once(cast: Cast, visitor: Client):
    draft = begin(visitor)
    page = f"/form/{draft}/help/"
    assert "Ring me, and do it with me" in visitor.get(page).content.decode()
    assert "Choose how we can help you" in visitor.post(page, {}).content.decode()
    assert "Enter your phone number" in visitor.post(page, {"how": "ring"}).content.decode()
    assert "We will ring you" in visitor.post(page, {"how": "ring", "phone": "07700 900321"}).content.decode()
    assert [each.offer.draft for each in queries.asking_for_help(cast.dee)] == [draft]
    other = begin(visitor)
    visitor.post(f"/form/{other}/save/", {"email": "amina@example.org", "offer": "yes"})
    offer = queries.offer_of(cast.dee.council, other)
    assert offer is not None and offer.agreed_at is not None and offer.asked_at is None


@pytest.mark.shows("B6")
def test_the_message_opens_a_page_with_three_ways_on_and_opening_it_changes_nothing(cast: Cast, visitor: Client):
    draft = begin(visitor)
    visitor.post(f"/form/{draft}/help/", {"how": "email", "email": "amina@example.org"})
    with clock.at(clock.now() + timedelta(hours=25)):
        assert actions.offer_help(cast.system) == 1
    page = "/unfinished/" + Message.objects.get(topic="help-offer").link.split("/unfinished/")[1]
    stranger = Client(HTTP_HOST="demo.example.org")
    shown = stranger.get(page).content.decode()
    assert "Go on where you stopped" in shown and "/resume/" in shown
    assert "amina" not in shown, "a link that is passed on tells no address"
    assert "Enter the phone number" in stranger.post(page, {"do": "ask"}).content.decode()
    assert "We will ring you" in stranger.post(page, {"do": "ask", "phone": "07700 900321"}).content.decode()
    assert "hear no more" in stranger.post(page, {"do": "stop"}).content.decode()
    assert queries.asking_for_help(cast.dee) == []
    theirs = links.sign(cast.lena.council, "unfinished", HelpOffer.objects.get(draft_id=draft).pk)
    assert stranger.get(f"/unfinished/{theirs}/").status_code == 404


def test_the_link_is_called_back_with_all_others_and_gives_no_younger_one(cast: Cast, visitor: Client):
    draft, begun_at = begin(visitor), clock.now()
    visitor.post(f"/form/{draft}/help/", {"how": "email", "email": "shared@example.org"})
    person = people.create_person(cast.dee, name="Nell Field", source="phone")
    Draft.objects.filter(pk=draft).update(person_id=person)
    with clock.at(begun_at + timedelta(hours=25)):
        assert actions.offer_help(cast.system) == 1
    token = Message.objects.get(topic="help-offer").link.split("/unfinished/")[1].strip("/")
    stranger = Client(HTTP_HOST="demo.example.org")
    with clock.at(begun_at + timedelta(hours=27)):
        resume = re.search(r"/resume/([^/]+)/", stranger.get(f"/unfinished/{token}/").content.decode())
        assert resume is not None
        assert links.read(resume[1], RESUME).made_at == links.read(token, UNFINISHED).made_at
        people.restrict_person(cast.sam, person=person, readers=[cast.sam.user or 0])
        for answer in (stranger.get(f"/unfinished/{token}/"), stranger.post(f"/unfinished/{token}/", {"do": "stop"})):
            assert answer.status_code == 404 and "and we will help you" in answer.content.decode()


@pytest.mark.shows("B6")
def test_a_search_without_a_find_is_counted_and_what_was_typed_is_not_kept(cast: Cast, visitor: Client):
    for typed in ("zzyzx my neighbour", "zzyzx"):
        assert "01632 960100" in visitor.get("/search/", {"q": typed}).content.decode()
    visitor.get("/search/", {"q": "bin"})
    assert list(SearchDay.objects.values_list("found_none", flat=True)) == [2]


@pytest.mark.shows("B6")
def test_a_sign_up_is_counted_from_its_first_step_to_its_end(visitor: Client):
    visitor.post("/account/register/", {"email": "new@example.org", "password1": "", "help": "on"})
    visitor.post("/account/register/code/", {"code": "000000"})
    begun = SignUp.objects.get()
    assert (begun.wrong_codes, begun.done_at) == (1, None)
    assert HelpOffer.objects.get(sign_up=begun).email == "new@example.org"
    code = Message.objects.filter(address="new@example.org").latest("id").body.split("\n\n")[1].strip()
    visitor.post("/account/register/code/", {"code": code})
    begun.refresh_from_db()
    assert begun.done_at is not None


def test_registering_a_taken_address_keeps_nothing(visitor: Client, cast: Cast):
    visitor.post("/account/register/", {"email": "amina@example.org", "password1": "", "help": "on"})
    assert not SignUp.objects.exists() and not HelpOffer.objects.exists()
