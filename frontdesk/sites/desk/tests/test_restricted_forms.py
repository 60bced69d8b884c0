"""A concern about an adult: whoever takes the call enters it, and then loses sight of it."""

import pytest

from frontdesk.domains.access import actions as access
from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.forms import actions as forms
from frontdesk.domains.forms import queries
from frontdesk.domains.forms.types import Started
from frontdesk.domains.requests import queries as requests
from frontdesk.domains.requests.models import Request
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.kernel.errors import NotFound, Refusal
from frontdesk.sites.desk.tests.conftest import SignIn
from tests.support.services import publish

TOLD = {
    "danger": "no",
    "adult-name": "The old man in the blue house",
    "who-tells": "neighbour",
    "worries": ["neglect"],
    "told": "I have not seen the carer for a week.",
    "knows": "not-told",
    "name": {"first": "Meg", "last": "Wintertest"},
    "phone": "07700 900103",
}


@pytest.fixture
def concern(story: Story, sign_in: SignIn) -> int:
    """The draft of a concern that Dee has begun on the phone. The pack names the manager of the demo."""
    manager = access.open_sign_in(email="manager@demo.example", full_name="Duty Officer")
    access.set_member(story.cast.system, user=manager, name="Duty Officer", roles=["manager"], teams=["adult-care"])
    publish(story.cast.system, "adult-concern")
    started = sign_in(story.cast.dee).post("/desk/services/adult-concern/begin/", {"channel": "phone"}, follow=True)
    page = started.content.decode()
    assert started.status_code == 200
    assert "Is anybody in danger at this moment?" in page and "Listen more than you ask" in page
    assert "Save and come back later" not in page
    hand = contacts.in_hand(story.cast.dee)
    assert hand is not None
    (draft,) = queries.drafts_of_contact(story.cast.dee, hand.id)
    return draft.id


@pytest.mark.shows("F10")
def test_an_adviser_enters_it_and_then_sees_the_reference_only(story: Story, sign_in: SignIn, concern: int) -> None:
    dee = sign_in(story.cast.dee)
    story.fill(story.cast.dee, Started(concern, ""), TOLD)
    assert "blue house" in dee.get(f"/desk/form/{concern}/check/").content.decode()
    receipt = dee.post(f"/desk/form/{concern}/check/", {"do": "send"}, follow=True).content.decode()
    made = Request.objects.get()
    assert "Only the people named for this service can see it from here on" in receipt
    assert f"/desk/requests/{made.pk}/" not in receipt and "Go to the customer" not in receipt
    again = dee.post(f"/desk/form/{concern}/check/", {"do": "send"}, follow=True).content.decode()
    assert "You cannot open it again" in again and Request.objects.count() == 1
    assert dee.get(f"/desk/requests/{made.pk}/").status_code == 404
    assert requests.by_reference(story.cast.dee, made.reference) is None
    for page in (f"/desk/form/{concern}/done/", f"/desk/customers/{made.person_id}/", "/desk/"):
        assert "blue house" not in dee.get(page).content.decode()
    hand = contacts.in_hand(story.cast.dee)
    assert hand is not None
    for page in (f"/desk/contacts/{hand.id}/", f"/desk/contacts/{hand.id}/wrap-up/"):
        assert dee.get(page).status_code == 200


@pytest.mark.shows("F10")
def test_nobody_else_at_the_desk_opens_what_she_writes(story: Story, concern: int) -> None:
    for actor in (story.cast.oli, story.cast.flo, story.cast.sam, story.cast.cora):
        with pytest.raises(NotFound):
            queries.draft(actor, concern)


def test_it_is_not_sent_on_by_email(story: Story, concern: int) -> None:
    with pytest.raises(Refusal, match="not sent on by email"):
        forms.save_for_later(story.cast.dee, draft=concern, email="meg@example.org")


def test_no_page_of_the_caller_shows_it(story: Story, sign_in: SignIn, concern: int) -> None:
    story.fill(story.cast.dee, Started(concern, ""), TOLD)
    sign_in(story.cast.dee).post(f"/desk/form/{concern}/check/", {"do": "send"})
    made = Request.objects.get()
    assert made.person_id is not None
    assert requests.requests_of(made.council_id, [made.person_id]) == []
    with pytest.raises(NotFound):
        requests.progress(made.council_id, made.pk)
