"""Needs at the desk: recorded by kind with consent, shown where the work happens, restricted ones opened and logged."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.kernel import access_log, clock
from frontdesk.sites.desk.tests.conftest import SignIn

pytestmark = pytest.mark.shows("B4")
SAFE = "Never leave a voicemail"
TOLD = "Interpreter: Punjabi. Book one before you call."


@pytest.fixture
def amina(story: Story) -> int:
    """A customer with a need that everybody reads and one that is restricted."""
    person = story.person()
    people.record_need(story.cast.dee, person=person, need="interpreter", detail="Punjabi", consent="agreed")
    people.record_need(story.cast.dee, person=person, need="safety", detail=SAFE)
    return person


def test_an_adviser_records_a_need_with_what_the_customer_said(story: Story, sign_in: SignIn) -> None:
    person, dee = story.person(), sign_in(story.cast.dee)
    assert "Read letters out" not in dee.get(f"/desk/customers/{person}/needs/").content.decode()
    add = f"/desk/customers/{person}/needs/add/"
    page = dee.get(f"{add}?kind=interpreter").content.decode()
    assert "Which language?" in page and "Do they agree that we write it down?" in page
    refused = dee.post(add, {"need": "interpreter", "detail": "Punjabi"}).content.decode()
    assert "choose what they said" in refused and 'value="Punjabi"' in refused
    assert "Which language?" in dee.post(add, {"need": "interpreter", "consent": "agreed"}).content.decode()
    dee.post(add, {"need": "interpreter", "detail": "Punjabi", "consent": "agreed", "source": "carer"})
    (found,) = queries.needs_of(story.cast.dee, person)
    assert (found.instruction, found.source, found.consent) == (TOLD, "carer", "agreed")
    page = dee.get(f"/desk/customers/{person}/needs/").content.decode()
    assert "Somebody who acts for them told us" in page and "Dee" in page and "We ask again on" in page


def test_it_is_shown_where_the_work_happens(story: Story, sign_in: SignIn, amina: int) -> None:
    receipt = story.report(story.cast.oli, person=amina)
    contact = contacts.open_contact(story.cast.dee, channel="phone", person=amina)
    dee = sign_in(story.cast.dee)
    draft = int(dee.post("/desk/services/missed-bin/begin/", {"person": amina})["Location"].split("/")[3])
    pages = [
        f"/desk/customers/{amina}/",
        f"/desk/requests/{receipt.request}/",
        f"/desk/contacts/{contact}/",
        f"/desk/contacts/{contact}/wrap-up/",
        f"/desk/services/missed-bin/?person={amina}",
        f"/desk/form/{draft}/",
    ]
    for address in pages:
        page = dee.get(address, follow=True).content.decode()
        assert TOLD in page and "Show 1 restricted need" in page, address
        assert SAFE not in page, address


def test_what_the_caller_needs_stands_beside_what_the_customer_needs(story: Story, sign_in: SignIn, amina: int) -> None:
    carer, dee = story.person("Ruth Otherwood"), sign_in(story.cast.dee)
    people.record_need(story.cast.dee, person=carer, need="hearing")
    contacts.open_contact(story.cast.dee, channel="phone", person=carer)
    page = dee.get(f"/desk/services/missed-bin/?person={amina}").content.decode()
    assert TOLD in page and "Ruth Otherwood: Hard of hearing" in page
    assert "Ruth Otherwood: " not in dee.get(f"/desk/services/missed-bin/?person={carer}").content.decode()


def test_whoever_may_not_open_it_sees_that_there_is_something_and_whom_to_ask(
    story: Story, sign_in: SignIn, amina: int
) -> None:
    oli = sign_in(story.cast.oli)
    for address in (f"/desk/customers/{amina}/", f"/desk/customers/{amina}/needs/"):
        page = oli.get(address).content.decode()
        assert "sk an adviser or a manager before you go on" in page and SAFE not in page
    assert oli.get(f"/desk/customers/{amina}/needs/restricted/").status_code == 403
    (restricted,) = queries.restricted_needs(story.cast.dee, amina)
    for part in ("change", "end"):
        assert oli.get(f"/desk/customers/{amina}/needs/{restricted.id}/{part}/").status_code == 403


def test_each_look_at_what_is_restricted_is_written_down(story: Story, sign_in: SignIn, amina: int) -> None:
    dee = sign_in(story.cast.dee)
    for _ in range(2):
        assert SAFE in dee.get(f"/desk/customers/{amina}/needs/restricted/").content.decode()
    seen = [each.what for each in access_log.looks_at(story.cast.dee.council, [amina])]
    assert seen.count("restricted needs") == 2


def test_it_is_changed_still_so_and_ended(story: Story, sign_in: SignIn, amina: int) -> None:
    dee = sign_in(story.cast.dee)
    (need,) = queries.needs_of(story.cast.dee, amina)
    one = f"/desk/customers/{amina}/needs/{need.id}/"
    assert 'value="Punjabi"' in dee.get(f"{one}change/").content.decode()
    dee.post(f"{one}change/", {"detail": "Urdu"})
    (need,) = queries.needs_of(story.cast.dee, amina)
    assert need.instruction == "Interpreter: Urdu. Book one before you call."
    one = f"/desk/customers/{amina}/needs/{need.id}/"
    with clock.at(clock.now() + timedelta(days=900)):
        dee = sign_in(story.cast.dee)
        assert "Ask if it is still so" in dee.get(f"/desk/customers/{amina}/needs/").content.decode()
        assert "Ask if we still help them in the right way" in dee.get(f"/desk/customers/{amina}/").content.decode()
        assert "Urdu" in dee.get("/desk/needs/").content.decode()
        assert "We ask again after" in dee.post(f"{one}still-so/", follow=True).content.decode()
        assert "Urdu" not in dee.get("/desk/needs/").content.decode()
        assert "Choose why it ends." in dee.post(f"{one}end/").content.decode()
        dee.post(f"{one}end/", {"why": "withdrawn"})
    assert queries.needs_of(story.cast.dee, amina) == []


def test_a_need_of_somebody_else_is_not_found_under_this_customer(story: Story, sign_in: SignIn, amina: int) -> None:
    (need,) = queries.needs_of(story.cast.dee, amina)
    dee, other = sign_in(story.cast.dee), story.person("Bill Otherwood")
    assert dee.get(f"/desk/customers/{other}/needs/{need.id}/end/").status_code == 404


def test_signs_prompt_the_adviser_to_ask_once(story: Story, sign_in: SignIn) -> None:
    person, dee = story.person(), sign_in(story.cast.dee)
    people.note_signs(story.cast.dee.council, person=person, signs=["declined-literacy"])
    page = dee.get(f"/desk/customers/{person}/").content.decode()
    assert "They said that they find reading hard." in page and "?kind=reading" in page
    assert dee.post(f"/desk/customers/{person}/needs/asked/", {"subject": "reading"}).status_code == 302
    assert "find reading hard" not in dee.get(f"/desk/customers/{person}/").content.decode()


def test_an_online_only_service_is_open_another_way_and_asks_for_no_reason(story: Story, sign_in: SignIn) -> None:
    person, dee = story.person(), sign_in(story.cast.dee)
    contacts.open_contact(story.cast.dee, channel="phone", person=person)
    people.record_need(story.cast.dee, person=person, need="no-online", consent="agreed")
    page = dee.get(f"/desk/customers/{person}/").content.decode()
    assert "Online-only services are open to them another way" in page


def test_the_pages_of_needs_ask_the_database_at_most_fifteen_times(story: Story, sign_in: SignIn, amina: int) -> None:
    receipt = story.report(story.cast.oli, person=amina)
    dee = sign_in(story.cast.dee)
    not_counted = ("SELECT set_config", "BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    for address in (f"/desk/customers/{amina}/needs/", "/desk/needs/", f"/desk/requests/{receipt.request}/"):
        dee.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert dee.get(address).status_code == 200
        counted = [each["sql"][:120] for each in asked.captured_queries if not each["sql"].startswith(not_counted)]
        assert len(counted) <= 15, address + "\n" + "\n".join(counted)
