"""The account itself: what needs you, your details, the record that was yours before, the second step."""

from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from frontdesk.sites.account.tests.conftest import PASSWORD
from frontdesk.sites.account.tests.test_acting import browser
from tests.support.cast import Cast

OUTSIDE = ("sign-in/", "sign-in/code/", "register/", "recover/", "recover/done/", "closed/")
INSIDE = (
    "", "details/", "details/change/", "help/", "email/", "password/", "second-step/", "second-step/app/", "passkeys/",
    "passkeys/add/", "sign-out/",
)  # fmt: skip


def proved(cast: Cast, name: str, email: str) -> int:
    """A report without an account whose email was proved by its link."""
    person = people.create_person(cast.nobody, name=name, email=email, source="web")
    people.prove_contact_point(cast.nobody, point=queries.person(cast.system, person).points[0].id)
    return person


@pytest.mark.parametrize("page", OUTSIDE)
def test_pages_before_signing_in_open(visitor: Client, page: str):
    answer = visitor.get(f"/account/{page}")
    assert answer.status_code == 200
    assert b"<h1" in answer.content and b"style=" not in answer.content


@pytest.mark.parametrize("page", INSIDE)
def test_pages_inside_open_for_those_signed_in_and_send_others_to_sign_in(inside: Client, page: str):
    inside.post("/account/again/", {"password": PASSWORD})
    answer = inside.get(f"/account/{page}")
    assert answer.status_code == 200
    assert b"<h1" in answer.content and b"Sign out" in answer.content and b"style=" not in answer.content
    outside = Client(HTTP_HOST="demo.example.org").get(f"/account/{page}")
    assert outside["Location"].startswith("/account/sign-in/") or page == "sign-out/"


@pytest.mark.shows("B1")
def test_a_report_proved_by_the_same_email_is_offered_and_taken(inside: Client, cast: Cast, nora: int):
    person = proved(cast, "Nora Field", "nora@example.org")
    assert "Is this you? Nora Field" in inside.get("/account/").content.decode()
    assert "Nora Field" in inside.get(f"/account/is-this-you/{person}/").content.decode()
    assert queries.person_of(cast.dee.council, nora) is None
    inside.post(f"/account/is-this-you/{person}/")
    assert queries.person_of(cast.dee.council, nora) == person
    assert "Thank you" in inside.get("/account/").content.decode()


def test_somebody_elses_record_is_not_there(inside: Client, cast: Cast, nora: int):
    person = proved(cast, "Bill Marsh", "bill@example.org")
    for answer in (inside.get(f"/account/is-this-you/{person}/"), inside.post(f"/account/is-this-you/{person}/")):
        assert answer.status_code == 404
    assert queries.person_of(cast.dee.council, nora) is None


def test_the_date_of_birth_is_asked_for_an_account_that_staff_opened(inside: Client, cast: Cast, nora: int):
    person = people.create_person(cast.dee, name="Nora Field", date_of_birth=date(1950, 2, 1), source="phone")
    people.open_account(cast.dee, person=person, email="nora@example.org")
    page = f"/account/is-this-you/{person}/"
    for typed, sentence in (
        ({"day": "", "month": "", "year": ""}, "Enter your date of birth"),
        ({"day": "31", "month": "2", "year": "1950"}, "Enter your date of birth"),
        ({"day": "2", "month": "2", "year": "1950"}, "not the date of birth we have"),
    ):
        answer = inside.post(page, typed)
        assert answer.status_code == 400 and sentence in answer.content.decode()
    assert inside.post(page, {"day": "1", "month": "2", "year": "1950"}).status_code == 302
    assert queries.person_of(cast.dee.council, nora) == person


def test_dates_of_birth_are_not_guessed_for_long(inside: Client, cast: Cast, nora: int):
    person = people.create_person(cast.dee, name="Nora Field", date_of_birth=date(1950, 2, 1), source="phone")
    people.open_account(cast.dee, person=person, email="nora@example.org")
    page = f"/account/is-this-you/{person}/"
    for day in range(2, 9):
        answer = inside.post(page, {"day": str(day), "month": "2", "year": "1950"})
    assert "too many tries" in answer.content.decode()
    inside.post(page, {"day": "1", "month": "2", "year": "1950"})
    assert queries.person_of(cast.dee.council, nora) is None


@pytest.mark.shows("B1")
def test_details_are_changed_and_nothing_typed_is_lost(inside: Client, cast: Cast, nora: int):
    answer = inside.post("/account/details/change/", {"name": "Nora Field", "phone": "12", "channel": "phone"})
    assert "Enter a phone number" in answer.content.decode() and 'value="Nora Field"' in answer.content.decode()
    inside.post("/account/details/change/", {"name": "Nora Field", "phone": "07700 900123", "channel": "phone"})
    inside.post("/account/details/change/", {"name": "Nora Hill", "phone": "01632 960123", "channel": "letter"})
    person = queries.person_of(cast.dee.council, nora)
    assert person is not None
    seen = queries.person(cast.dee, person)
    assert (seen.name, seen.phone, seen.email, seen.preferred_channel) == (
        "Nora Hill", "01632 960123", "nora@example.org", "letter",
    )  # fmt: skip
    page = inside.get("/account/details/").content.decode()
    assert "Nora Hill" in page and "Letter" in page


@pytest.mark.shows("B1")
def test_the_second_step_is_turned_on_and_asked_for(inside: Client, nora: int):
    asked = inside.get("/account/second-step/app/", follow=True)
    assert "Enter your password again" in asked.content.decode()
    inside.post("/account/again/", {"password": PASSWORD})
    inside.get("/account/second-step/app/")
    secret = inside.session["mfa.totp.secret"]
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    answer = inside.post("/account/second-step/app/", {"code": code}, follow=True)
    assert "recovery codes" in answer.content.decode()
    kept = Authenticator.objects.get(user_id=nora, type="totp")
    assert secret not in str(kept.data)
    again = Client(HTTP_HOST="demo.example.org")
    stopped = again.post("/account/sign-in/", {"login": "nora@example.org", "password": PASSWORD})
    assert stopped["Location"] == "/account/second-step/enter/"
    assert "authenticator app" in again.get("/account/second-step/enter/").content.decode()
    assert again.get("/account/").status_code == 302
    wrong = again.post("/account/second-step/enter/", {"code": "000000"}).content.decode()
    assert "That code is not right" in wrong
    recovery = Authenticator.objects.get(user_id=nora, type="recovery_codes").wrap().get_unused_codes()[0]
    again.post("/account/second-step/enter/", {"code": recovery})
    assert again.get("/account/").status_code == 200


def test_a_new_email_counts_only_after_its_code(inside: Client, cast: Cast, nora: int):
    from frontdesk.domains.access import queries as access
    from frontdesk.sites.account.tests.test_signing_in import code_in, last_message

    people.own_record(Actor(cast.dee.council, frozenset({"resident"}), nora), name="Nora Field", source="web")
    inside.post("/account/email/", {"email": "nora.field@example.org", "action_add": "1"})
    assert access.sign_in(nora).email == "nora@example.org"
    inside.post("/account/register/code/", {"code": code_in(last_message("nora.field@example.org"))})
    assert access.sign_in(nora).email == "nora.field@example.org"
    person = queries.person_of(cast.dee.council, nora)
    assert queries.card(cast.dee.council, person or 0).email == "nora.field@example.org"


def test_an_address_without_a_council_has_no_account(cast: Cast, settings):
    settings.DEFAULT_COUNCIL = ""
    assert Client(HTTP_HOST="unknown.example.org").get("/account/sign-in/").status_code == 404


@pytest.mark.shows("B8")
def test_the_account_of_somebody_who_has_died_says_that_it_is_closed(cast: Cast):
    hers, ruth = browser(cast, "ruth@example.org", "Ruth Bridges")
    people.record_death(cast.dee, person=ruth.person or 0, died_on=clock.today(), evidence="certificate", words="Seen")
    for page in ("/account/", "/account/details/", "/account/messages/"):
        answer = hers.get(page)
        assert answer.status_code == 403 and "so it is closed" in answer.content.decode()
    people.end_death(cast.sam, person=ruth.person or 0, why="Another Ruth Bridges")
    assert hers.get("/account/").status_code == 200
