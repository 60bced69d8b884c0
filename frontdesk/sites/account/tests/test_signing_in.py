"""Signing in, registering and recovering, as the pages do it."""

import re
from datetime import date

import pytest
from django.test import Client

from frontdesk.domains.access import actions as access
from frontdesk.domains.notifications.models import Message
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries
from frontdesk.kernel import tenancy
from frontdesk.sites.account.tests.conftest import PASSWORD
from tests.support.cast import Cast


def last_message(to: str) -> Message:
    """The newest message to this address."""
    return Message.objects.filter(address=to).latest("id")


def code_in(message: Message) -> str:
    """The code that a message carries."""
    found = re.search(r"\b(\d{6})\b", message.body)
    assert found is not None, message.body
    return found[1]


def signed_in(visitor: Client) -> bool:
    """Whether the browser is let into the account."""
    return visitor.get("/account/").status_code == 200


@pytest.mark.shows("B1")
def test_it_lets_in_by_password(visitor: Client, nora: int):
    answer = visitor.post("/account/sign-in/", {"login": "Nora@example.org", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/account/")
    assert signed_in(visitor)


def test_a_wrong_password_and_an_unknown_email_get_the_same_sentence(visitor: Client, nora: int):
    for email in ("nora@example.org", "nobody@example.org"):
        answer = visitor.post("/account/sign-in/", {"login": email, "password": "wrong"})
        page = answer.content.decode()
        assert "The email address or password is not right" in page
        assert f'value="{email}"' in page  # nothing typed is lost


def test_empty_boxes_get_sentences_that_say_what_to_do(visitor: Client):
    page = visitor.post("/account/sign-in/", {"login": "", "password": ""}).content.decode()
    assert "Enter your email address" in page and "Enter your password" in page
    page = visitor.post("/account/sign-in/", {"login": "nora", "password": "x"}).content.decode()
    assert "like name@example.com" in page


@pytest.mark.shows("B1")
def test_it_lets_in_by_an_emailed_code(visitor: Client, nora: int):
    answer = visitor.post("/account/sign-in/code/", {"email": "nora@example.org"}, follow=True)
    assert "nora@example.org" in answer.content.decode()
    message = last_message("nora@example.org")
    assert message.subject == "Your code to sign in" and "15 minutes" in message.body
    wrong = visitor.post("/account/sign-in/code/enter/", {"code": "000000"})
    assert "That is not the code we sent" in wrong.content.decode()
    visitor.post("/account/sign-in/code/enter/", {"code": code_in(message)})
    assert signed_in(visitor)


def test_a_code_for_an_unknown_email_looks_the_same_and_says_so_by_mail_only(visitor: Client, nora: int):
    known = visitor.post("/account/sign-in/code/", {"email": "nora@example.org"})
    unknown = Client(HTTP_HOST="demo.example.org").post("/account/sign-in/code/", {"email": "none@example.org"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert "no account" in last_message("none@example.org").subject


@pytest.mark.shows("B1")
def test_it_registers_by_email_and_code_without_a_password(visitor: Client):
    visitor.post("/account/register/", {"email": "new@example.org", "password1": ""})
    assert not signed_in(visitor)
    visitor.post("/account/register/code/", {"code": code_in(last_message("new@example.org"))})
    assert signed_in(visitor)


@pytest.mark.shows("B1")
def test_a_password_typed_by_a_stranger_is_forgotten_when_the_owner_proves_the_address(visitor: Client):
    stranger = Client(HTTP_HOST="demo.example.org")
    stranger.post("/account/register/", {"email": "new@example.org", "password1": PASSWORD})
    visitor.post("/account/sign-in/code/", {"email": "new@example.org"})
    visitor.post("/account/sign-in/code/enter/", {"code": code_in(last_message("new@example.org"))})
    assert signed_in(visitor)
    stranger.post("/account/sign-in/", {"login": "new@example.org", "password": PASSWORD})
    assert not signed_in(stranger)


def test_a_password_stays_with_whoever_registered_and_entered_the_code(visitor: Client):
    visitor.post("/account/register/", {"email": "new@example.org", "password1": PASSWORD})
    visitor.post("/account/register/code/", {"code": code_in(last_message("new@example.org"))})
    other = Client(HTTP_HOST="demo.example.org")
    other.post("/account/sign-in/", {"login": "new@example.org", "password": PASSWORD})
    assert signed_in(other)


def test_registering_a_taken_email_looks_like_a_new_one(visitor: Client, nora: int):
    taken = visitor.post("/account/register/", {"email": "nora@example.org", "password1": PASSWORD})
    fresh = Client(HTTP_HOST="demo.example.org").post(
        "/account/register/", {"email": "new@example.org", "password1": PASSWORD}
    )
    assert (taken.status_code, taken["Location"]) == (fresh.status_code, fresh["Location"])
    assert last_message("nora@example.org").subject == "You already have an account"


def test_a_short_password_gets_a_sentence(visitor: Client):
    page = visitor.post("/account/register/", {"email": "new@example.org", "password1": "short"}).content.decode()
    assert "at least 10 characters" in page.lower()


@pytest.mark.shows("B1")
def test_it_recovers_by_code(visitor: Client, nora: int):
    visitor.post("/account/recover/", {"email": "nora@example.org"})
    visitor.post("/account/recover/code/", {"code": code_in(last_message("nora@example.org"))})
    visitor.post("/account/recover/password/", {"password1": "another three words"})
    visitor.post("/account/sign-in/", {"login": "nora@example.org", "password": "another three words"})
    assert signed_in(visitor)


def test_opening_a_page_signs_nobody_out(visitor: Client, nora: int):
    visitor.force_login(_user(nora))
    assert visitor.get("/account/sign-out/").status_code == 200
    assert signed_in(visitor)
    assert visitor.post("/account/sign-out/")["Location"] == "/"
    assert not signed_in(visitor)


def test_staff_go_to_the_desk(visitor: Client, cast: Cast):
    access.open_sign_in(email="dee@council.example", verified=True)
    visitor.post("/account/sign-in/code/", {"email": "dee@council.example"})
    code = code_in(last_message("dee@council.example"))
    assert visitor.post("/account/sign-in/code/enter/", {"code": code})["Location"] == "/desk/"


@pytest.mark.shows("B5")
def test_an_account_that_staff_opened_is_entered_by_code_and_confirmed(visitor: Client, cast: Cast):
    person = people.create_person(cast.dee, name="Nell Field", date_of_birth=date(1950, 2, 1), source="phone")
    people.open_account(cast.dee, person=person, email="nell@example.org")
    visitor.post("/account/sign-in/code/", {"email": "nell@example.org"})
    visitor.post("/account/sign-in/code/enter/", {"code": code_in(last_message("nell@example.org"))})
    assert "Nell Field" in visitor.get("/account/").content.decode()
    page = f"/account/is-this-you/{person}/"
    visitor.get(page)
    assert not queries.person(cast.dee, person).has_account
    assert visitor.post(page, {"day": "1", "month": "2", "year": "1950"})["Location"] == "/account/"
    assert queries.person(cast.dee, person).has_account


def test_demo_sign_ins_open_nothing_outside_the_demo(visitor: Client, settings):
    access.open_sign_in(email="adviser@demo.example", password="demo-frontdesk", verified=True)
    settings.DEMO = False
    visitor.post("/account/sign-in/", {"login": "adviser@demo.example", "password": "demo-frontdesk"})
    assert not signed_in(visitor)


def test_behind_a_proxy_tries_are_counted_by_visitor(visitor: Client, nora: int, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    def sign_in(address: str, email: str):
        typed = {"login": email, "password": PASSWORD}
        # The first name is what the visitor claims, the last what our proxy saw.
        seen = {"HTTP_X_FORWARDED_FOR": f"192.0.2.1, {address}", "HTTP_X_FORWARDED_PROTO": "https"}
        return visitor.post("/account/sign-in/", typed, **seen)

    for number in range(12):
        refused = sign_in("198.51.100.7", f"guess{number}@example.org")
    assert "too many tries" in refused.content.decode().lower()
    sign_in("198.51.100.8", "nora@example.org")
    assert signed_in(visitor)


def test_too_many_tries_get_a_page_that_says_so(visitor: Client, nora: int):
    for _ in range(12):
        answer = visitor.post("/account/sign-in/", {"login": "nora@example.org", "password": "wrong"})
    assert "too many tries" in answer.content.decode().lower()


def test_the_other_council_has_its_own_door(visitor: Client, nora: int, cast: Cast):
    other = Client(HTTP_HOST="littlewick.example.org")
    page = other.get("/account/sign-in/")
    assert "Littlewick" in page.content.decode()
    other.post("/account/sign-in/code/", {"email": "nora@example.org"})
    with tenancy.acting_for(cast.lena.council):
        assert last_message("nora@example.org").council_id == cast.lena.council


def test_pages_by_prefix_keep_the_prefix(visitor: Client, nora: int):
    answer = visitor.post("/c/littlewick/account/sign-in/", {"login": "nora@example.org", "password": PASSWORD})
    assert answer["Location"] == "/c/littlewick/account/"


def _user(user: int):
    from frontdesk.domains.access.models import User

    return User.objects.get(pk=user)
