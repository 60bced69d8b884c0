"""Those who asked for help with what they began: rung by staff, one contact, helped to the end."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from frontdesk.domains.access import actions as access
from frontdesk.domains.access.models import SignUp
from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.forms import actions as forms
from frontdesk.domains.forms import queries as form_queries
from frontdesk.domains.forms.models import Draft, HelpOffer
from frontdesk.domains.notifications.models import Message
from frontdesk.domains.people import queries
from frontdesk.kernel import clock
from frontdesk.kernel.errors import NotFound
from frontdesk.sites.desk.tests.conftest import SignIn
from tests.support.cast import Cast
from tests.support.services import publish


@pytest.mark.shows("B6")
def test_it_rings_them_in_one_contact_and_goes_on_where_they_stopped(cast: Cast, sign_in: SignIn):
    publish(cast.system, "missed-bin")
    begun = forms.start_draft(cast.nobody, service="missed-bin", channel="web")
    forms.agree_to_help(cast.nobody, draft=begun.draft, key=begun.key, phone="07700 900321", now=True)
    offer = HelpOffer.objects.get(draft_id=begun.draft).pk
    dee = sign_in(cast.dee)
    assert "07700 900321" in dee.get("/desk/unfinished/").content.decode()
    taken = dee.post(f"/desk/unfinished/{offer}/take/")
    assert taken["Location"] == f"/desk/form/{begun.draft}/"
    hand = contacts.in_hand(cast.dee)
    assert hand is not None and (hand.channel, hand.direction) == ("phone", "out")
    assert Draft.objects.get(pk=begun.draft).contact_id == hand.id
    assert "Nobody waits" in dee.get("/desk/unfinished/").content.decode()
    assert dee.post(f"/desk/unfinished/{offer}/take/").status_code == 404


@pytest.mark.shows("B6")
def test_the_number_to_ring_stands_where_the_press_leads_and_nobody_answering_puts_it_back(cast: Cast, sign_in: SignIn):
    publish(cast.system, "missed-bin")
    begun = forms.start_draft(cast.nobody, service="missed-bin", channel="web")
    forms.agree_to_help(cast.nobody, draft=begun.draft, key=begun.key, phone="07700 900321", now=True)
    offer = HelpOffer.objects.get(draft_id=begun.draft).pk
    dee, back = sign_in(cast.dee), f"/desk/unfinished/{offer}/no-answer/"
    assert dee.get(back).status_code == 404, "nobody has taken it up"
    page = dee.post(f"/desk/unfinished/{offer}/take/", follow=True).content.decode()
    assert "Ring them on 07700 900321" in page and back in page
    assert sign_in(cast.flo).get(back).status_code == 404
    assert "07700 900321" in dee.get(back).content.decode()
    hand = contacts.in_hand(cast.dee)
    assert hand is not None and dee.post(back)["Location"] == f"/desk/contacts/{hand.id}/wrap-up/"
    listed = dee.get("/desk/unfinished/").content.decode()
    assert "Rung 1 time, nobody answered" in listed and "07700 900321" in listed
    assert dee.post(back).status_code == 404
    row = Draft.objects.get(pk=begun.draft)
    assert (row.assisted, row.helped_by, row.contact_id) == (False, None, None), "it is the customer's alone again"


@pytest.mark.shows("B6")
def test_of_a_sign_up_the_number_stands_with_the_contact(cast: Cast, sign_in: SignIn):
    user = access.open_sign_in(email="nell@example.org")
    begun = access.begin_sign_up(cast.dee.council, user=user)
    forms.agree_to_help_with_sign_up(cast.nobody, sign_up=begun, email="nell@example.org")
    offer = HelpOffer.objects.get(sign_up_id=begun).pk
    forms.answer_offer(cast.nobody, offer=offer, ask=True, phone="07700 900321")
    dee = sign_in(cast.dee)
    page = dee.post(f"/desk/unfinished/{offer}/take/", follow=True).content.decode()
    assert "Ring them on 07700 900321" in page
    dee.post(f"/desk/unfinished/{offer}/no-answer/")
    assert HelpOffer.objects.get(pk=offer).tried == 1


@pytest.mark.shows("B6")
def test_whoever_was_rung_comes_after_those_who_were_not(cast: Cast):
    publish(cast.system, "missed-bin")
    made = []
    for n in range(2):
        with clock.at(clock.now() + timedelta(minutes=n)):
            begun = forms.start_draft(cast.nobody, service="missed-bin", channel="web")
            forms.agree_to_help(cast.nobody, draft=begun.draft, key=begun.key, phone=f"07700 90032{n}", now=True)
            made.append(HelpOffer.objects.get(draft_id=begun.draft).pk)
    assert [each.offer.id for each in form_queries.asking_for_help(cast.dee)] == made
    forms.give_help(cast.dee, offer=made[0])
    with pytest.raises(NotFound):
        forms.not_reached(cast.oli, offer=made[0])
    forms.not_reached(cast.dee, offer=made[0])
    assert [each.offer.id for each in form_queries.asking_for_help(cast.dee)] == made[::-1]


@pytest.mark.shows("B6")
def test_a_sign_up_that_stopped_says_which_account_to_open(cast: Cast, sign_in: SignIn):
    user = access.open_sign_in(email="nell@example.org")
    begun = access.begin_sign_up(cast.dee.council, user=user)
    forms.agree_to_help_with_sign_up(cast.nobody, sign_up=begun, email="nell@example.org")
    offer = HelpOffer.objects.get(sign_up_id=begun).pk
    forms.answer_offer(cast.nobody, offer=offer, ask=True, phone="07700 900321")
    dee = sign_in(cast.dee)
    page = dee.post(f"/desk/unfinished/{offer}/take/", follow=True).content.decode()
    assert "open their account with that address" in page and "nell@example.org" in page


@pytest.mark.shows("B5", "B6")
def test_an_abandoned_sign_up_is_helped_by_an_adviser_and_the_account_activated(cast: Cast, sign_in: SignIn):
    """The whole way: registered and left, offered help once, rung, account opened, activated, later used alone."""
    nell = Client(HTTP_HOST="demo.example.org")
    nell.post("/account/register/", {"email": "nell@example.org", "password1": "", "help": "on"})
    with clock.at(clock.now() + timedelta(hours=25)):
        assert forms.offer_help(cast.system) == 1
    page = "/unfinished/" + Message.objects.get(topic="help-offer").link.split("/unfinished/")[1]
    nell.post(page, {"do": "ask", "phone": "07700 900321"})

    dee = sign_in(cast.dee)
    offer = HelpOffer.objects.get(email="nell@example.org").pk
    dee.post(f"/desk/unfinished/{offer}/take/")
    born = {"born-day": "1", "born-month": "2", "born-year": "1950"}
    made = dee.post("/desk/customers/new/", {"name": "Nell Field", "phone": "07700 900321", **born})
    person = int(made["Location"].rstrip("/").split("/")[-1])
    opening = {"email": "nell@example.org", "checked": "known"}
    dee.post(f"/desk/customers/{person}/account/opening/", opening)
    assert "Waiting for the customer" in dee.get(f"/desk/customers/{person}/account/").content.decode()

    nell = Client(HTTP_HOST="demo.example.org")  # the next day, on another device
    nell.post("/account/sign-in/code/", {"email": "nell@example.org"})
    code = re.search(r"\b\d{6}\b", Message.objects.filter(topic="account-code").latest("id").body)
    assert code is not None
    nell.post("/account/sign-in/code/enter/", {"code": code[0]})
    confirmed = nell.post(f"/account/is-this-you/{person}/", {"day": "1", "month": "2", "year": "1950"})
    assert confirmed["Location"] == "/account/"
    shown = dee.get(f"/desk/customers/{person}/account/?fragment=helps").content.decode()
    assert "Activated today" in shown and "Waits" not in shown
    (help_,) = queries.account_of(cast.dee, person).helps
    assert (help_.kind, help_.channel) == ("opening", "phone")
    assert SignUp.objects.get().done_at is not None
