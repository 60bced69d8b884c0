"""A carer who needs an interpreter acts for a parent, on the phone and then online; others find nothing of it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from frontdesk.console.sign_ins import PASSWORD
from frontdesk.domains.access import actions as access
from frontdesk.domains.access import queries as sign_ins
from frontdesk.domains.people import actions as people
from frontdesk.kernel import clock
from tests.journeys.test_1_missed_bin import answer_about_bin
from tests.journeys.test_3_caller import wrap_up
from tests.support.town import Town
from tests.support.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.committed]
BIN = "Report a missed bin"


@dataclass(frozen=True)
class Family:
    """Carla, who signs in by `email`, and her mother."""

    carla: str
    ruth: str
    email: str
    person: int


def family(town: Town, which: str) -> Family:
    """Carla has an account and hears little English; her mother has a record and no account."""
    carla, ruth, email = f"Carla Bridgewater{which}", f"Ruth Bridgewater{which}", f"carla.{which}@example.org"
    user = access.open_sign_in(email=email, password=PASSWORD, verified=True)
    hers = people.own_record(sign_ins.actor_for(town.council, user), name=carla, source="web")
    people.record_need(town.staff("adviser"), person=hers, need="interpreter", detail="Punjabi", consent="agreed")
    person = people.create_person(town.staff("adviser"), name=ruth, source="phone", email=f"ruth.{which}@example.org")
    return Family(carla, ruth, email, person)


@pytest.mark.shows("B13", "B4")
def test_a_carer_acts_for_her_mother_on_the_phone_and_then_online(
    town: Town, someone: Callable[..., Walk], scripts: bool
):
    both = family(town, "a" if scripts else "b")
    dee, carla, bill = someone(), someone(), someone()
    by_phone = rings(dee, both, house="5 " if scripts else "9 ")
    town.work()
    online = goes_online(carla, both, by_phone, house="7 " if scripts else "1 ")
    town.work()
    told = [mail.words for mail in town.mail_to(both.email)]
    assert any(online in each and "/account/acting/" in each and "/follow/" not in each for each in told)
    assert any(online in mail.words for mail in town.mail_to(f"ruth.{both.email[6]}@example.org"))
    for email in ("partner", "resident"):
        bill.signs_in(email)
        bill.go(f"/account/acting/{both.person}/", 404)
        bill.go(f"/desk/customers/{both.person}/acting/", 404)
        bill.go("/account/sign-out/")
        bill.press("Sign out")
    ends(dee, carla, both)


def rings(dee: Walk, both: Family, *, house: str) -> str:
    """The adviser sees what to do about Carla, records the power of attorney, and reports for her mother."""
    dee.signs_in("adviser")
    dee.press("Phone")
    dee.searches(both.carla)
    dee.follow(both.carla)
    dee.press("I am speaking with them")
    dee.reads("Punjabi")
    dee.follow("They call for somebody else")
    dee.is_at("Acting for others")
    dee.follow("They call for somebody else")
    dee.page.locator("#who").fill(both.ruth)
    dee.press("Find")
    dee.follow(both.ruth)
    dee.is_at(f"May act for {both.ruth}")
    dee.choose(re.compile("Power of attorney"))
    dee.press("Record it")
    dee.reads("Enter the last day on which it holds")
    dee.fill_date(clock.today() + timedelta(days=365), "until")
    dee.press("Record it")
    dee.reads(f"{both.carla} may now act for {both.ruth}.")
    dee.follow(BIN)
    dee.press("Start")
    answer_about_bin(dee, "", bin="Rubbish", house=house)
    dee.is_at("We have")
    reference = dee.page.locator(".fd-reference").inner_text()
    dee.searches(reference)
    dee.reads("Asked for by")
    dee.reads(both.carla)
    wrap_up(dee)
    return reference


def goes_online(carla: Walk, both: Family, before: str, *, house: str) -> str:
    """In her own account she sees what was asked on the phone, and reports the next one for her mother."""
    carla.signs_in(both.email)
    carla.follow("Acting for others")
    carla.follow(both.ruth)
    carla.reads(before)
    carla.follow(re.compile(f"^{BIN}$"))
    carla.reads(f"For {both.ruth}")
    carla.press("Start now")
    carla.reads(f"You are doing this for {both.ruth}")
    answer_about_bin(carla, both.email, bin="Recycling", house=house)
    carla.is_at("We have your report")
    reference = carla.page.locator(".fd-reference").inner_text()
    carla.follow("See how it is going")
    carla.reads(f"For {both.ruth}")
    carla.fill("Ask us something, or add something", "The gate is open.")
    carla.press("Send")
    carla.reads("The gate is open.")
    return reference


def ends(dee: Walk, carla: Walk, both: Family) -> None:
    """Her mother rings herself: from that moment nothing is open to Carla."""
    dee.go(f"/desk/customers/{both.person}/acting/")
    dee.follow(re.compile("End this"))
    dee.fill("Why does it end?", "Ruth wants to do it herself again")
    dee.press("End it")
    dee.reads("It is ended.")
    carla.go(f"/account/acting/{both.person}/", 404)
    carla.go("/account/acting/")
    carla.reads("You act for nobody at the moment.")
