"""A resident asks for all data held and gets it; then it is put away, and what is published stays what it was."""

import json
from collections.abc import Callable
from urllib.request import Request, urlopen

import pytest

from frontdesk.console.sign_ins import PASSWORD
from frontdesk.domains.access import actions as access
from frontdesk.domains.access import queries as access_queries
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries as people_queries
from frontdesk.domains.requests import actions as requests
from frontdesk.kernel import clock
from tests.support.browser import NARROW
from tests.support.town import Town
from tests.support.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.committed]


def known(town: Town, email: str) -> int:
    """Thea Quillsong has an account; an adviser took her report, and a colleague noted what her neighbour said."""
    user = access.open_sign_in(email=email, password=PASSWORD, verified=True)
    resident = access_queries.actor_for(town.council, user)
    person = people.own_record(resident, name="Thea Quillsong", source="web", phone="07700 900301")
    answers = {
        "address": "4 Mill Lane, ZY1 1AB", "bin": "rubbish", "assisted": "no", "name": "Thea Quillsong", "email": email,
        "missed-on": clock.today().isoformat(),
    }  # fmt: skip
    told = requests.report_request(
        town.staff("adviser"), service="missed-bin", answers=answers, channel="phone", person=person, even_if_same=True
    )
    requests.note(town.staff("officer"), request=told.request or 0, text="Her neighbour Ezra Fallowfield saw the crew.")
    people_queries.person(town.staff("adviser"), person)
    return person


@pytest.mark.shows("B11")
def test_a_resident_asks_for_all_data_held_and_gets_it(town: Town, someone: Callable[..., Walk], scripts: bool):
    email = f"thea.{'on' if scripts else 'off'}@example.org"
    known(town, email)
    thea, cora = someone(NARROW), someone()
    asks(thea, email)
    town.work()
    assert "We answer by" in town.mail_to(email)[-1].words
    sees_through(town, cora)
    town.work()
    assert "The copy of what we hold about you is ready" in town.mail_to(email)[-1].subject
    gets(thea)


def asks(thea: Walk, email: str) -> None:
    """She asks in her account, and reads by when we answer."""
    thea.signs_in(email)
    thea.follow("Your information")
    thea.follow("What you agree to")
    thea.go("/account/data/looked/")
    thea.reads("Adviser")
    thea.go("/account/data/")
    thea.page.get_by_role("button", name="Ask for what we hold about you").click()
    thea.look()
    thea.press("Send")
    thea.reads("Choose what you ask for")
    thea.choose("A copy of what we hold")
    thea.press("Send")
    thea.reads("We answer by")


def sees_through(town: Town, cora: Walk) -> None:
    """The complaints officer has everything collected, takes the neighbour out, and gives the copy."""
    cora.signs_in("complaints-officer")
    cora.follow("Data protection")
    cora.page.locator("tr", has_text="Thea Quillsong").get_by_role("link").first.click()
    cora.look()
    cora.press("Collect everything we hold")
    cora.reads("Everything we hold is being collected")
    town.work()
    cora.page.reload()
    cora.reads("must be looked at before it is given")
    cora.follow("Look through what may tell of others")
    cora.reads("Ezra Fallowfield")
    for each in cora.page.get_by_label("Take out").all():
        each.check()
    cora.press("Save")
    cora.reads("Nothing is open here")
    cora.follow("Back to the case")
    cora.press("Give the copy")
    cora.reads("Given, with some parts taken out")
    for page in ("retention/", "retention/contacts/", "holds/", "breaches/", "breaches/new/", "find/"):
        cora.go(f"/desk/information/{page}")


def gets(thea: Walk) -> None:
    """She reads the copy: everything of hers, nothing of her neighbour."""
    thea.go("/account/data/")
    thea.follow("A copy of what we hold")
    thea.reads("Your copy")
    for form in ("page to read", "same as data"):
        link = thea.page.get_by_role("link", name=form).get_attribute("href") or ""
        cookies = "; ".join(f"{each['name']}={each['value']}" for each in thea.context.cookies())
        with urlopen(Request(f"{thea.address}{link}", headers={"Cookie": cookies})) as answer:
            words = answer.read().decode()
        assert [each for each in ("Thea Quillsong", "4 Mill Lane", "900301") if each not in words] == []
        assert "Fallowfield" not in words and "taken out" in words
    assert {"people", "requests", "contacts"} <= {each["code"] for each in json.loads(words)["parts"]}
