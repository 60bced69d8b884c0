"""Journey 2: the housing register begun on a phone, saved, gone on with on another device, and finished."""

import re
from collections.abc import Callable

import pytest

from tests.journeys.conftest import PHONE
from tests.support.town import Town
from tests.support.walk import Walk, photo

pytestmark = [pytest.mark.browser, pytest.mark.committed]


@pytest.mark.shows("A2", "A7", "A12")
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
    desktop.picture("check-answers")
    desktop.press("Send")
    desktop.is_at("We have your application")
    reference = desktop.page.locator(".fd-reference").inner_text()
    town.work()
    assert reference in town.mail_to(email)[-1].subject


def begin(walk: Walk) -> None:
    """The first pages, on the phone."""
    walk.go("/search/?q=council+house")
    walk.follow("Join the housing register")
    walk.press("Start now")
    walk.choose("Yes")
    walk.press("Continue")
    walk.fill("First name", "Bill")
    walk.fill("Last name", "Larkspur")
    walk.page.locator('[name="born-day"]').fill("31")
    walk.page.locator('[name="born-month"]').fill("3")
    walk.page.locator('[name="born-year"]').fill("1990")
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
    walk.fill("Email address (optional)", email)
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
    for part, value in (("day", "2"), ("month", "5"), ("year", "2016")):
        walk.page.locator(f'[name="household-1-person-born-{part}"]').fill(value)
    walk.choose("My child, or my partner's")
    walk.press("Continue")
    walk.reads("Robin Larkspur")
    walk.choose("No")
    walk.press("Continue")
