"""The officer's lists and the request page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.notifications import actions as notifying
from frontdesk.domains.notifications import queries as notifications
from frontdesk.domains.people import actions as people
from frontdesk.domains.places import models
from frontdesk.domains.places.tests import village
from frontdesk.domains.requests import queries
from frontdesk.domains.requests.models import Request
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.sites.desk import urls
from frontdesk.sites.desk.tests.conftest import SignIn
from tests.support.services import publish


def mine(story: Story, **changes: object) -> int:
    """A missed bin that Oli has."""
    made = story.report(story.cast.dee, **changes)
    assert made.request is not None
    Request.objects.filter(pk=made.request).update(owner_id=story.cast.oli.user)
    return made.request


@pytest.mark.shows("F1")
def test_it_lists_my_requests_with_counts_that_agree(story: Story, sign_in: SignIn) -> None:
    for number in range(3):
        mine(story, answers={"address": f"{number + 1} Mill Lane, ZY1 1AB", "name": f"Amina Test{'abc'[number]}"})
    page = sign_in(story.cast.oli).get("/desk/mine/").content.decode()
    assert page.count("Report a missed bin") >= 3
    assert "3 requests" in page
    assert "Nothing is late." in sign_in(story.cast.oli).get("/desk/mine/?show=late").content.decode()


@pytest.mark.parametrize("address", ["/desk/", "/desk/mine/", "/desk/team/", "search"])
def test_it_needs_few_queries_for_a_list(story: Story, sign_in: SignIn, address: str) -> None:
    publish(story.cast.system, "adult-concern")
    for number in range(4):
        mine(story, answers={"address": f"{number + 1} Mill Lane, ZY1 1AB"})
    oli = sign_in(story.cast.oli)
    if address == "search":
        address = oli.post("/desk/search/", {"q": "testwood"})["Location"]
    oli.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert oli.get(address).status_code == 200
    aside = ("SAVEPOINT", "RELEASE", "BEGIN", "SELECT set_config")
    own = [each["sql"][:160] for each in asked if not each["sql"].startswith(aside)]
    assert len(own) <= 15, "\n".join(own)


@pytest.mark.shows("F11")
def test_what_was_written_to_the_customer_can_be_read_at_each_message(story: Story, sign_in: SignIn) -> None:
    item = mine(story)
    sent = notifications.messages_about(story.cast.oli.council, ("request", item))
    notifying.mark_sent(council=story.cast.oli.council, message=sent[0].id)
    page = sign_in(story.cast.oli).get(f"/desk/requests/{item}/").content.decode()
    line = page[page.index("We wrote to the customer") :]
    assert "Read the words" in line and "Leave the bin where we can see it." in line
    assert "(their own link)" in line and "/follow/" not in page


def test_it_needs_few_queries_for_a_request(story: Story, sign_in: SignIn) -> None:
    item, oli = mine(story), sign_in(story.cast.oli)
    here = f"/desk/requests/{item}/"
    oli.post(here + "note/", {"text": "The lane is narrow"})
    oli.post(here + "ask/", {"text": "Which side of the house?"})
    oli.get(here)
    with CaptureQueriesContext(connection) as asked:
        assert oli.get(here).status_code == 200
    aside = ("SAVEPOINT", "RELEASE", "BEGIN", "SELECT set_config")
    own = [each["sql"][:160] for each in asked if not each["sql"].startswith(aside)]
    assert len(own) <= 15, "\n".join(own)


@pytest.mark.shows("B11")
def test_it_does_not_name_a_restricted_customer(story: Story, sign_in: SignIn) -> None:
    item = mine(story)
    row = Request.objects.get(pk=item)
    people.restrict_person(story.cast.sam, person=row.person_id or 0, readers=[story.cast.cora.user or 0])
    contact = contacts.contacts_of(row.council_id, [row.person_id or 0])[0].id
    oli = sign_in(story.cast.oli)
    for address in ("/desk/mine/", f"/desk/requests/{item}/", f"/desk/contacts/{contact}/", "/desk/search/?q=testwood"):
        shown = oli.get(address).content.decode()
        assert "Amina" not in shown and "amina@" not in shown, address
    assert "Restricted customer" in oli.get("/desk/mine/").content.decode()
    assert "Amina Testwood" in sign_in(story.cast.cora).get(f"/desk/requests/{item}/").content.decode()


@pytest.mark.shows("F1")
def test_it_asks_answers_notes_and_closes(story: Story, sign_in: SignIn) -> None:
    item, oli = mine(story), sign_in(story.cast.oli)
    here = f"/desk/requests/{item}/"
    assert "What the customer sees now" in oli.get(here).content.decode()
    oli.post(here + "note/", {"text": "The lane is narrow"})
    oli.post(here + "ask/", {"text": "Which side of the house?"})
    page = oli.get(here).content.decode()
    assert "The lane is narrow" in page and "Which side of the house?" in page and "Write down the answer" in page
    listed = oli.get("/desk/mine/").content.decode()
    for shown in (page, listed):  # "Waiting for you" is what the customer reads
        assert "Waiting for the customer" in shown
        assert "Waiting for you" not in shown
    oli.post(here + "answer/", {"text": "The left side"})
    oli.post(here + "assign/", {"to": story.cast.dee.user})
    assert queries.whole(story.cast.oli, item).item.owner == story.cast.dee.user
    closing = oli.get(here + "close/").content.decode()
    assert "How did it end?" in closing
    outcome = queries.whole(story.cast.oli, item).outcomes[0].code
    oli.post(here + "close/", {"outcome": outcome, "message": "We came back on Tuesday."})
    assert queries.whole(story.cast.oli, item).item.closed_at is not None
    oli.post(here + "reopen/", {"text": "Closed by mistake"})
    assert queries.whole(story.cast.oli, item).item.closed_at is None


def test_it_says_what_is_missing_and_keeps_what_was_typed(story: Story, sign_in: SignIn) -> None:
    item, oli = mine(story), sign_in(story.cast.oli)
    answer = oli.post(f"/desk/requests/{item}/close/", {"message": "We came back."}).content.decode()
    assert "Choose how it ended." in answer and "We came back." in answer


@pytest.mark.shows("C17")
def test_it_records_that_a_customer_reached_the_officer_directly(story: Story, sign_in: SignIn) -> None:
    item, oli = mine(story), sign_in(story.cast.oli)
    oli.post(f"/desk/requests/{item}/contact/", {"channel": "phone"})
    whole = queries.whole(story.cast.oli, item)
    made = contacts.contact(story.cast.oli, whole.contacts[-1])
    assert len(whole.contacts) == 2 and made is not None
    assert (made.channel, made.handler, made.matters[0].service) == ("phone", story.cast.oli.user, "missed-bin")


def test_it_finds_a_request_by_its_reference(story: Story, sign_in: SignIn) -> None:
    item = mine(story)
    reference = queries.whole(story.cast.oli, item).item.reference
    dee = sign_in(story.cast.dee)
    assert dee.post("/desk/search/", {"q": reference})["Location"] == f"/desk/requests/{item}/"
    assert reference in dee.post("/desk/search/", {"q": reference, "fragment": "1"}).content.decode()


def test_it_shows_requests_on_the_customer_page(story: Story, sign_in: SignIn) -> None:
    person = story.person()
    story.report(story.cast.dee, person=person)
    page = sign_in(story.cast.dee).get(f"/desk/customers/{person}/").content.decode()
    assert "Request received" in page and "Open requests" in page


@pytest.mark.shows("F1")
def test_it_does_not_know_another_councils_requests(story: Story, sign_in: SignIn) -> None:
    item = mine(story)
    lena = sign_in(story.cast.lena, "littlewick.example.org")
    for each in urls.urlpatterns:
        if "request_id" not in str(each.pattern) or "key" in str(each.pattern):
            continue
        address = reverse(f"site_desk:{each.name}", kwargs={"request_id": item})
        assert lena.get(address).status_code in (404, 405), each.name


def test_it_keeps_figures_and_work_to_their_roles(story: Story, sign_in: SignIn) -> None:
    assert sign_in(story.cast.dee).get("/desk/figures/").status_code == 403
    assert sign_in(story.cast.flo).get("/desk/mine/").status_code == 403
    assert sign_in(story.cast.ada).get(f"/desk/requests/{mine(story)}/").status_code == 403


@pytest.mark.shows("F1")
def test_it_shows_the_place_on_a_map_and_in_words(story: Story, sign_in: SignIn) -> None:
    village.build(story.cast.system)
    item = mine(story)
    place = models.Address.objects.filter(council_id=story.cast.oli.council, easting__isnull=False).first()
    Request.objects.filter(pk=item).update(easting=place.easting, northing=place.northing, ward="W1")
    page = sign_in(story.cast.oli).get(f"/desk/requests/{item}/").content.decode()
    assert "data:image/svg+xml" in page and ", Mill" in page and ", W1" not in page
    assert page.count('alt="') >= 1 and 'alt=""' not in page


@pytest.mark.shows("F11")
def test_it_says_first_who_has_it_what_is_promised_and_what_the_customer_was_told(
    story: Story, sign_in: SignIn
) -> None:
    item, oli = mine(story), sign_in(story.cast.oli)
    page = oli.get(f"/desk/requests/{item}/").content.decode()
    top = page[: page.index("What the customer said")]
    for words in (
        "Who has it",
        "Our promise",
        "Thursday 3 December 2026",
        "What the customer sees now",
        "Reply and close",
    ):
        assert words in top, words
    assert "What they were told last" in top and "Reply and close" in top
    assert "/follow/" not in page and "/prove/" not in page, "their links are theirs alone"
