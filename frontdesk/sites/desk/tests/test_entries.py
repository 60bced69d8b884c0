"""A service without a form at the desk: nothing to start, and a matter of it is recorded in one press."""

from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.contacts import queries
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.sites.desk.tests.conftest import SignIn
from tests.support.services import publish_careers


def test_an_adviser_records_a_matter_of_it_and_starts_no_form(story: Story, sign_in: SignIn) -> None:
    publish_careers(story.cast.system)
    dee = sign_in(story.cast.dee)
    shown = dee.get("/desk/services/careers/").content.decode()
    assert "There is no form for this here yet." in shown and "/begin/" not in shown
    record = dee.get("/desk/contacts/record/?service=careers&reason=ask").content.decode()
    assert '<option value="careers" selected>' in record
    contact = contacts.open_contact(story.cast.dee, channel="phone")
    shown = dee.get("/desk/services/careers/").content.decode()
    assert "Record that they asked for this" in shown and 'name="reason" value="ask"' in shown
    dee.post(f"/desk/contacts/{contact}/matters/", {"service": "careers", "reason": "ask"})
    found = queries.contact(story.cast.dee, contact)
    assert found is not None and [each.service for each in found.matters] == ["careers"]


def test_no_request_is_moved_to_it(story: Story, sign_in: SignIn) -> None:
    publish_careers(story.cast.system)
    made = story.report(story.cast.nobody)
    shown = sign_in(story.cast.oli).get(f"/desk/requests/{made.request}/recategorise/").content.decode()
    assert "Choose a service" in shown and "Careers advice" not in shown
