"""The other council is at work too: what a test of the first must never see.

A customer of the same name, email, phone and address as the stories' Amina, her report of the same missed bin, and a
call about it. Made once, by the verbs, and committed beneath every test that has the cast.
"""

from datetime import UTC, datetime

from django.db import connection

from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.contacts.types import MatterIn, WrapUp
from frontdesk.domains.people import actions as people
from frontdesk.domains.requests import actions as requests
from frontdesk.domains.standards import actions as standards
from frontdesk.domains.standards.tests.made import promise
from frontdesk.kernel import clock, tenancy
from tests.support.cast import Cast
from tests.support.services import publish

AMINA = {"name": "Amina Testwood", "email": "amina@example.org"}
BIN = {"address": "12 Mill Lane, ZY1 1AB", "bin": "rubbish", "missed-on": "2026-11-30", "assisted": "no", **AMINA}


def open_for_work(cast: Cast) -> None:
    """Littlewick has a service, a promise, a customer, a request of hers and a call. Its jobs are taken away."""
    council = cast.councils.littlewick.id
    with tenancy.acting_for(council), clock.at(datetime(2026, 12, 1, 9, tzinfo=UTC)):
        publish(cast.littlewick_system, "missed-bin")
        standards.set_standards(cast.littlewick_system, standards=[promise()])
        person = people.create_person(
            cast.lena, **AMINA, source="phone", phone="07700 900123", address="12 Mill Lane", postcode="ZY1 1AB"
        )
        requests.report_request(cast.lena, service="missed-bin", channel="phone", answers=BIN, person=person)
        contacts.record_contact(
            cast.lena, channel="phone", person=person, started_at=clock.now(), ended_at=clock.now(),
            matters=[MatterIn("missed-bin", "progress", WrapUp("answered", "value"))],
        )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
