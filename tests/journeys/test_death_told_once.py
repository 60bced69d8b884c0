"""Journey 6 of REQUIREMENTS without the appointment: a death is reported once, six recipients are agreed to, two fail
and are asked again, each confirms; nobody else is told, and nothing more is sent to the person."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from frontdesk.console.sign_ins import PASSWORD
from frontdesk.domains.access import actions as access
from frontdesk.domains.access import queries as sign_ins
from frontdesk.domains.forms import actions as forms
from frontdesk.domains.forms import queries as drafts
from frontdesk.domains.notices import actions as telling
from frontdesk.domains.notices import queries as notices
from frontdesk.domains.people import actions as people
from frontdesk.domains.requests import actions as requests
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from tests.support.town import Town
from tests.support.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.committed]
BORN = date(1938, 2, 11)
PENSION, HOMES, WATER = (
    "deaths@quillmere-pensions.example", "tenants@quillmere-homes.example", "moves@millbrook-water.example",
)  # fmt: skip
TEAMS = ("Council tax", "Housing Benefit and help with council tax", "Parking permits and Blue Badge",
         "Bin help and garden waste")  # fmt: skip
"""The teams that she ticks, beside the two organisations; she does not tick the water company."""


def known(town: Town, name: str, email: str) -> int:
    """Somebody whose report of a bin is open; returns the request."""
    dee = town.staff("adviser")
    person = people.create_person(dee, name=name, email=email, source="phone", date_of_birth=BORN)
    answers = {
        "address": "4 Mill Lane, ZY1 1AB", "bin": "rubbish", "assisted": "no", "name": name, "email": email,
        "missed-on": clock.today().isoformat(),
    }  # fmt: skip
    told = requests.report_request(
        dee, service="missed-bin", answers=answers, channel="phone", person=person, even_if_same=True
    )
    town.work()
    return told.request or 0


def answered(carla: Actor, name: str) -> int:
    """Her form with every page answered; returns the draft."""
    answers: dict[str, Any] = {
        "who-died": name, "who-died-born": BORN.isoformat(), "their-home": "4 Mill Lane, ZY1 1AB",
        "who-died-on": (clock.today() - timedelta(days=2)).isoformat(), "entry-number": "",
        "services": ["council-tax", "benefits", "parking", "waste"], "others": ["pension", "homes-trust"],
        "name": "Carla Oldershaw", "you-are": "child",
        "email": "carla@example.org", "phone": "07700 900321",
    }  # fmt: skip
    begun = forms.start_draft(carla, service="told-once-death", channel="web")
    for page in drafts.draft(carla, begun.draft, key=begun.key).published.definition.pages:
        typed = {question.code: answers[question.code] for question in page.questions if question.code in answers}
        if typed:
            forms.answer_page(carla, draft=begun.draft, page=page.code, typed=typed, key=begun.key)
    return begun.draft


@pytest.mark.shows("B8")
def test_a_death_is_told_once_confirmed_by_each_and_nothing_more_goes_to_the_person(
    town: Town, someone: Callable[..., Walk], scripts: bool
):
    which = "on" if scripts else "off"
    email, name = f"carla.{which}.o@example.org", f"Arthur Oldershaw {which.title()}"
    arthurs = f"arthur.{which}@example.org"
    bin_, before, saved = known(town, name, arthurs), sent(town, arthurs), contacts_saved(town)
    user = access.open_sign_in(email=email, password=PASSWORD, verified=True)
    own = people.own_record(sign_ins.actor_for(town.council, user), name="Carla Oldershaw", source="web")
    draft = answered(sign_ins.actor_for(town.council, user, own), name)
    carla, dee, fund, trust = someone(), someone(), someone(), someone()
    carla.signs_in(email)
    carla.go(f"/form/{draft}/check/")
    carla.reads(name)
    carla.press("Send")
    town.count()  # the news of it has to be heard
    requests.ask_customer(town.staff("officer"), request=bin_, question="Which side of the house?")
    town.work()
    passes(dee, name)
    town.work()
    cannot_use_it(town, trust)
    asks_again(town, dee)
    for walk, recipient, reference in ((fund, PENSION, "QP-1938"), (trust, HOMES, "")):
        confirms(town, walk, recipient, reference)
    for team in TEAMS:
        dee.go(dee.page.url)
        dee.follow(re.compile(f"They have it.*: {team}$"))
        dee.press("They have it")
    carla.go("/account/told/")
    carla.follow("A death")
    carla.reads("Their reference: QP-1938")
    assert carla.page.locator("main").inner_text().count("Confirmed") == 6
    town.work()
    assert sent(town, arthurs) == before > 0
    assert contacts_saved(town) - saved == 5, "six confirmed, and one of them would have been told anyhow"


def sent(town: Town, email: str) -> int:
    return len(town.mail_to(email))


def contacts_saved(town: Town) -> int:
    """What telling a death once has saved today, as `frontdesk report` tells it."""
    found = notices.saved(town.staff("manager"), clock.today(), clock.today())
    return next((each.contacts_saved for each in found if each.kind == "death"), 0)


def passes(dee: Walk, name: str) -> None:
    """The adviser sees the certificate: nobody is told before."""
    dee.signs_in("adviser")
    dee.follow("Tell us once")
    dee.follow(f"A death: {name}")
    dee.reads("Nobody is told before a colleague has looked at it.")
    dee.press("Say whether it is so")
    dee.choose("Yes, I have seen what shows it")
    dee.choose("Death certificate seen")
    dee.fill("Where it can be found again", "Entry 12 of Quillmere")
    dee.press("Save")
    dee.reads("It is passed.")


def cannot_use_it(town: Town, trust: Walk) -> None:
    """One answers that they can do nothing with it."""
    trust.go(town.mail_to(HOMES)[-1].link("/told/"))
    trust.choose("No, we cannot use it: we do not know this person, or something is missing")
    trust.fill("Why not?", "We look for him under his wife's name")
    trust.press("Send our answer")


def asks_again(town: Town, dee: Walk) -> None:
    """The adviser asks that one again at once; one that stays silent is asked again when its days are over."""
    silent, water = sent(town, PENSION), sent(town, WATER)
    dee.go(dee.page.url)
    dee.reads("We look for him under his wife's name")
    dee.follow(re.compile("Tell them again.*: Quillmere Homes Trust$"))
    dee.press("Tell them again")
    with town.at(clock.now() + timedelta(days=11)):
        telling.chase(town.council)
        town.work()
    assert (sent(town, PENSION), sent(town, WATER)) == (silent + 1, water)


def confirms(town: Town, walk: Walk, recipient: str, reference: str) -> None:
    """One opens the link of its newest email, which says of nobody what it is about, and confirms."""
    mail = town.mail_to(recipient)[-1]
    assert "Oldershaw" not in mail.words + mail.subject
    walk.go(mail.link("/told/"))
    walk.reads("Oldershaw")
    walk.choose("Yes, we have it and deal with it")
    walk.fill("Your own reference, if you have one", reference)
    walk.press("Send our answer")
    walk.is_at("You need do nothing more here")
    assert "Oldershaw" not in walk.page.content()
