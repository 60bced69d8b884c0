"""A letter is written by staff, read by the customer in the account and as a PDF, and posted in large print."""

from collections.abc import Callable
from urllib.request import Request, urlopen

import pytest

from frontdesk.console.sign_ins import PASSWORD
from frontdesk.domains.access import actions as access
from frontdesk.domains.access import queries as sign_ins
from frontdesk.domains.people import actions as people
from tests.support.town import Town
from tests.support.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.committed]


def reader(town: Town, name: str, email: str) -> int:
    """Ines has an account and an address, and needs large print; returns her record."""
    user = access.open_sign_in(email=email, password=PASSWORD, verified=True)
    person = people.own_record(
        sign_ins.actor_for(town.council, user), name=name, source="web", address="4 Mill Lane", postcode="ZY1 1AB"
    )
    people.record_need(town.staff("adviser"), person=person, need="large-print", consent="agreed")
    return person


@pytest.mark.shows("B1", "B4")
def test_a_letter_is_read_in_the_account_and_posted_in_large_print(
    town: Town, someone: Callable[..., Walk], scripts: bool
):
    which = "on" if scripts else "off"
    name, email, subject = f"Ines Quillfeather {which}", f"ines.{which}@example.org", f"Your garden bin, {which}"
    person, oli, ines = reader(town, name, email), someone(), someone()
    oli.signs_in("officer")
    oli.go(f"/desk/customers/{person}/letters/")
    oli.follow("A plain letter")
    oli.reads("Printed at 18 point")
    oli.fill("What it is about", subject)
    oli.fill("The letter", f"Dear {name},\n\nWe empty it on Mondays from now on.")
    oli.fill("Signed by", "Head of Waste")
    oli.choose("By post")
    oli.press("See how it reads")
    oli.reads("This is how it reads.")
    oli.press("Issue the letter")
    oli.reads("still to post")
    ines.signs_in(email)
    ines.go("/account/letters/")
    ines.follow(subject)
    ines.reads("We empty it on Mondays from now on.")
    assert pdf(ines, "Keep it as a file (PDF)") == printed(oli, subject)
    row = oli.page.locator("tr", has_text=subject)
    row.get_by_role("button").click()
    oli.look()
    assert subject not in oli.page.locator("main").inner_text()


def printed(oli: Walk, subject: str) -> bytes:
    """The file that the officer prints from the list of letters to post."""
    oli.follow("Letters to post")
    return pdf(oli, f"Print {subject}")


def pdf(walk: Walk, link: str) -> bytes:
    """The file behind a link, as the browser would get it."""
    href = walk.page.locator("main a", has_text=link).get_attribute("href") or ""
    cookies = "; ".join(f"{each['name']}={each['value']}" for each in walk.context.cookies())
    with urlopen(Request(f"{walk.address}{href}", headers={"Cookie": cookies})) as answer:
        content: bytes = answer.read()
    assert content.startswith(b"%PDF-")
    return content
