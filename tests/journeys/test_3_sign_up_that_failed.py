"""Journey 3 of REQUIREMENTS without chat: a sign-up that is left is helped by an adviser, activated, and used alone."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from frontdesk.domains.forms import actions as forms
from frontdesk.kernel import clock
from tests.journeys.conftest import PHONE
from tests.journeys.test_3_caller import wrap_up
from tests.support.town import Town
from tests.support.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.committed]
BORN = date(1950, 2, 1)


@pytest.mark.shows("B5", "B6")
def test_a_sign_up_that_was_left_is_helped_activated_and_used_alone(
    town: Town, someone: Callable[..., Walk], scripts: bool
):
    name, email = ("Nell", "nell.left@example.org") if scripts else ("Hetty", "hetty.left@example.org")
    nell, dee = someone(PHONE), someone()
    leaves_a_sign_up(town, nell, email)
    asks_to_be_rung(town, nell, email)
    dee.signs_in("adviser")
    is_rung(dee, f"{name} Leaveswood", email)
    town.work()
    gets_in(town, someone(PHONE), email, confirms=name)
    dee.page.reload()
    dee.reads(re.compile("Activated today"))
    wrap_up(dee)
    gets_in(town, someone(PHONE), email)


def leaves_a_sign_up(town: Town, walk: Walk, email: str) -> None:
    """She asks for help should she not finish, and does not enter the code."""
    walk.go("/account/register/")
    walk.fill("Email address", email)
    walk.choose("Email me once if I have not finished, and offer help")
    walk.press("Continue")
    town.work()


def asks_to_be_rung(town: Town, walk: Walk, email: str) -> None:
    """A day later one email offers help; its link tells no address and asks for a number."""
    with town.at(clock.now() + timedelta(hours=25)):
        assert forms.offer_help(town.system) == 1
        town.work()
    walk.go(town.mail_to(email)[-1].link("/unfinished/"))
    walk.fill("Phone number", "07700 900321")
    walk.press("Ring me and do it with me")
    walk.is_at("We will ring you")


def is_rung(walk: Walk, name: str, email: str) -> None:
    """The adviser rings, makes the record, and opens the account with the address that the page names."""
    walk.follow("Asked for help")
    walk.press("Ring them and go on with it : Creating an account")
    walk.reads("07700 900321")
    walk.reads(email)
    walk.go("/desk/customers/new/")
    walk.fill("Full name", name)
    walk.fill_date(BORN, "born")
    walk.press("Make the record")
    walk.follow("Open an account for them")
    walk.follow("Open an account for them")
    walk.choose("They answered what only they would know")
    walk.fill("Email address", email)
    walk.press("Start it")
    walk.reads("Waiting for the customer")


def gets_in(town: Town, walk: Walk, email: str, confirms: str = "") -> None:
    """By a code, on a device of her own; the first time she says that the record is hers."""
    walk.go("/account/sign-in/code/")
    walk.fill("Email address", email)
    walk.press("Email me a code")
    town.work()
    walk.fill("Code", town.mail_to(email)[-1].code)
    walk.press("Continue")
    if confirms:
        walk.go("/account/")
        walk.follow(re.compile(f"Is this you\\? {confirms}"))
        walk.fill_date(BORN)
        walk.press("Yes, this is me")
    walk.go("/account/")
    assert "Is this you" not in walk.page.content()
