"""The page of possible duplicates, and those near by on the page of a request."""

import re

import pytest

from frontdesk.domains.requests.models import Request
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.domains.requests.tests.test_repeated import holes
from frontdesk.sites.desk.tests.conftest import SignIn


@pytest.mark.shows("F7")
def test_those_ticked_are_marked_as_the_same_as_their_own_first(story: Story, sign_in: SignIn) -> None:
    first, second, other, its = holes(story, (0, 0), (1, 1), (500, 1), (501, 2))
    oli = sign_in(story.cast.oli)
    page = oli.get("/desk/repeated/").content.decode()
    boxes = re.findall(r'name="ticked" value="([\d-]+)"', page)
    assert len(boxes) == 2 and "1 m" in page
    sure = oli.post("/desk/many/", {"do": "duplicate", "ticked": boxes}, follow=True)
    assert "2 requests will be closed as the same as an earlier one" in sure.content.decode()
    done = oli.post(sure.redirect_chain[0][0], {"sure": "1"}, follow=True).content.decode()
    assert "2 of 2 requests done." in done
    marked = Request.objects.filter(status="duplicate")
    assert {(row.pk, row.links.get().other_id) for row in marked} == {(second, first), (its, other)}
    assert "Nothing here looks like a repeat." in oli.get("/desk/repeated/?service=pothole").content.decode()


@pytest.mark.shows("F7")
def test_a_request_shows_those_near_it_and_takes_one_as_the_same(story: Story, sign_in: SignIn) -> None:
    first, second = holes(story, (0, 0), (4, 1))
    oli = sign_in(story.cast.oli)
    page = oli.get(f"/desk/requests/{second}/").content.decode()
    assert "Reported near by about then" in page and f"{second}-1-{first}" in page
    assert "It is the same one" not in oli.get(f"/desk/requests/{first}/").content.decode()
