"""Those who asked for help with what they began: rung by staff, one contact, helped to the end."""

import pytest

from frontdesk.domains.access import actions as access
from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.forms import actions as forms
from frontdesk.domains.forms.models import Draft, HelpOffer
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
def test_a_sign_up_that_stopped_says_which_account_to_open(cast: Cast, sign_in: SignIn):
    user = access.open_sign_in(email="nell@example.org")
    begun = access.begin_sign_up(cast.dee.council, user=user)
    forms.agree_to_help_with_sign_up(cast.nobody, sign_up=begun, email="nell@example.org")
    offer = HelpOffer.objects.get(sign_up_id=begun).pk
    forms.answer_offer(cast.nobody, offer=offer, ask=True, phone="07700 900321")
    dee = sign_in(cast.dee)
    page = dee.post(f"/desk/unfinished/{offer}/take/", follow=True).content.decode()
    assert "open their account with that address" in page and "nell@example.org" in page
