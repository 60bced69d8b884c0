"""Staff are customers too: at the public doors they are nothing else."""

import pytest
from django.test import Client

from frontdesk.domains.people import queries as people
from frontdesk.domains.requests.models import Request
from frontdesk.domains.requests.tests.conftest import NOW
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.kernel import clock
from frontdesk.sites.public.tests.test_missed_bin import answer, begin
from tests.support.browsers import browser
from tests.support.cast import Cast


def report(client: Client) -> None:
    """A missed bin, page by page."""
    page = begin(client)
    page = answer(client, page, address__typed="1", address__line1="3 Alder Lane", address__postcode="ZY1 4AB")
    page = answer(client, page, bin="rubbish")
    page = answer(client, page, missed_on__day="1", missed_on__month="12", missed_on__year="2026")
    page = answer(client, page, assisted="no")
    page = answer(client, page)
    page = answer(client, page, name__first="Oli", name__last="Heath", email="oli@example.org")
    client.post(page, {"do": "send"})


@pytest.mark.shows("K3")
def test_an_officer_who_reports_their_own_bin_is_a_customer_of_the_web(cast: Cast):
    with clock.at(NOW):
        Story.begin(cast)
        report(browser(cast.oli))
        made = Request.objects.get()
    assert (made.channel, made.digital, made.assisted) == ("web", True, False)
    assert made.person_id == people.person_of(cast.oli.council, cast.oli.user)


def test_a_customers_form_is_not_open_to_staff_at_the_public_door(cast: Cast):
    with clock.at(NOW):
        story = Story.begin(cast)
        draft = story.draft(cast.amina.as_person(story.person()))
        assert browser(cast.dee).get(f"/form/{draft.draft}/check/").status_code == 404
        assert browser(cast.dee).get(f"/desk/form/{draft.draft}/check/").status_code == 200
