"""The customer asks for what we hold in the account, and gets it."""

import pytest
from django.test import Client

from frontdesk.domains.access.models import User
from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.contacts.types import ContactIn
from frontdesk.domains.information import actions
from frontdesk.domains.information.models import RightsCase
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries as people_queries
from frontdesk.domains.segments import actions as segments
from frontdesk.kernel import clock, jobs
from tests.support.cast import Cast

pytestmark = pytest.mark.shows("B11")


@pytest.fixture
def amina(visitor: Client, cast: Cast) -> Client:
    people.own_record(cast.amina, name="Amina Testwood", source="web")
    visitor.force_login(User.objects.get(pk=cast.amina.user))
    return visitor


def test_the_customer_asks_answers_and_fetches_the_copy(amina: Client, cast: Cast) -> None:
    assert "Ask for what we hold about you" in amina.get("/account/data/").content.decode()
    assert amina.post("/account/data/ask/", {"kind": ""}).status_code == 400
    sent = {"kind": "access", "words": "Everything", "key": "one"}
    answer = amina.post("/account/data/ask/", sent)
    assert amina.post("/account/data/ask/", sent)["Location"] == answer["Location"]
    case = RightsCase.objects.get(council_id=cast.amina.council)
    assert answer["Location"] == f"/account/data/{case.pk}/"
    assert "We answer by" in amina.get(answer["Location"]).content.decode()
    actions.ask_customer(cast.cora, case=case.pk, words="Which years?")
    assert "Which years?" in amina.get(answer["Location"]).content.decode()
    assert amina.post(answer["Location"], {"do": "answer", "words": ""}).status_code == 400
    assert amina.post(answer["Location"], {"do": "answer", "words": "All"}).status_code == 302
    actions.collect_copy(cast.cora, case=case.pk)
    jobs.do_all()
    assert amina.get(f"/account/data/{case.pk}/page/").status_code == 404
    actions.release_copy(cast.cora, case=case.pk)
    page = amina.get(f"/account/data/{case.pk}/page/")
    assert "attachment" in page["Content-Disposition"] and "no-store" in page["Cache-Control"]
    assert "Amina Testwood" in page.content.decode()
    assert amina.get(f"/account/data/{case.pk}/data/").json()["reference"]
    assert f"/account/data/{case.pk}/page/" in amina.get(answer["Location"]).content.decode()


def test_the_same_asked_again_is_asked_once_until_it_is_answered(amina: Client, cast: Cast) -> None:
    """The back button, and the button once more: a page with a key of its own."""

    def asked(words: str, key: str) -> str:
        return amina.post("/account/data/ask/", {"kind": "access", "words": words, "key": key})["Location"]

    first = asked("Everything", "one")
    assert asked("Everything ", "two") == first
    other = asked("My letters", "three")
    assert other != first
    amina.post(first, {"do": "withdraw"})
    assert asked("Everything", "four") not in (first, other)


def test_somebody_else_finds_no_such_page(amina: Client, cast: Cast) -> None:
    amina.post("/account/data/ask/", {"kind": "access"})
    case = RightsCase.objects.get(council_id=cast.amina.council)
    people.own_record(cast.bill, name="Bill Sample", source="web")
    bill = Client(HTTP_HOST="demo.example.org")
    bill.force_login(User.objects.get(pk=cast.bill.user))
    for address in ("", "page/", "data/"):
        assert bill.get(f"/account/data/{case.pk}/{address}").status_code == 404
    assert bill.post(f"/account/data/{case.pk}/", {"do": "withdraw"}).status_code == 404
    assert "What you asked" not in bill.get("/account/data/").content.decode()


def test_no_longer_wanted(amina: Client, cast: Cast) -> None:
    amina.post("/account/data/ask/", {"kind": "erasure", "words": "All of it"})
    case = RightsCase.objects.get(council_id=cast.amina.council)
    amina.post(f"/account/data/{case.pk}/", {"do": "withdraw"})
    case.refresh_from_db()
    assert case.outcome == "withdrawn"
    assert "No longer wanted" in amina.get("/account/data/").content.decode()


def test_a_sign_in_without_a_record_is_told_so(visitor: Client, cast: Cast) -> None:
    visitor.force_login(User.objects.get(pk=cast.bill.user))
    assert "nothing under your sign-in yet" in visitor.get("/account/data/").content.decode()
    for page in ("data/ask", "data/choices", "data/kind", "data/looked", "choices"):
        assert visitor.get(f"/account/{page}/")["Location"] == "/account/data/"


def test_choices_are_ticked_and_unticked(amina: Client, cast: Cast) -> None:
    page = "/account/data/choices/"
    assert "changes of bin days" in amina.get(page).content.decode()
    amina.post(page, {"news.email": "yes"})
    told = amina.get(page).content.decode()
    assert told.count(" checked") == 1 and "You agreed on" in told
    amina.post(page, {})
    assert " checked" not in amina.get(page).content.decode()
    stale = amina.post(page, {"news.email": "yes", "wording.news": "0"}, follow=True).content.decode()
    assert "The words have changed" in stale and " checked" not in stale


def test_who_looked_is_shown_without_names(amina: Client, cast: Cast) -> None:
    assert "Nobody has looked" in amina.get("/account/data/looked/").content.decode()
    record = people_queries.person_of(cast.amina.council, cast.amina.user or 0)
    people_queries.person(cast.dee, record or 0)
    page = amina.get("/account/data/looked/").content.decode()
    assert "Adviser, Customer services" in page and "customer page" in page and "Dee" not in page


@pytest.mark.shows("B10")
def test_the_customer_sees_what_kind_they_are_counted_as_and_why_and_can_leave(amina: Client, cast: Cast) -> None:
    council, at = cast.amina.council, clock.now()
    person = people_queries.person_of(council, cast.amina.user or 0)
    contacts.record_whole(cast.system, contact=ContactIn("phone", at, person, ended_at=at))
    segments.count_all(council)
    assert "What kind of customer we count you as" in amina.get("/account/data/").content.decode()
    page = amina.get("/account/data/kind/").content.decode()
    assert "Casual interaction" in page and "1 contact on 1 channel in the last 12 months." in page
    assert "It never decides what you may have" in page
    amina.post("/account/data/kind/", {"do": "leave"})
    page = amina.get("/account/data/kind/").content.decode()
    assert "because you asked us not to" in page and "1 contact on 1 channel" not in page
    amina.post("/account/data/kind/", {"do": "back"})
    segments.count_all(council)
    assert "1 contact on 1 channel" in amina.get("/account/data/kind/").content.decode()


@pytest.mark.shows("B10", "B11")
@pytest.mark.parametrize("kind", ["objection", "restriction"])
def test_whoever_objects_or_asks_for_restriction_is_counted_no_more(amina: Client, cast: Cast, kind: str) -> None:
    segments.count_all(cast.amina.council)
    assert "Since when" in amina.get("/account/data/kind/").content.decode()
    amina.post("/account/data/ask/", {"kind": kind, "words": "Stop this", "key": "one"})
    assert "because you asked us not to" in amina.get("/account/data/kind/").content.decode()
    segments.count_all(cast.amina.council)
    page = amina.get("/account/data/kind/").content.decode()
    assert "Since when" not in page and "after we agreed to it" in page and "Count me again" not in page
    amina.post("/account/data/kind/", {"do": "back"})  # a page that was open before
    page = amina.get("/account/data/kind/").content.decode()
    assert "You are still not counted" in page and "after we agreed to it" in page
