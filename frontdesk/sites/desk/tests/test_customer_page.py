"""The customer page of somebody who comes often: everything on it, in few queries."""

import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.people import actions as people
from frontdesk.domains.people.models import Person
from frontdesk.domains.requests import actions as requests
from frontdesk.domains.requests.models import Request
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.domains.services.actions import publish_service
from frontdesk.domains.services.definition.model import Restricted
from frontdesk.kernel import clock
from frontdesk.sites.desk.tests.conftest import SignIn
from tests.support.services import definition_of

MOST = 15
NOT_COUNTED = ("SELECT set_config", "BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


@pytest.fixture
def often(story: Story) -> int:
    """A customer of two records with requests open and closed, drafts, a need, an exception; in hand with dee."""
    cast = story.cast
    for number in range(3):
        named = Restricted(roles=("complaints-officer",), people=("sam@example.org",))
        concern = replace(definition_of("demo", "adult-concern"), code=f"concern-{number}", restricted=named)
        publish_service(cast.system, definition=concern, examples_passed=3)
    person = story.person(email="amina@example.org", phone="07700 900123")
    twin = story.person("Amina Twin")
    Person.objects.filter(pk=twin).update(merged_into=person, merged_at=clock.now(), merged_how="own")
    for number in range(6):
        receipt = story.report(cast.oli, person=(person, twin)[number % 2], answers={"address": f"{number} Mill Lane"})
        if number % 3 == 0:
            requests.close_request(cast.oli, request=receipt.request, outcome="emptied")
    people.record_need(cast.dee, person=twin, need="hearing", instruction="Use the loop")
    people.grant_exception(
        cast.dee, person=person, service="missed-bin", reason="no-internet", words="No internet at home"
    )
    story.draft(cast.dee, person=person, channel="phone")
    contacts.open_contact(cast.dee, channel="phone", person=person)
    return person


def test_it_asks_the_database_at_most_fifteen_times(story: Story, sign_in: SignIn, often: int) -> None:
    desk = sign_in(story.cast.dee)
    desk.get(f"/desk/customers/{often}/")
    with CaptureQueriesContext(connection) as asked:
        page = desk.get(f"/desk/customers/{often}/").content.decode()
    counted = [each["sql"][:150] for each in asked.captured_queries if not each["sql"].startswith(NOT_COUNTED)]
    assert len(counted) <= MOST, "\n".join(counted)
    assert "Use the loop" in page
    assert "No internet at home" in page
    happened = page[page.index("What happened") :]
    assert len(set(re.findall(r"/desk/requests/(\d+)/", happened))) == 6


def test_it_lists_the_open_requests_of_both_records_newest_first(story: Story, sign_in: SignIn, often: int) -> None:
    page = sign_in(story.cast.dee).get(f"/desk/customers/{often}/").content.decode()
    listed = re.findall(r"/desk/requests/(\d+)/", page[page.index("Open requests") : page.index("What happened")])
    rows = Request.objects.filter(closed_at=None).order_by("-received_at", "-id")
    assert [int(each) for each in listed] == [row.pk for row in rows]


def test_a_wrong_number_is_taken_off_and_the_timeline_says_why(story: Story, sign_in: SignIn) -> None:
    person = story.person(email="amina@example.org", phone="07700 900123")
    dee, page = sign_in(story.cast.dee), f"/desk/customers/{person}/"
    details = dee.get(f"{page}details/").content.decode()
    (one,) = re.findall(r"/reach/\d+/end/(?=\"[^>]*>Take off<span class=\"govuk-visually-hidden\">: 07700)", details)
    end = page.rstrip("/") + one
    assert "07700 900123" in dee.get(end).content.decode()
    assert "Choose why" in dee.post(end, {"key": "a"}).content.decode()
    assert dee.post(end, {"why": "not-theirs", "key": "b"})["Location"] == f"{page}details/"
    assert "07700 900123" not in dee.get(f"{page}details/").content.decode()
    assert dee.get(end).status_code == 404
    told = dee.get(page).content.decode()
    assert "A phone number was taken off. It is somebody else’s" in told and "07700" not in told
