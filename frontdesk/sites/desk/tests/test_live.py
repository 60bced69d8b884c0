"""Pages that notice what others do: what they may hear of, what they poll, what they are told."""

import pytest
from django.conf import settings

from frontdesk.domains.requests import actions
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.kernel.live_token import read_token
from frontdesk.sites.desk.tests.conftest import SignIn
from frontdesk.sites.desk.tests.test_at_once import seen_on
from frontdesk.sites.desk.tests.test_requests import mine


def test_it_says_where_to_listen_and_only_to_what_one_may_hear(story: Story, sign_in: SignIn) -> None:
    item, oli = mine(story), sign_in(story.cast.oli)
    asked = {"topics": f"desk request.{item} request.999999 person.1 nonsense"}
    address = oli.get("/desk/live/token/", asked).content.decode()
    before, _, token = address.partition("/live/?token=")
    assert before == settings.LIVE_ADDRESS
    assert read_token(token) == (story.cast.oli.council, frozenset({"desk", f"request.{item}"}))
    others = sign_in(story.cast.lena, "littlewick.example.org").get("/desk/live/token/", asked).content.decode()
    assert read_token(others.partition("token=")[2])[1] == frozenset({"desk"})


def test_it_is_polled_where_there_is_no_stream(story: Story, sign_in: SignIn) -> None:
    item, oli = mine(story), sign_in(story.cast.oli)
    asked = {"topics": f"desk request.{item}"}
    before = oli.get("/desk/live/poll/", asked).content.decode().splitlines()
    assert [line.partition(":")[0] for line in before] == ["desk", f"request.{item}"]
    actions.note(story.cast.dee, request=item, text="Somebody rang")
    after = oli.get("/desk/live/poll/", asked).content.decode().splitlines()
    grew = [int(new.split(":")[1]) - int(old.split(":")[1]) for old, new in zip(before, after, strict=True)]
    assert grew[1] > 0 and grew[0] >= 0
    assert oli.get("/desk/live/poll/").content == b""


@pytest.mark.shows("F1")
def test_it_says_who_changed_the_request_since_the_page_was_made(story: Story, sign_in: SignIn) -> None:
    item, oli = mine(story), sign_in(story.cast.oli)
    page = oli.get(f"/desk/requests/{item}/note/").content.decode()
    assert f'data-live="request.{item}"' in page and "data-live-token" in page and "data-live-poll" in page
    here = f"/desk/requests/{item}/changed/?since={seen_on(page)}"
    assert oli.get(here).content == b""
    actions.note(story.cast.dee, request=item, text="Somebody rang")
    told = oli.get(here).content.decode()
    assert "Dee" in told and "Reload the page" in told and "Somebody rang" not in told
    assert "opens in a new tab" in oli.get(here + "&writing=1").content.decode()
    assert sign_in(story.cast.lena, "littlewick.example.org").get(here).status_code == 404


def test_the_list_can_be_fetched_alone(story: Story, sign_in: SignIn) -> None:
    mine(story)
    body = sign_in(story.cast.oli).get("/desk/mine/?show=open&fragment=1").content.decode()
    assert "Report a missed bin" in body and "<html" not in body
