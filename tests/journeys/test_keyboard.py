"""Without a mouse: a report by a resident, and a call taken by an adviser."""

import re
from collections.abc import Callable

import pytest

from frontdesk.console.sign_ins import PASSWORD
from frontdesk.domains.people import actions as people
from tests.journeys.test_1_missed_bin import last_working_day
from tests.support.keyboard import Keyboard
from tests.support.town import Town
from tests.support.walk import Walk

pytestmark = [
    pytest.mark.browser,
    pytest.mark.committed,
    pytest.mark.shows("A12"),
    pytest.mark.parametrize("scripts", [True]),
]


def test_it_takes_a_report_by_keyboard_alone(town: Town, someone: Callable[..., Walk]):
    bill = someone()
    bill.go("/service/missed-bin/")
    keys = Keyboard(bill.page)
    assert "Start now" in keys.around()
    keys.to("Start now")
    keys.go()
    keys.to("Postcode")
    keys.write("ZY1 1AA")
    keys.go()
    keys.around()
    keys.choose("15 ")
    keys.to("Continue")
    keys.go()
    bill.is_at(re.compile("Which"))
    keys.choose("Recycling")
    keys.go()
    bill.is_at("On which day should we have come?")
    for part, value in zip(("Day", "Month", "Year"), last_working_day().strftime("%d %m %Y").split(), strict=True):
        keys.to(part)
        keys.write(value)
    keys.go()
    bill.is_at("Do we fetch the bin")
    keys.choose("No")
    keys.go()
    keys.to("Continue")
    keys.go()
    keys.to("Continue")
    keys.go()
    bill.is_at("Check your answers")
    keys.around()
    keys.to("Send")
    keys.go()
    bill.is_at("We have your report")
    keys.around()


@pytest.mark.shows("C10")
def test_it_finds_a_caller_and_wraps_up_by_keyboard_alone(town: Town, someone: Callable[..., Walk]):
    people.create_person(town.staff("adviser"), name="Oswald Pennyfeather", source="phone", phone="07700 900411")
    dee = someone()
    dee.go("/desk/")
    keys = Keyboard(dee.page)
    keys.to("Email address")
    keys.write("adviser@demo.example")
    keys.to("Password")
    keys.write(PASSWORD)
    keys.go()
    dee.is_at("Desk")
    keys.around()
    keys.press("/")
    keys.write("oswald penyfeather")
    keys.to("Oswald Pennyfeather")
    keys.go()
    dee.is_at("Oswald Pennyfeather")
    keys.around()
    keys.to("Phone")
    keys.go()
    dee.has_button("Wrap up")
    keys.around()
    keys.go("w")
    dee.is_at("Wrap up")
    keys.around()
    keys.press("1", "v", "j")
    keys.to("End and save")
    keys.go()
    dee.reads("Wrapped up.")
