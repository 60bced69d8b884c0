"""Accounts opened with help, forms given up and people who wait to be rung, in the demo's town."""

from datetime import timedelta
from random import Random

from frontdesk.console.demo.calls import Desk
from frontdesk.console.demo.people import SYSTEM
from frontdesk.domains.forms import actions as forms
from frontdesk.domains.forms import queries as begun
from frontdesk.domains.organisations.types import Council
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries
from frontdesk.kernel import clock, tenancy
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import Refusal

PEOPLE = (2, 3, 5)
"""Whose accounts are opened with help: numbers of the town."""
STOPS = (("missed-bin", "address", 3), ("missed-bin", "address", 1), ("pothole", "place", 2))
"""Forms given up: service, page, how often something went wrong there."""
PHONE = "07700 900642"


def make_help(council: Council) -> None:
    """Written by the demo's adviser and by visitors. Where somebody waits for help already, all is left alone."""
    with tenancy.acting_for(council.id):
        desk = Desk.open(council.id, Random(0))  # noqa: S311 (nothing is thrown)
        if desk is None or begun.asking_for_help(desk.adviser):
            return
        now, nobody = clock.now(), Actor.nobody(council.id)
        found = queries.people_by_identity(council.id, SYSTEM, [f"{SYSTEM}-{number:07}" for number in PEOPLE])
        for days, person in enumerate(found.values(), 1):
            with clock.at(now - timedelta(days=days)):
                _opened(desk.adviser, person, days)
        for hours, (service, page, times) in enumerate(STOPS, 1):
            with clock.at(now - timedelta(hours=30 * hours)):
                started = forms.start_draft(nobody, service=service, channel="web")
                for _ in range(times):
                    forms.note_trouble(
                        nobody, draft=started.draft, page=page, reason="not-right", questions=[page], key=started.key
                    )
                if hours == 1:
                    forms.agree_to_help(nobody, draft=started.draft, key=started.key, phone=PHONE, now=True)
        people.prove_identity(Actor.system(council.id), person=next(iter(found.values())), kind="known-to-us")


def _opened(adviser: Actor, person: int, number: int) -> None:
    """An account opened on the phone; one whose date of birth we do not know gets none."""
    try:
        people.open_account(adviser, person=person, email=f"helped{number}@town.example", channel="phone")
    except Refusal:
        return
