"""An account is closed and the record goes on; whoever comes back with the same email finds it and begins anew."""

from collections.abc import Callable

import pytest

from frontdesk.console.sign_ins import PASSWORD
from frontdesk.domains.access import actions as access
from frontdesk.domains.access import queries as sign_ins
from frontdesk.domains.notifications import actions as notifications
from frontdesk.domains.people import actions as people
from frontdesk.domains.requests import actions as requests
from frontdesk.kernel import clock
from tests.journeys.conftest import PHONE
from tests.support.town import Town
from tests.support.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.committed]


def with_a_request(town: Town, email: str) -> int:
    """Ruth has an account, wants no emails about messages, and a report that is open; returns the request."""
    user = access.open_sign_in(email=email, password=PASSWORD, verified=True)
    person = people.own_record(sign_ins.actor_for(town.council, user), name="Ruth Bridgeway", source="web")
    ruth = sign_ins.actor_for(town.council, user, person)
    notifications.choose(ruth, topic="written", way="none")
    answers = {
        "address": "4 Mill Lane, ZY1 1AB", "bin": "rubbish", "assisted": "no", "name": "Ruth Bridgeway",
        "email": email, "missed-on": clock.today().isoformat(),
    }  # fmt: skip
    told = requests.report_request(ruth, service="missed-bin", answers=answers, channel="web", even_if_same=True)
    return told.request or 0


@pytest.mark.shows("B1")
def test_an_account_is_closed_and_its_owner_comes_back(town: Town, someone: Callable[..., Walk], scripts: bool):
    email = f"ruth.{'on' if scripts else 'off'}.b@example.org"
    request, ruth = with_a_request(town, email), someone(PHONE)
    ruth.signs_in(email)
    ruth.go("/account/details/")
    ruth.follow("Close your account")
    ruth.reads("1 open request")
    ruth.press("Close my account")
    if "again" in ruth.page.url:
        ruth.shows_who()
    ruth.reads("Your account is closed.")
    town.count()  # the news of it has to be heard: it ends what she chose
    before = len(town.mail_to(email))
    requests.write_to_customer(town.staff("officer"), request=request, words="We come at noon.")
    town.work()
    assert len(town.mail_to(email)) == before + 1, "what she chose in the account ended with it"
    ruth.go("/account/register/")
    ruth.fill("Email address", email)
    ruth.press("Continue")
    town.work()
    ruth.fill("Code", town.mail_to(email)[-1].code)
    ruth.press("Continue")
    ruth.go("/account/")
    ruth.follow("Is this you? Ruth Bridgeway")
    ruth.press("Yes, this is me")
    ruth.reads("missed bin")
