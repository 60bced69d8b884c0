"""Journey 2: the housing register begun on a phone, saved, gone on with on another device, and finished."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from tests.journeys.conftest import PHONE
from tests.support.town import Mail, Town
from tests.support.walk import Walk, photo

pytestmark = [pytest.mark.browser, pytest.mark.committed]
BORN = date(1990, 3, 31)


@pytest.mark.shows("A6", "A7", "A12", "B1")
def test_it_takes_an_application_from_a_phone_to_another_device_and_to_its_end(
    town: Town, someone: Callable[..., Walk], scripts: bool
):
    email = f"bill.{'on' if scripts else 'off'}@example.org"
    phone = someone(PHONE)
    begin(phone)
    phone.press("Save and come back later")
    phone.fill("Email address", email)
    phone.press("Save and send the link")
    phone.is_at("Your answers are saved")
    town.work()
    desktop = someone()
    come_back(desktop, town, email)
    go_on(desktop, email)
    desktop.is_at("Check your answers")
    desktop.reads("Bill Larkspur")
    desktop.reads("Robin Larkspur")
    desktop.press("Send")
    desktop.is_at("We have your application")
    reference = desktop.page.locator(".fd-reference").inner_text()
    town.work()
    receipt = town.mail_to(email)[-1]
    assert reference in receipt.subject
    account(desktop, town, receipt, email)
    desktop.reads(reference)


def account(walk: Walk, town: Town, receipt: Mail, email: str) -> None:
    """The code that opened the saved form proved the address already: an account takes the application in."""
    assert "/prove/" not in receipt.words
    walk.go("/account/")
    walk.is_at("Sign in")
    walk.follow("Create an account")
    walk.fill("Email address", email)
    walk.press("Continue")
    town.work()
    walk.fill("Code", town.mail_to(email)[-1].code)
    walk.press("Continue")
    walk.is_at("Your account")
    walk.follow("Is this you? Bill Larkspur")
    walk.fill_date(BORN)
    walk.press("Yes, this is me")
    walk.is_at("Your account")


def begin(walk: Walk) -> None:
    """The first pages, on the phone."""
    walk.go("/search/?q=council+house")
    walk.follow("Join the housing register")
    walk.press("Start now")
    walk.choose("Yes")
    walk.press("Continue")
    walk.fill("First name", "Bill")
    walk.fill("Last name", "Larkspur")
    walk.fill_date(BORN, "born")
    walk.press("Continue")
    walk.choose("I have lived here for the last two years")
    walk.press("Continue")
    walk.choose("I rent from a private landlord")


def come_back(walk: Walk, town: Town, email: str) -> None:
    """By the link in the mail, and the code that the page's button sends."""
    walk.go(town.mail_to(email)[-1].link("/resume/"))
    walk.is_at("Go on with your form")
    walk.press("Send me the code")
    town.work()
    walk.fill("Code", town.mail_to(email)[-1].code)
    walk.press("Continue")


def go_on(walk: Walk, email: str) -> None:
    """The rest of the form, on the other device, from where the phone stopped."""
    walk.fill("Postcode", "ZY1 1AA")
    walk.press("Continue")
    walk.choose_address("5 ")
    walk.press("Continue")
    walk.fill(re.compile("How many bedrooms"), "1")
    walk.press("Continue")
    walk.choose("Yes")
    walk.press("Continue")
    add_child(walk)
    walk.fill(re.compile("How much comes in each month"), "1,250")
    walk.fill(re.compile("How much have you got in savings"), "500")
    walk.press("Continue")
    walk.choose("No")
    walk.press("Continue")
    walk.choose("It is damp, cold or dangerous")
    walk.press("Continue")
    walk.choose("Anywhere")
    walk.press("Continue")
    walk.choose("None of these")
    walk.press("Continue")
    walk.attach("proof", "letter.jpg", photo(), "image/jpeg")
    walk.press("Continue")
    walk.has("Email address (optional)", email)
    walk.fill("Phone number", "07700 900142")
    walk.press("Continue")
    walk.choose(re.compile("My answers are true"))
    walk.press("Continue")


def add_child(walk: Walk) -> None:
    """One entry of the repeating group, and no more."""
    walk.choose("Yes")
    walk.press("Continue")
    walk.fill("First name", "Robin")
    walk.fill("Last name", "Larkspur")
    walk.fill_date(date(2016, 5, 2), "household-1-person-born")
    walk.choose("My child, or my partner's")
    walk.press("Continue")
    walk.reads("Robin Larkspur")
    walk.choose("No")
    walk.press("Continue")
