"""The other council is at work too: what a test of the first must never find, count or change.

Littlewick's customer has the name, email, phone, address and sign-in of the stories' Amina, and everything that demo
keeps of her Littlewick keeps of its own: a query that forgot its council shows two of her. Made by the verbs, once for
each worker, and committed beneath every test that has the cast.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from django.db import connection

from frontdesk.domains.access import actions as access
from frontdesk.domains.access import queries as access_queries
from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.contacts.types import MatterIn, WrapUp
from frontdesk.domains.forms import actions as forms
from frontdesk.domains.information import actions as information
from frontdesk.domains.insight import actions as insight
from frontdesk.domains.notifications import actions as notifications
from frontdesk.domains.notifications import queries as messages
from frontdesk.domains.organisations import actions as organisations
from frontdesk.domains.organisations.types import StrategyEntry
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries as people_queries
from frontdesk.domains.places import actions as places
from frontdesk.domains.places.tests import village
from frontdesk.domains.places.types import ProfileRow
from frontdesk.domains.requests import actions as requests
from frontdesk.domains.segments import actions as segments
from frontdesk.domains.standards import actions as standards
from frontdesk.domains.standards.tests.made import promise
from frontdesk.domains.standards.types import Basis, RateCard
from frontdesk.kernel import clock, tenancy
from tests.support.cast import Cast, make_cast, make_councils
from tests.support.services import publish

AMINA = {"name": "Amina Testwood", "email": "amina@example.org"}
BIN = {"address": "12 Mill Lane, ZY1 1AB", "bin": "rubbish", "missed-on": "2026-11-30", "assisted": "no", **AMINA}
MORNING = datetime(2026, 12, 1, 9, tzinfo=UTC)
"""An hour before most stories begin."""


def two_councils() -> Cast:
    """Both councils with their cast, the second at work: how every database that tests read begins."""
    cast = make_cast(make_councils())
    open_for_work(cast)
    return cast


def open_for_work(cast: Cast) -> None:
    """Littlewick promises, serves, counts and tells; its jobs are taken away, so that none runs in a story."""
    with tenancy.acting_for(cast.councils.littlewick.id):
        with clock.at(MORNING - timedelta(days=1)):
            _promise(cast)
        with clock.at(MORNING):
            _serve(cast, _know(cast))
            _count(cast)
            _protect(cast)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


def _promise(cast: Cast) -> None:
    """A service, a promise, what a call costs, what is said of it, and somebody who may ask by machine."""
    system = cast.littlewick_system
    village.build(system)
    publish(system, "missed-bin")
    standards.set_standards(system, standards=[promise(within="1 working day")])
    standards.set_rates(system, cards=[RateCard(Basis.CONTACT, date(2026, 4, 1), {"phone": 999}, "Invented")])
    organisations.set_strategy(system, entries=[StrategyEntry("fact", "calls", {"text": "Half of all calls wait."})])
    access.create_token(system, label="Their telephones", scopes=["contacts"])


def _know(cast: Cast) -> int:
    """The customer, by the sign-in that she has in demo: her record and proved email, a need, an exception, a look."""
    amina = access_queries.actor_for(cast.councils.littlewick.id, cast.amina.user)
    person = people.own_record(
        amina, **AMINA, source="web", phone="07700 900123", address="12 Mill Lane", postcode="ZY1 1AB"
    )
    people.prove_contact_point(cast.littlewick_system, point=people_queries.mail_of(amina.council, person).point or 0)
    people.record_need(cast.lena, person=person, need="large-print", instruction="Write to her in large print")
    people.grant_exception(cast.lena, person=person, service="housing-register", reason="no-internet")
    people.note_signs(cast.lena.council, person=person, signs=["declined-skill"])
    people_queries.person(cast.lena, person)
    return person


def _serve(cast: Cast, person: int) -> None:
    """An open report and one that is done, a message that never arrived, a form saved, and a call to Oli, who helps."""
    council, lena = cast.councils.littlewick.id, cast.lena
    helping = replace(lena, user=cast.oli.user)
    for bin in ("rubbish", "recycling"):
        made = requests.report_request(
            lena, service="missed-bin", channel="phone", answers=BIN | {"bin": bin}, person=person, even_if_same=True
        )
    requests.close_request(lena, request=made.request or 0, outcome="emptied", message="We came at noon.")
    told = messages.messages_to(council, [person])
    notifications.give_up(council=council, message=told[-1].id)
    begun = forms.start_draft(lena, service="missed-bin", channel="phone", person=person)
    forms.save_for_later(lena, draft=begun.draft, email=AMINA["email"], key=begun.key)
    contacts.record_contact(
        helping, channel="phone", person=person, started_at=MORNING - timedelta(minutes=7), ended_at=MORNING,
        matters=[MatterIn("missed-bin", "progress", WrapUp("answered", "failure"))],
    )  # fmt: skip


def _protect(cast: Cast) -> None:
    """What its customer asked by right."""
    amina = access_queries.actor_for(cast.councils.littlewick.id, cast.amina.user)
    person = people_queries.person_of(amina.council, amina.user or 0)
    information.ask_by_right(amina.as_person(person), kind="access", words="What do you hold?")


def _count(cast: Cast) -> None:
    """Its figures of the day. Not by the news, whose delivery waits for whatever else runs on the server."""
    insight.recount_requests(cast.littlewick_system, days=[MORNING.date()])
    insight.recount_contacts(cast.littlewick_system, days=[MORNING.date()])
    areas = [ProfileRow("ZY1 1AB", "theirs", "Their hills", signal=50)]
    places.load_profiles(cast.littlewick_system, rows=areas)
    segments.count_all(cast.councils.littlewick.id)
