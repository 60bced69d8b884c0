"""Journey 3: somebody who cannot use the web rings; the adviser does it with them, and it counts as what it was."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest

from frontdesk.domains.people import actions as people
from tests.journeys.test_1_missed_bin import answer_about_bin, prove
from tests.support.town import Town
from tests.support.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.committed]
RENT = "Ask for extra help with rent"


@dataclass(frozen=True)
class Caller:
    """Somebody with a record, what an adviser hears of the name, and where the family reads mail."""

    name: str
    heard: str
    email: str
    born: date = date(1949, 3, 27)


CALLERS = {
    True: Caller("Margaret Thistlewood", "peggy thistelwood", "margaret@example.org"),
    False: Caller("William Candlemarsh", "bill candelmarsh", "william@example.org"),
}


@pytest.mark.shows("A3", "B1", "C1", "C10", "C14", "K3")
def test_it_does_an_online_only_application_with_a_caller_and_shows_it_in_their_account_later(
    town: Town, someone: Callable[..., Walk], scripts: bool
):
    caller = CALLERS[scripts]
    known(town, caller)
    dee, sam = someone(), someone()
    sam.signs_in("manager")
    before = counted(sam, RENT)
    dee.signs_in("adviser")
    dee.press("Phone")
    find(dee, caller)
    dee.press("I am speaking with them")
    reference = apply(dee, caller)
    wrap_up(dee)
    town.work()
    account(someone(), town, caller, reference)
    close(someone(), reference)
    town.count()
    after = counted(sam, RENT)
    assert after - before == Counted(contacts=1, received=1, digital=1, assisted=1)


@pytest.mark.shows("C1", "K3")
def test_it_counts_a_report_for_somebody_who_simply_rang_as_phone(
    town: Town, someone: Callable[..., Walk], scripts: bool
):
    dee, sam = someone(), someone()
    sam.signs_in("manager")
    before = by_channel(sam)
    dee.signs_in("adviser")
    dee.follow("Services")
    dee.follow("Report a missed bin")
    dee.press("Phone")
    answer_about_bin(
        dee, f"rang.{'on' if scripts else 'off'}@example.org", bin="Rubbish" if scripts else "Recycling", house="11 "
    )
    dee.is_at("We have your report")
    wrap_up(dee)
    town.count()
    after = by_channel(sam)
    assert (after["Phone"] - before["Phone"], after["Online"] - before["Online"]) == (1, 0)


@dataclass(frozen=True)
class Counted:
    """What the manager's page says of one service."""

    contacts: int
    received: int
    digital: int
    assisted: int

    def __sub__(self, other: "Counted") -> "Counted":
        return Counted(
            self.contacts - other.contacts,
            self.received - other.received,
            self.digital - other.digital,
            self.assisted - other.assisted,
        )


def known(town: Town, caller: Caller) -> None:
    """The council has a record of the caller already, and none of an email address."""
    people.create_person(
        town.staff("adviser"), name=caller.name, source="phone", phone="07700 900201",
        address="7 Wharf Road", date_of_birth=caller.born,
    )  # fmt: skip


def counted(walk: Walk, service: str) -> Counted:
    """What the manager's page says of the service so far."""
    walk.go("/desk/figures/")
    received, _, digital, assisted, *_ = walk.row("Requests by service", service) or ["0"] * 4
    (contacts, *_) = walk.row("Cost by service", service) or ["0"]
    return Counted(int(contacts), int(received), int(digital), int(assisted))


def by_channel(walk: Walk) -> dict[str, int]:
    """How many requests came on a channel, by the manager's page."""
    walk.go("/desk/figures/")
    return {name: int((walk.row("Requests by channel", name) or ["0"])[0]) for name in ("Phone", "Online")}


def find(walk: Walk, caller: Caller) -> None:
    """In the one search box, as the name was heard."""
    walk.searches(caller.heard)
    walk.follow(caller.name)
    walk.is_at(caller.name)


def apply(walk: Walk, caller: Caller) -> str:
    """The online-only application, by the exception that the law of this service knows; the reference."""
    walk.press("Start a service")
    walk.follow(RENT)
    walk.choose(re.compile("no computer or phone with internet"))
    walk.press("Start")
    for answer in ("Housing Benefit", "My rent is more than the help I get", "The benefit cap"):
        walk.choose(answer)
        walk.press("Continue")
    walk.fill(re.compile("How much is the rent"), "650.00")
    walk.fill(re.compile("How much help with rent"), "520.00")
    walk.fill(re.compile("How many bedrooms"), "1")
    walk.press("Continue")
    for answer in ("No", "I live alone", "No", "No"):
        walk.choose(answer)
        walk.press("Continue")
    walk.fill(re.compile("How much have you and your partner"), "0")
    walk.press("Continue")
    walk.fill(re.compile("What happened"), "My rent went up in May.")
    walk.press("Continue")
    walk.press("Continue")
    walk.fill("National Insurance number", "ZY123456C")
    walk.press("Continue")
    walk.fill("Email address (optional)", caller.email)
    walk.press("Continue")
    walk.choose(re.compile("My answers are true"))
    walk.press("Continue")
    walk.press("Send")
    walk.is_at("We have your application")
    return walk.page.locator(".fd-reference").inner_text()


def wrap_up(walk: Walk) -> None:
    """How it ended, why they rang, and whether they would do it online: one key each."""
    walk.press("Wrap up")
    for key, words in (
        ("2", "Request made"),
        ("v", "What we are here for"),
        ("l", "Offered and declined"),
        ("x", "Finds reading hard"),
    ):
        walk.key(key, words)
    walk.press("End and save")
    walk.reads("Wrapped up.")


def account(walk: Walk, town: Town, caller: Caller, reference: str) -> None:
    """Weeks later, with a daughter's help: the address is proved by its link, and the application is in the account."""
    prove(walk, town.mail_to(caller.email)[0])
    walk.go("/account/register/")
    walk.fill("Email address", caller.email)
    walk.press("Continue")
    town.work()
    walk.fill("Code", town.mail_to(caller.email)[-1].code)
    walk.press("Continue")
    walk.follow(f"Is this you? {caller.name}")
    walk.fill_date(caller.born)
    walk.press("Yes, this is me")
    walk.reads(reference)


def close(walk: Walk, reference: str) -> None:
    """An officer decides, so that the application is completed."""
    walk.signs_in("officer")
    walk.searches(reference)
    walk.press("Reply and close")
    walk.choose("We pay")
    walk.fill("Your words to the customer, after those", "£42 a week from Monday 7 December 2026.")
    walk.press("Send and close")
    walk.reads("Closed. The customer is told.")
