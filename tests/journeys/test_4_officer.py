"""Journey 4: an officer works a list and asks a question; the clock waits for the answer, and the figures move."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import pytest

from frontdesk.kernel.clock import LOCAL
from tests.support.town import Town
from tests.support.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.committed]
MONDAY, TUESDAY, FRIDAY, NEXT_MONDAY = (datetime(2026, 9, day, 10, tzinfo=LOCAL) for day in (7, 8, 11, 14))
WEB = 38
"""Pence that a contact online costs to serve by the demo's rate card of 2026."""
QUESTION = "Which side of the road is it on?"


@pytest.mark.shows("F1", "F2", "F9", "F11", "K2", "K3")
def test_it_waits_for_an_answer_without_using_up_the_promise_and_counts_what_was_done(
    town: Town, someone: Callable[..., Walk], scripts: bool
):
    email = f"bill.hole.{'on' if scripts else 'off'}@example.org"
    oli, bill, sam = someone(), someone(), someone()
    sam.signs_in("manager")
    before = counted(sam)
    with town.at(MONDAY):
        follow, reference = report(town, bill, email)
    bill.reads("That is by Monday 21 September 2026")
    with town.at(TUESDAY):
        oli.signs_in("officer")
        ask(oli, reference)
        town.work()
        bill.go(follow)
        bill.reads(QUESTION)
        bill.reads("The time we promised stands still until you answer.")
    with town.at(FRIDAY):
        answer(bill, town, email)
        bill.reads("That is by Thursday 24 September 2026")
    with town.at(NEXT_MONDAY):
        close(oli, reference)
        town.work()
    closed = town.mail_to(email)[-1]
    assert closed.subject == f"Your report about the road: {reference}" and "We have mended it." in closed.words
    town.count()
    after = counted(sam)
    # The report and the answer: two contacts.
    assert after.moved_from(before) == {"in time": (1, 1), "digital": (1, 1), "contacts": 2, "pence": 2 * WEB}


@dataclass(frozen=True)
class Counted:
    """What the manager's page says of potholes in September: (how many, of how many), and what they cost."""

    in_time: tuple[int, int]
    digital: tuple[int, int]
    contacts: int
    pence: int

    def moved_from(self, before: "Counted") -> dict[str, object]:
        """By how much each has moved."""
        return {
            "in time": (self.in_time[0] - before.in_time[0], self.in_time[1] - before.in_time[1]),
            "digital": (self.digital[0] - before.digital[0], self.digital[1] - before.digital[1]),
            "contacts": self.contacts - before.contacts,
            "pence": self.pence - before.pence,
        }


def counted(walk: Walk) -> Counted:
    """Read the figures of September's potholes."""
    walk.go("/desk/figures/?since=2026-09-01&until=2026-09-30&service=pothole")
    contacts, cost, *_ = walk.row("Cost by month", "September 2026") or ("0", "£0")
    return Counted(
        share(walk, "Dealt with in time"), share(walk, "Completed digital, of all that count"),
        int(contacts), round(float(cost.removeprefix("£")) * 100),
    )  # fmt: skip


def share(walk: Walk, label: str) -> tuple[int, int]:
    """How many of how many, out of the formula beside a figure."""
    found = re.search(r"(\d+) ÷ (\d+)\.", walk.figure(label))
    assert found, walk.figure(label)
    return int(found[1]), int(found[2])


def report(town: Town, walk: Walk, email: str) -> tuple[str, str]:
    """Bill reports a hole, and opens the link in the receipt; the link and the reference."""
    walk.go("/service/pothole/")
    walk.press("Start now")
    walk.choose("No")
    walk.press("Continue")
    walk.choose("Near a postcode")
    walk.fill("Postcode", "ZY1 1AA")
    walk.fill("Where exactly is it?", f"Outside the bank. {email}")
    walk.press("Continue")
    for chosen in ("The road", "As deep as a tennis ball is wide, or deeper", "", "No harm that I know of"):
        if chosen:
            walk.choose(chosen)
        walk.press("Continue")
    walk.fill("Email address (optional)", email)
    walk.press("Continue")
    walk.press("Send")
    walk.is_at("We have your report")
    reference = walk.page.locator(".fd-reference").inner_text()
    town.work()
    link = town.mail_to(email)[-1].link("/follow/")
    walk.go(link)
    return link, reference


def ask(walk: Walk, reference: str) -> None:
    """From the list, the officer opens the request and asks the customer."""
    walk.follow("My list")
    walk.open_request(reference)
    walk.press("Ask the customer")
    walk.fill("Your question", QUESTION)
    walk.press("Send the question")
    walk.reads("The time we promised stands still until they answer.")


def answer(walk: Walk, town: Town, email: str) -> None:
    """By the link in the email."""
    walk.go(town.mail_to(email)[-1].link("/follow/"))
    walk.fill("Your answer", "On the left, going uphill.")
    walk.press("Send my answer")
    walk.reads("On the left, going uphill.")


def close(walk: Walk, reference: str) -> None:
    """The officer, whom the desk has signed out meanwhile, reads the answer and closes with what was done."""
    walk.signs_in("officer")
    walk.follow("My list")
    walk.open_request(reference)
    walk.reads("On the left, going uphill.")
    walk.picture("request")
    walk.press("Reply and close")
    walk.choose("Mended")
    walk.press("Send and close")
    walk.reads("Closed. The customer is told.")
