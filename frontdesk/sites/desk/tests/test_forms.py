"""Filling in a form for a customer, within the contact in hand."""

import re

import pytest

from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.contacts.models import Contact
from frontdesk.domains.forms import actions as forms
from frontdesk.domains.forms import queries
from frontdesk.domains.forms.models import Draft
from frontdesk.domains.forms.types import Started
from frontdesk.domains.places.tests import village
from frontdesk.domains.requests.models import Request
from frontdesk.domains.requests.tests.stories import BIN, Story
from frontdesk.domains.services.definition.model import Duplicates
from frontdesk.domains.services.types import Tried
from frontdesk.sites.desk.tests.conftest import SignIn
from tests.support.services import publish


@pytest.mark.shows("A2")
def test_it_fills_in_the_same_form_in_the_contact_in_hand(story: Story, sign_in: SignIn) -> None:
    dee = sign_in(story.cast.dee)
    page = dee.get("/desk/services/missed-bin/").content.decode()
    assert "Pressing takes the contact and starts" in page
    started = dee.post("/desk/services/missed-bin/begin/", {"channel": "phone"}, follow=True)
    hand = contacts.in_hand(story.cast.dee)
    assert hand is not None and hand.channel == "phone"
    assert "Words to say" in started.content.decode()


@pytest.mark.shows("A2", "A9")
def test_it_asks_whose_it_is_while_saving_and_makes_the_record_with_the_request(story: Story, sign_in: SignIn) -> None:
    dee = sign_in(story.cast.dee)
    dee.post("/desk/services/missed-bin/begin/", {"channel": "phone"})
    hand = contacts.in_hand(story.cast.dee)
    assert hand is not None
    (draft,) = queries.drafts_of_contact(story.cast.dee, hand.id)
    story.person()
    story.fill(story.cast.dee, Started(draft.id, ""), BIN)
    check = f"/desk/form/{draft.id}/check/"
    assert "Read the answers back" in dee.get(check).content.decode()
    asked = dee.post(check, {"do": "send"}).content.decode()
    assert "Who is it for?" in asked and "There is a problem" not in asked
    assert "Choose whose record it is." in dee.post(check, {"do": "send", "asked": "who"}).content.decode()
    receipt = dee.post(check, {"do": "send", "who": "new"}, follow=True).content.decode()
    said = receipt.partition('aria-label="Words to say"')[2]
    assert "Your reference is" in said and "We will do this by Thursday 3 December 2026." in said
    assert "We come back for a missed bin within 2 working days." in said
    made = Request.objects.get()
    assert (made.channel, made.digital, made.person_id is not None) == ("phone", False, True)
    again = contacts.contact(story.cast.dee, hand.id)
    assert again is not None and [matter.service for matter in again.matters] == ["missed-bin"]


@pytest.mark.shows("C14")
def test_it_goes_on_with_a_customers_own_draft_as_assisted(story: Story, sign_in: SignIn) -> None:
    amina = story.person()
    own = story.draft(story.cast.amina.as_person(amina))
    dee = sign_in(story.cast.dee)
    dee.post("/desk/contacts/open/", {"channel": "phone", "person": amina})
    assert "Go on with it for them" in dee.get(f"/desk/customers/{amina}/").content.decode()
    dee.post(f"/desk/drafts/{own.draft}/continue/")
    dee.post(f"/desk/form/{own.draft}/check/", {"do": "send"})
    made = Request.objects.get()
    assert (made.digital, made.assisted, made.person_id) == (True, True, amina)


@pytest.mark.shows("C14")
def test_it_finds_a_form_by_the_email_it_was_saved_with_and_goes_on_with_it(story: Story, sign_in: SignIn) -> None:
    own = story.draft(story.cast.nobody)
    forms.save_for_later(story.cast.nobody, draft=own.draft, email="rosa@example.org", key=own.key)
    dee = sign_in(story.cast.dee)
    before = dee.post("/desk/search/", {"q": "rosa@example.org"}, follow=True).content.decode()
    assert "Take the contact first." in before and "Go on with it for them" not in before
    assert dee.post(f"/desk/drafts/{own.draft}/continue/", {"email": "rosa@example.org"}).status_code == 400
    dee.post("/desk/contacts/open/", {"channel": "phone"})
    assert "Go on with it for them" not in dee.post("/desk/search/", {"q": "rosa"}, follow=True).content.decode()
    found = dee.post("/desk/search/", {"q": " Rosa@Example.org "}, follow=True).content.decode()
    assert f'action="/desk/drafts/{own.draft}/continue/"' in found
    for guess in ("", "dora@example.org"):
        assert dee.post(f"/desk/drafts/{own.draft}/continue/", {"email": guess}).status_code == 404
    assert dee.get(f"/desk/form/{own.draft}/check/").status_code == 404
    assert dee.post(f"/desk/drafts/{own.draft}/continue/", {"email": " Rosa@Example.org "}).status_code == 302
    assert sign_in(story.cast.oli).get(f"/desk/form/{own.draft}/check/").status_code == 404
    dee.post(f"/desk/form/{own.draft}/check/", {"do": "send", "who": "new"})
    made = Request.objects.get()
    assert (made.digital, made.assisted) == (True, True)


def test_it_does_not_open_another_councils_draft(story: Story, sign_in: SignIn) -> None:
    own = story.draft(story.cast.nobody)
    lena = sign_in(story.cast.lena, "littlewick.example.org")
    assert lena.get(f"/desk/form/{own.draft}/check/").status_code == 404
    assert lena.post(f"/desk/drafts/{own.draft}/continue/").status_code == 404


def begun(story: Story, sign_in: SignIn) -> tuple[int, int]:
    """A form that Dee has filled in on the phone, not yet sent: (contact, draft)."""
    sign_in(story.cast.dee).post("/desk/services/missed-bin/begin/", {"channel": "phone"})
    hand = contacts.in_hand(story.cast.dee)
    assert hand is not None
    (draft,) = queries.drafts_of_contact(story.cast.dee, hand.id)
    story.fill(story.cast.dee, Started(draft.id, ""), BIN)
    return hand.id, draft.id


def test_it_asks_nobody_whose_it_is_where_there_is_only_one_answer(story: Story, sign_in: SignIn) -> None:
    _, draft = begun(story, sign_in)
    sent = sign_in(story.cast.dee).post(f"/desk/form/{draft}/check/", {"do": "send"})
    assert sent["Location"] == f"/desk/form/{draft}/done/"
    assert Request.objects.get().person_id is not None


def test_it_says_what_to_choose_where_we_may_have_the_same(story: Story, sign_in: SignIn) -> None:
    tried = [Tried("Amina", "It was clear")]
    story.publish("missed-bin", duplicates=Duplicates(by="person", hours=72, same=("bin",)), tried=tried)
    amina = story.person()
    story.report(story.cast.dee, person=amina)
    _, draft = begun(story, sign_in)
    check = f"/desk/form/{draft}/check/"
    asked = sign_in(story.cast.dee).post(check, {"do": "send", "who": amina}).content.decode()
    assert "We may know about this already" in asked and "There is a problem" not in asked
    again = sign_in(story.cast.dee).post(check, {"do": "send", "who": amina, "asked": "same-as"}).content.decode()
    assert "Choose one of these, or that it is new." in again


@pytest.mark.parametrize("wrapped_up", [False, True])
def test_what_is_finished_after_the_call_still_came_of_it(story: Story, sign_in: SignIn, wrapped_up: bool) -> None:
    contact, draft = begun(story, sign_in)
    dee, counted = sign_in(story.cast.dee), Contact.objects.count()
    dee.post(f"/desk/contacts/{contact}/end/")
    if wrapped_up:
        ended = {"reason": "ask", "outcome-new": "answered", "demand-new": "value", "offered-new": "no"}
        dee.post(f"/desk/contacts/{contact}/wrap-up/", ended)
    dee.post("/desk/contacts/open/", {"channel": "visit"})
    assert dee.post(f"/desk/form/{draft}/check/", {"do": "send"}).status_code == 302
    made, kept = Request.objects.get(), contacts.contact(story.cast.dee, contact)
    assert kept is not None and (kept.done_at is not None) == wrapped_up
    assert [each.service for each in kept.matters][-1] == "missed-bin"
    assert kept.matters[-1].ended.outcome == ("request-made" if wrapped_up else "")
    assert made.channel == "phone" and Contact.objects.count() == counted + 1, "the visit in hand is the only new one"
    hand = contacts.in_hand(story.cast.dee)
    assert hand is not None and hand.matters == ()


def test_a_form_is_begun_once_however_often_the_button_is_pressed(story: Story, sign_in: SignIn) -> None:
    dee, pressed = sign_in(story.cast.dee), {"channel": "phone", "key": "pressed"}
    first, again = (dee.post("/desk/services/missed-bin/begin/", pressed)["Location"] for _ in range(2))
    assert first == again


def test_a_form_begun_from_an_old_page_is_another_with_the_next_caller(story: Story, sign_in: SignIn) -> None:
    dee, pressed = sign_in(story.cast.dee), {"channel": "phone", "key": "old page"}
    begun = []
    for _ in range(3):
        first, again = (dee.post("/desk/services/missed-bin/begin/", pressed)["Location"] for _ in range(2))
        hand = contacts.in_hand(story.cast.dee)
        assert first == again and hand is not None
        begun.append((first, hand.id))
        dee.post(f"/desk/contacts/{hand.id}/end/")
    assert len(set(begun)) == len({draft for draft, _ in begun}) == 3


def test_back_and_start_again_asks_whether_it_is_the_same_form(story: Story, sign_in: SignIn) -> None:
    dee, pressed = sign_in(story.cast.dee), {"channel": "phone", "key": "old page"}
    begin = "/desk/services/missed-bin/begin/"
    first = dee.post(begin, pressed)["Location"]
    assert dee.post(begin, pressed)["Location"] == first, "nothing was entered yet: it is the one"
    Draft.objects.update(answers={"bin": "food"})
    asked = dee.post(begin, pressed).content.decode()
    assert "You have begun this form" in asked and f'href="{first}"' in asked and Draft.objects.count() == 1
    assert 'name="channel" value="phone"' in asked
    key = re.findall(r'name="key" value="([^"]+)"', asked)[-1]
    another = dee.post(begin, {"channel": "phone", "key": key})["Location"]
    assert another != first and Draft.objects.count() == 2
    assert Contact.objects.count() == 1, "in the same contact"
    Draft.objects.filter(pk=first.split("/")[-2]).update(state="finished")
    assert "You have sent this form" in dee.post(begin, pressed).content.decode()


def test_a_form_that_cannot_be_begun_leaves_no_contact_in_hand(story: Story, sign_in: SignIn) -> None:
    publish(story.cast.system, "housing-payment")
    amina, dee = story.person(), sign_in(story.cast.dee)
    refused = dee.post("/desk/services/housing-payment/begin/", {"channel": "phone", "person": amina})
    assert refused.status_code == 200 and contacts.in_hand(story.cast.dee) is None


@pytest.mark.shows("B11")
def test_staff_look_up_addresses_all_day(story: Story, sign_in: SignIn) -> None:
    village.build(story.cast.system)
    dee = sign_in(story.cast.dee)
    started = dee.post("/desk/services/missed-bin/begin/", {"channel": "phone"}, follow=True)
    here = started.redirect_chain[-1][0]
    for _ in range(22):
        page = dee.post(here, {"do": "find:address", "address-postcode": "ZY9 1AA"}).content.decode()
    assert "Flat 1, Heron Court" in page and "Type the address instead" not in page
