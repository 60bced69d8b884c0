"""Customers and contacts at the desk."""

from urllib.parse import unquote

import pytest
from django.urls import reverse

from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries as people_queries
from frontdesk.kernel import access_log
from frontdesk.sites.desk import urls
from frontdesk.sites.desk.tests.conftest import SignIn
from tests.support.cast import Cast


@pytest.fixture
def amina(cast: Cast) -> int:
    """A customer with a record, known by name, address and phone."""
    return people.create_person(
        cast.dee, name="Amina Testwood", source="desk", phone="07700 900123", address="12 Mill Lane, ZY1 1AB"
    )


def test_it_shuts_every_address_by_a_gate() -> None:
    assert [each.name for each in urls.urlpatterns if not hasattr(each.callback, "roles")] == []


def test_it_sends_nobody_to_sign_in_and_shows_customers_nothing(cast: Cast, sign_in: SignIn) -> None:
    asked = sign_in(cast.nobody).get("/desk/")
    assert asked.status_code == 302
    assert asked["Location"] == "/account/sign-in/?next=/desk/"
    assert sign_in(cast.amina).get("/desk/").status_code == 404
    assert sign_in(cast.des).get("/desk/search/").status_code == 403


@pytest.mark.shows("B2")
def test_it_finds_a_customer_while_somebody_types(cast: Cast, sign_in: SignIn, amina: int) -> None:
    found = sign_in(cast.dee).post("/desk/search/", {"q": "testwood", "fragment": "1"}).content.decode()
    assert f"/desk/customers/{amina}/" in found
    assert "Mill Lane" in found
    assert "<html" not in found


@pytest.mark.shows("B2")
def test_it_shows_a_customer_and_writes_down_the_look(cast: Cast, sign_in: SignIn, amina: int) -> None:
    people.record_need(cast.dee, person=amina, need="slow-speech", instruction="Speak slowly, has a carer: Ruth")
    page = sign_in(cast.dee).get(f"/desk/customers/{amina}/").content.decode()
    assert "Speak slowly, has a carer: Ruth" in page
    assert "Record made" in page
    assert cast.dee.user in {look.user for look in access_log.looks_at(cast.dee.council, [amina])}


def test_it_does_not_know_another_councils_customer(cast: Cast, sign_in: SignIn, amina: int) -> None:
    lena = sign_in(cast.lena, "littlewick.example.org")
    for name in ("customer", "details", "needs", "need", "exception", "account"):
        assert lena.get(reverse(f"site_desk:{name}", kwargs={"person": amina})).status_code == 404, name


@pytest.mark.shows("C10")
def test_it_keeps_the_contact_in_hand_on_every_page_until_it_is_wrapped_up(
    cast: Cast, sign_in: SignIn, amina: int
) -> None:
    dee = sign_in(cast.dee)
    dee.post("/desk/contacts/open/", {"channel": "phone"})
    hand = contacts.in_hand(cast.dee)
    assert hand is not None
    dee.post(f"/desk/contacts/{hand.id}/who/", {"person": amina})
    assert "Amina Testwood" in dee.get("/desk/services/").content.decode()
    wrap = f"/desk/contacts/{hand.id}/wrap-up/"
    assert "Choose how it ended." in dee.post(wrap, {"reason": "progress"}).content.decode()
    assert contacts.in_hand(cast.dee) is not None
    dee.post(wrap, {"reason": "progress", "outcome-new": "progress-told", "demand-new": "failure",
                    "failure-new": "chasing", "offered-new": "declined", "declined-new": "credit"})  # fmt: skip
    assert contacts.in_hand(cast.dee) is None
    done = contacts.contact(cast.dee, hand.id)
    assert done is not None and done.person == amina
    assert [(m.ended.outcome, m.ended.demand_reason, m.ended.declined_why) for m in done.matters] == [
        ("progress-told", "chasing", "credit")
    ]


@pytest.mark.shows("C17")
def test_it_records_an_officers_own_contact_in_one_press(cast: Cast, sign_in: SignIn, amina: int) -> None:
    oli = sign_in(cast.oli)
    oli.post("/desk/contacts/record/", {"channel": "phone", "person": amina, "outcome": "answered"})
    (made,) = contacts.contacts_of(cast.oli.council, [amina])
    assert (made.channel, made.handler, made.matters[0].ended.outcome) == ("phone", cast.oli.user, "answered")


def test_it_changes_a_record_and_opens_an_account(cast: Cast, sign_in: SignIn, amina: int) -> None:
    dee = sign_in(cast.dee)
    born = {"born-day": "1", "born-month": "2", "born-year": "1980"}
    dee.post(f"/desk/customers/{amina}/details/", {"name": "Amina Newname", "email": "amina@example.org", **born})
    opening = {"email": "amina2@example.org", "checked": "known"}
    dee.post(f"/desk/customers/{amina}/account/opening/", opening)
    assert "Sent to a•••2@example.org" in dee.get(f"/desk/customers/{amina}/account/").content.decode()
    found = people_queries.person(cast.dee, amina)
    assert found.name == "Amina Newname"
    assert {"amina@example.org", "amina2@example.org"} <= {point.value for point in found.points}


def test_it_makes_a_record_for_the_caller_in_hand(cast: Cast, sign_in: SignIn) -> None:
    dee = sign_in(cast.dee)
    dee.post("/desk/contacts/open/", {"channel": "visit"})
    dee.post("/desk/customers/new/", {"name": "Bill Testwood"})
    hand = contacts.in_hand(cast.dee)
    assert hand is not None and hand.person is not None


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example", "/\\evil.example", "https://evil.example/", "/%09/evil.example"]
)
def test_a_new_record_leads_to_no_other_site(cast: Cast, sign_in: SignIn, elsewhere: str) -> None:
    made = sign_in(cast.dee).post("/desk/customers/new/", {"name": "Bill Testwood", "then": unquote(elsewhere)})
    assert made["Location"].startswith("/desk/customers/")


def test_it_says_what_to_do_about_a_wrong_date_of_birth(cast: Cast, sign_in: SignIn) -> None:
    typed = {"name": "Bill Testwood", "born-day": "31", "born-month": "2", "born-year": "1980"}
    assert "like 27 3 1980" in sign_in(cast.dee).post("/desk/customers/new/", typed).content.decode()
