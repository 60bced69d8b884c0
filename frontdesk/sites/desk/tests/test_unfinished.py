"""Those who asked for help with what they began: rung by staff, one contact, helped to the end."""

from datetime import timedelta

import pytest

from frontdesk.domains.access import actions as access
from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.forms import actions as forms
from frontdesk.domains.forms import queries as form_queries
from frontdesk.domains.forms.models import Draft, HelpOffer
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
def test_of_a_sign_up_the_contact_says_the_number_and_which_account_to_open(cast: Cast, sign_in: SignIn):
    user = access.open_sign_in(email="nell@example.org")
    begun = access.begin_sign_up(cast.dee.council, user=user)
    forms.agree_to_help_with_sign_up(cast.nobody, sign_up=begun, email="nell@example.org")
    offer = HelpOffer.objects.get(sign_up_id=begun).pk
    forms.answer_offer(cast.nobody, offer=offer, ask=True, phone="07700 900321")
    dee = sign_in(cast.dee)
    page = dee.post(f"/desk/unfinished/{offer}/take/", follow=True).content.decode()
    assert "Ring them on 07700 900321" in page
    assert "open their account with that address" in page and "nell@example.org" in page
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
