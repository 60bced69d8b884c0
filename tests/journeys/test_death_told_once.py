"""A death is reported once: services and others confirm, and nothing more is sent to the person."""

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
from frontdesk.domains.people import actions as people
from frontdesk.domains.requests import actions as requests
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from tests.support.town import Town
from tests.support.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.committed]
PENSION, BORN = "deaths@quillmere-pensions.example", date(1938, 2, 11)


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
        "services": ["council-tax"], "others": ["pension"], "name": "Carla Oldershaw", "you-are": "child",
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
    bin_, before = known(town, name, arthurs), len(town.mail_to(arthurs))
    user = access.open_sign_in(email=email, password=PASSWORD, verified=True)
    own = people.own_record(sign_ins.actor_for(town.council, user), name="Carla Oldershaw", source="web")
    draft = answered(sign_ins.actor_for(town.council, user, own), name)
    carla, dee, fund = someone(), someone(), someone()
    carla.signs_in(email)
    carla.go(f"/form/{draft}/check/")
    carla.reads(name)
    carla.press("Send")
    town.count()  # the news of it has to be heard
    requests.ask_customer(town.staff("officer"), request=bin_, question="Which side of the house?")
    town.work()
    passes(dee, name)
    town.work()
    confirms(town, fund)
    dee.page.reload()
    dee.follow(re.compile("They have it.*Council tax"))
    dee.press("They have it")
    carla.go("/account/told/")
    carla.follow("A death")
    carla.reads("Their reference: QP-1938")
    carla.reads("Confirmed")
    town.work()
    assert len(town.mail_to(arthurs)) == before > 0


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


def confirms(town: Town, fund: Walk) -> None:
    """The pension fund opens the link of its email, which says of nobody what it is about, and confirms."""
    mail = town.mail_to(PENSION)[-1]
    assert "Oldershaw" not in mail.words + mail.subject
    fund.go(mail.link("/told/"))
    fund.reads("Oldershaw")
    fund.choose("Yes, we have it and deal with it")
    fund.fill("Your own reference, if you have one", "QP-1938")
    fund.press("Send our answer")
    fund.is_at("You need do nothing more here")
    assert "Oldershaw" not in fund.page.content()
