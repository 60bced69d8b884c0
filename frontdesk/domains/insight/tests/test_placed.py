"""Requests that are placed in a ward long after their day."""

from frontdesk.domains.insight.models import RequestDay
from frontdesk.domains.places import actions as places
from frontdesk.domains.places.tests import village
from frontdesk.domains.requests import actions
from frontdesk.domains.requests.models import Request
from frontdesk.domains.requests.tests.conftest import NOW
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.kernel import clock, journal
from tests.support.cast import Cast


def test_a_request_counts_in_the_ward_that_it_was_given_in_the_night(cast: Cast) -> None:
    with clock.at(NOW):
        story, spot = Story.begin(cast), village.at(500, 500)
        pk = story.report(cast.nobody).request
        Request.objects.filter(pk=pk).update(easting=spot.easting, northing=spot.northing)
        council = cast.councils.demo.id
        journal.deliver(council)
        places.load_areas(cast.system, areas=village.WARDS)
        assert actions.place_requests(council) == 1
        journal.deliver(council)
        assert set(RequestDay.objects.filter(council_id=council).values_list("ward", flat=True)) == {"*", "W1"}
