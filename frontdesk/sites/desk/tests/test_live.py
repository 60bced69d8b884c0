"""Pages that notice what others do: what they may hear of, what they poll, what they are told."""

from datetime import timedelta

import pytest
from django.conf import settings

from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.people import actions as people
from frontdesk.domains.requests import actions
from frontdesk.domains.requests.tests.conftest import NOW
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.kernel import access_log, clock
from frontdesk.kernel.live_token import read_token
from frontdesk.sites.desk.tests.conftest import SignIn
from frontdesk.sites.desk.tests.test_at_once import seen_on
from frontdesk.sites.desk.tests.test_requests import mine


def test_it_says_where_to_listen_and_only_to_what_one_may_hear(story: Story, sign_in: SignIn) -> None:
    item, oli = mine(story), sign_in(story.cast.oli)
    asked = {"topics": f"desk request.{item} request.999999 contact.999999 person.999999 nonsense"}
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


def test_the_pages_of_a_contact_and_of_its_customer_renew_themselves(story: Story, sign_in: SignIn) -> None:
    amina = story.person(phone="07700 900123")
    contact = contacts.open_contact(story.cast.dee, channel="phone", person=amina)
    dee = sign_in(story.cast.dee)
    topics = {"topics": f"contact.{contact} person.{amina}"}
    granted = read_token(dee.get("/desk/live/token/", topics).content.decode().partition("token=")[2])[1]
    assert granted == {f"contact.{contact}", f"person.{amina}"}
    pages = {f"contact.{contact}": f"/desk/contacts/{contact}/", f"person.{amina}": f"/desk/customers/{amina}/"}
    for topic, page in pages.items():
        shown = dee.get(page).content.decode()
        assert f'data-live="{topic}"' in shown and "data-live-poll" in shown
    before = dee.get("/desk/live/poll/", topics).content.decode().splitlines()
    looks = len(access_log.looks_at(story.cast.dee.council, [amina]))
    story.report(story.cast.dee, person=amina, contact=contact)
    after = dee.get("/desk/live/poll/", topics).content.decode().splitlines()
    assert all(int(new.split(":")[1]) > int(old.split(":")[1]) for old, new in zip(before, after, strict=True))
    for page, fragment in (
        (f"/desk/contacts/{contact}/", "about"),
        (f"/desk/customers/{amina}/", "happened"),
        (f"/desk/customers/{amina}/", "open"),
    ):
        alone = dee.get(page, {"fragment": fragment}).content.decode()
        assert "missed bin" in alone and "<html" not in alone
    assert "In hand" in dee.get(f"/desk/contacts/{contact}/", {"fragment": "stands"}).content.decode()
    assert len(access_log.looks_at(story.cast.dee.council, [amina])) == looks, "renewing at once is no look of its own"
    for minutes in (9, 11, 12, 20, 23):
        with clock.at(NOW + timedelta(minutes=minutes)):
            dee.get(f"/desk/customers/{amina}/", {"fragment": "open"})
    kept = [look for look in access_log.looks_at(story.cast.dee.council, [amina]) if "kept open" in look.what]
    assert [(each.seen_at - NOW) / timedelta(minutes=1) for each in kept] == [23, 11, 0], "every ten minutes"


def test_nobody_hears_of_a_customer_they_may_not_see(story: Story, sign_in: SignIn) -> None:
    amina = story.person()
    people.restrict_person(story.cast.system, person=amina, readers=[story.cast.sam.user or 0])
    topics = {"topics": f"person.{amina}"}
    for actor, granted in ((story.cast.dee, set()), (story.cast.ada, set()), (story.cast.sam, {f"person.{amina}"})):
        token = sign_in(actor).get("/desk/live/token/", topics).content.decode().partition("token=")[2]
        assert read_token(token)[1] == granted
    assert sign_in(story.cast.dee).get(f"/desk/customers/{amina}/", {"fragment": "open"}).status_code == 404
