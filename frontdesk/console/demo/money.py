"""Accounts in the demo's back offices: the resident's own, with one whose system is down, and a few of the town's."""

from datetime import timedelta

from frontdesk.adapters.backoffice_demo import accounts
from frontdesk.console.demo.calls import ADVISER
from frontdesk.console.demo.people import SYSTEM
from frontdesk.console.sign_ins import SIGN_INS
from frontdesk.domains.access import queries as access
from frontdesk.domains.organisations.types import Council
from frontdesk.domains.payments import actions, queries
from frontdesk.domains.payments.types import Answer
from frontdesk.domains.people import queries as people
from frontdesk.kernel import clock, tenancy
from frontdesk.kernel.actor import Actor

RESIDENT = next(each for each in SIGN_INS if each.role == "resident")
OWN = (("council-tax", 8), ("rent", 3), ("benefits", 2))
"""The resident's accounts, by system and the six digits of the number. One more, of the invoices, is theirs to link."""
DOWN = ("parking", 5)
TOWN, OF_TOWN = 12, ("council-tax", "rent")
_SEEN = "Saw the bill and a passport"


def make_money(council: Council) -> None:
    """Accounts of some customers, linked by the demo's adviser. Where the resident has one, all are left alone."""
    with tenancy.acting_for(council.id):
        resident, adviser = (access.user_by_email(email) for email in (RESIDENT.email, ADVISER))
        person = people.person_of(council.id, resident.pk if resident else None)
        if person is None or adviser is None:
            return
        dee = access.actor_for(council.id, adviser.pk)
        if queries.known_to(council.id, person):
            return
        for system, six in OWN:
            _link(dee, person, system, six)
        _link_down(council.id, person)
        keys = [f"{SYSTEM}-{number:07}" for number in range(1, TOWN + 1)]
        for six, found in enumerate(sorted(people.people_by_identity(council.id, SYSTEM, keys).values()), 100):
            for system in OF_TOWN:
                _link(dee, found, system, six)


def _link(dee: Actor, person: int, system: str, six: int) -> None:
    number = accounts.number_of(system, six)
    actions.link_by_staff(dee, person=person, record=person, system=system, number=number, words=_SEEN)


def _link_down(council: int, person: int) -> None:
    """The account whose system does not answer, with what it told three days ago."""
    system, six = DOWN
    number, then = accounts.number_of(system, six), clock.now() - timedelta(days=3)
    with clock.at(then):
        actions.bring_account(Actor.system(council), person=person, system=system, number=number, words=_SEEN)
        document = accounts.told(system, number, clock.today())
        known = [each for each in queries.known_to(council, person) if each.system.code == system]
        actions.keep_told(council=council, answers=[Answer(each, None, then, document=document) for each in known])
