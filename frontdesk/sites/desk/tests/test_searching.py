"""Searching: what was typed stays out of addresses, and back, refresh and the contact in hand still work."""

from datetime import date, timedelta

import pytest

from frontdesk.domains.cards.tests.stories import Cards
from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.payments import actions as payments
from frontdesk.domains.people import actions as people
from frontdesk.domains.requests.models import Request
from frontdesk.domains.requests.tests.conftest import NOW
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.kernel import clock
from frontdesk.kernel.references import check_character, show_reference
from frontdesk.sites.desk.searching import KEPT, MOST
from frontdesk.sites.desk.tests.conftest import SignIn
from tests.support.cast import Cast


@pytest.fixture
def amina(cast: Cast) -> int:
    """A customer with a record."""
    return people.create_person(cast.dee, name="Amina Testwood", source="desk", address="12 Mill Lane, ZY1 1AB")


@pytest.mark.shows("B2")
def test_it_leads_to_results_that_can_be_read_again(cast: Cast, sign_in: SignIn, amina: int) -> None:
    dee = sign_in(cast.dee)
    sent = dee.post("/desk/search/", {"q": "testwood"})
    assert sent.status_code == 302 and "testwood" not in sent["Location"]
    for _ in range(2):
        page = dee.get(sent["Location"]).content.decode()
        assert f"/desk/customers/{amina}/" in page and 'value="testwood"' in page


@pytest.mark.shows("B2")
def test_the_number_on_a_bill_or_a_card_finds_whose_it_is(cast: Cast, sign_in: SignIn) -> None:
    """For those who may know: who greets at the door sees no accounts; a partner sees no names at all."""
    cards = Cards.begin(cast)
    number = show_reference(cards.give().number)
    payments.bring_account(cast.system, person=cards.person, system="council-tax", number="8000 0086", words="Her bill")
    amina = f"/desk/customers/{cards.person}/"
    for who, typed, finds in (
        (cast.dee, "80000086", True), (cast.dee, "8000-0086", True), (cast.dee, number, True), (cast.flo, number, True),
        (cast.dee, "80000087", False), (cast.flo, "80000086", False),
    ):  # fmt: skip
        page = sign_in(who).post("/desk/search/", {"q": typed, "fragment": "1"}).content.decode()
        assert (amina in page) == finds, (who.roles, typed)


def test_it_forgets_a_search_after_an_hour_and_tells_nobody_else(cast: Cast, sign_in: SignIn, amina: int) -> None:
    dee = sign_in(cast.dee)
    with clock.at(NOW):
        results = dee.post("/desk/search/", {"q": "testwood"})["Location"]
        assert sign_in(cast.oli).get(results).status_code == 410
    with clock.at(NOW + timedelta(minutes=40)):
        assert dee.get("/desk/").status_code == 200  # at work all the time: the sign-in does not end
    with clock.at(NOW + timedelta(minutes=80)):
        gone = dee.get(results)
        assert gone.status_code == 410 and "This search has run out" in gone.content.decode()
        dee.post("/desk/search/", {"q": "another"})
        assert "testwood" not in str(dict(dee.session))


def test_it_keeps_no_more_than_the_newest_searches(cast: Cast, sign_in: SignIn) -> None:
    dee = sign_in(cast.dee)
    for number in range(KEPT + 5):
        dee.post("/desk/search/", {"q": f"Name{number}"})
    assert len(dee.session["desk_searches"]) == KEPT


@pytest.mark.shows("C1")
def test_a_key_pressed_in_the_box_is_looked_for_in_nobodys_name(cast: Cast, sign_in: SignIn, amina: int) -> None:
    found = sign_in(cast.dee).post("/desk/search/", {"q": "/testwood", "fragment": "1"}).content.decode()
    assert f"/desk/customers/{amina}/" in found


def test_it_names_a_hit_as_the_one_in_hand_in_one_press(cast: Cast, sign_in: SignIn, amina: int) -> None:
    dee = sign_in(cast.dee)
    dee.post("/desk/contacts/open/", {"channel": "phone"})
    hand = contacts.in_hand(cast.dee)
    assert hand is not None
    for page in (
        dee.post("/desk/search/", {"q": "testwood"}, follow=True),
        dee.post(f"/desk/contacts/{hand.id}/", {"q": "testwood"}, follow=True),
    ):
        text = page.content.decode()
        assert "This is who I am speaking with" in text and f'action="/desk/contacts/{hand.id}/who/"' in text
    dee.post(f"/desk/contacts/{hand.id}/who/", {"person": amina})
    assert "This is who" not in dee.post("/desk/search/", {"q": "testwood"}, follow=True).content.decode()


def test_it_carries_a_name_to_a_new_record_but_no_number(cast: Cast, sign_in: SignIn) -> None:
    dee = sign_in(cast.dee)
    named = dee.post("/desk/search/", {"q": "Nora Newname", "then": "without"})
    assert "Nora" not in named["Location"]
    assert 'value="Nora Newname"' in dee.get(named["Location"]).content.decode()
    numbered = dee.post("/desk/search/", {"q": "07700 900123", "then": "without"}, follow=True).content.decode()
    assert "900123" not in numbered


@pytest.mark.parametrize("typed", ["", " ", "x" * 5000, "'; DROP TABLE people; --", "\x00", "💥", "%_\\"])
def test_it_takes_silly_words(cast: Cast, sign_in: SignIn, typed: str) -> None:
    assert sign_in(cast.dee).post("/desk/search/", {"q": typed}, follow=True).status_code == 200


def test_it_says_that_there_are_more_than_it_shows(cast: Cast, sign_in: SignIn) -> None:
    for number in range(MOST + 1):
        people.create_person(cast.dee, name="Nora Manifold", source="desk", address=f"{number + 1} Mill Lane, ZY1 1AB")
    dee = sign_in(cast.dee)
    page = dee.post("/desk/search/", {"q": "manifold"}, follow=True).content.decode()
    assert f"The first {MOST}. Type more" in page and page.count("fd-hits__link") == MOST


def test_a_date_of_birth_narrows(cast: Cast, sign_in: SignIn) -> None:
    for year in (1948, 1961, 1975):
        people.create_person(cast.dee, name="Bill Marchtest", source="desk", date_of_birth=date(year, 11, 30))
    page = sign_in(cast.dee).post("/desk/search/", {"q": "marchtest 30/11/1948"}, follow=True).content.decode()
    assert page.count("fd-hits__link") == 1 and "1948" in page


def test_half_a_reference_finds_the_request(story: Story, sign_in: SignIn) -> None:
    made = story.report(story.cast.nobody)
    for half in (made.reference[:4], made.reference[:4].lower(), made.reference[:7]):
        page = sign_in(story.cast.dee).post("/desk/search/", {"q": half}, follow=True).content.decode()
        assert made.reference in page and f"/desk/requests/{made.request}/" in page, half
    Request.objects.update(restricted=True)
    page = sign_in(story.cast.dee).post("/desk/search/", {"q": made.reference[:4]}, follow=True).content.decode()
    assert f"/desk/requests/{made.request}/" not in page


def _named(body: str) -> str:
    return body + check_character(body)


# One is looked for; the others begin alike, differ by one letter, or have two letters changed about.
LOOKED_FOR, ALIKE = _named("K7RM3PX"), (_named("K7RM3PY"), _named("K7RN3PX"), _named("K7RMP3X"))


@pytest.mark.shows("B2")
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (LOOKED_FOR, "opened"),
        (f"{LOOKED_FOR[:4]}-{LOOKED_FOR[4:]}".lower(), "opened"),
        (f" {LOOKED_FOR[:4]} {LOOKED_FOR[4:]} ", "opened"),
        (LOOKED_FOR[:4], "listed with 2"),
        (LOOKED_FOR[:7], "listed alone"),
        (f"{LOOKED_FOR[:4].lower()} {LOOKED_FOR[4:6].lower()}", "listed with 1"),
        (f"J{LOOKED_FOR[1:]}", "not there"),
        (f"{LOOKED_FOR[:6]}{LOOKED_FOR[7]}{LOOKED_FOR[6]}", "not there"),
    ],
)
def test_a_reference_finds_its_request_among_those_like_it(
    story: Story, sign_in: SignIn, typed: str, found: str
) -> None:
    made = [story.report(story.cast.nobody, even_if_same=True).request for _ in range(4)]
    for request, reference in zip(made, (LOOKED_FOR, *ALIKE), strict=True):
        Request.objects.filter(pk=request).update(reference=reference)
    answer = sign_in(story.cast.dee).post("/desk/search/", {"q": typed}, follow=True)
    if found == "opened":
        assert answer.redirect_chain[-1][0] == f"/desk/requests/{made[0]}/"
        return
    shown = [request for request in made if f"/desk/requests/{request}/" in answer.content.decode()]
    others = {"listed with 2": 3, "listed with 1": 2, "listed alone": 1, "not there": 0}
    assert len(shown) == others[found] and (made[0] in shown) == (found != "not there")


def test_the_customer_page_names_records_that_may_be_of_the_same_person(story: Story, sign_in: SignIn) -> None:
    first, second = (story.report(story.cast.nobody, even_if_same=True) for _ in range(2))
    other = story.report(story.cast.nobody, even_if_same=True, answers={"name": "Bill Othertest"})
    dee = sign_in(story.cast.dee)
    page = dee.get(f"/desk/customers/{first.person}/").content.decode()
    assert "There may be another record" in page and f"/desk/customers/{second.person}/" in page
    assert f"/desk/customers/{other.person}/" not in page
    assert "There may be another record" not in dee.get(f"/desk/customers/{other.person}/").content.decode()
