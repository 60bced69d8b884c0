"""The account says of each request by when we promised it, and afterwards whether we kept that."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from frontdesk.domains.access.models import User
from frontdesk.domains.people import actions as people
from frontdesk.domains.requests import actions
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.kernel import clock
from tests.support.cast import Cast

NOW = datetime(2026, 12, 1, 10, tzinfo=UTC)


@pytest.mark.shows("A9")
def test_it_says_by_when_we_promised_and_whether_we_kept_it(cast: Cast):
    with clock.at(NOW):
        story = Story.begin(cast)
        person = people.own_record(cast.amina, name="Amina Testwood", source="web")
        made = story.report(cast.amina.as_person(person))
        page = account(cast)
        assert "We will do this by Thursday 3 December 2026." in page
        assert 'class="fd-due fd-due--ahead">Thursday' in page
    with clock.at(NOW + timedelta(days=5)):
        assert "This is late. We said we would do it by Thursday 3 December 2026, and we are sorry." in account(cast)
        actions.close_request(cast.oli, request=made.request or 0, outcome="emptied")
        assert "We finished this on Sunday 6 December 2026, later than we promised. We are sorry." in account(cast)


def account(cast: Cast) -> str:
    """Amina's account page as it is now."""
    browser = Client(headers={"host": "demo.example.org"})
    browser.force_login(User.objects.get(pk=cast.amina.user))
    return browser.get("/account/").content.decode()
