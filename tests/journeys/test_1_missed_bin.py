"""Journey 1: a resident without an account reports a missed bin, follows it, and disputes the closing."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from frontdesk.kernel import clock
from frontdesk.kernel.holidays import ENGLAND_AND_WALES, is_bank_holiday
from tests.support.browser import NARROW
from tests.support.town import Mail, Town
from tests.support.walk import Walk, photo

pytestmark = [pytest.mark.browser, pytest.mark.committed]


@pytest.mark.shows("A1", "A12", "F9")
def test_it_takes_a_resident_from_a_missed_bin_to_a_disputed_closing(
    town: Town, someone: Callable[..., Walk], scripts: bool
):
    amina = someone()
    email = f"amina.{'on' if scripts else 'off'}@example.org"
    reference = report(amina, email, bin="Rubbish" if scripts else "Food waste")
    town.work()
    (receipt,) = town.mail_to(email)
    assert reference in receipt.subject
    amina.go(receipt.link("/follow/"))
    amina.is_at("Report a missed bin")
    amina.reads(reference)
    amina.reads("That is by")  # the promise runs from the sending, though nobody has proved the address
    prove(amina, receipt)
    oli = someone()
    close(oli, reference)
    town.work()
    done = town.mail_to(email)[-1]
    assert done.subject == f"Your missed bin: {reference}" and "We came back and emptied your bin." in done.words
    amina.go(done.link("/follow/"))
    amina.reads("Bin emptied")
    amina.fill("It is not done, or not right", "It is still full.")
    amina.press("Send it back to us")
    amina.reads("It is still full.")
    sees_dispute(oli, reference)


def close(walk: Walk, reference: str) -> None:
    """An officer finds the report by its reference and closes it, with words of their own."""
    walk.signs_in("officer")
    walk.searches(reference)
    walk.press("Reply and close")
    walk.choose("Bin emptied")
    walk.fill("Your words to the customer, after those", "Sorry that we drove past.")
    walk.press("Send and close")
    walk.reads("Closed. The customer is told.")


def sees_dispute(walk: Walk, reference: str) -> None:
    """It is back on the officer's list, says that the customer does not agree, and is open."""
    walk.go("/desk/mine/?show=disputed")
    walk.open_request(reference)
    walk.reads("not done, says the customer")
    walk.reads("It is still full.")
    walk.has_button("Reply and close")


def prove(walk: Walk, receipt: Mail) -> None:
    """Opening the link proves nothing, the button does: programs that look for bad links open them too."""
    walk.go(receipt.link("/prove/"))
    walk.is_at("Confirm your email address")
    walk.press("This is my address")
    walk.is_at("Your email address is confirmed")


def report(walk: Walk, email: str, *, bin: str) -> str:
    """From the home page to the receipt; the reference."""
    walk.go("/")
    walk.picture("home")
    walk.follow(re.compile("^Report"))
    walk.follow("Report a missed bin")
    walk.press("Start now")
    answer_about_bin(walk, email, bin=bin)
    walk.is_at("We have your report")
    return walk.page.locator(".fd-reference").inner_text()


def answer_about_bin(walk: Walk, email: str, *, bin: str, house: str = "3 ") -> None:
    """All the questions, and send: the same for a resident and for an adviser."""
    walk.fill("Postcode", "ZY1 1AA")
    walk.press("Continue")
    walk.choose_address(house)
    walk.press("Continue")
    walk.choose(bin)
    walk.picture("question", NARROW)
    walk.press("Continue")
    walk.fill_date(last_working_day(), "missed-on")
    walk.press("Continue")
    walk.choose("Yes")
    walk.press("Continue")
    walk.fill("Where is the bin kept?", "Behind the side gate")
    walk.press("Continue")
    walk.attach("photo", "bin.jpg", photo(), "image/jpeg")
    walk.press("Upload")
    walk.reads("bin.jpg")
    walk.press("Continue")
    walk.fill("Email address (optional)", email)
    walk.press("Continue")
    walk.is_at(re.compile("Check (your|the) answers"))
    walk.reads("Behind the side gate")
    walk.press("Send")


def last_working_day() -> date:
    """The latest day on which a lorry was out, before today."""
    day = clock.today() - timedelta(days=1)
    while day.weekday() > 4 or is_bank_holiday(day, ENGLAND_AND_WALES):
        day -= timedelta(days=1)
    return day
