"""What some people of the demo's town need: recorded over the last years, so that some are to be asked about again."""

from datetime import timedelta
from random import Random

from frontdesk.console.demo.calls import Desk
from frontdesk.console.demo.people import SYSTEM
from frontdesk.domains.organisations.types import Council
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries
from frontdesk.domains.people.types.needs import AGREED, WITHOUT
from frontdesk.kernel import clock, tenancy

EVERY, MONTHS = 40, 30
"""Every so many of the first people of the town has a need, recorded up to so many months ago."""
NEEDS = (
    ("interpreter", "Punjabi", AGREED, ""),
    ("hearing", "", AGREED, ""),
    ("large-print", "", AGREED, ""),
    ("times", "after 4pm", AGREED, ""),
    ("memory", "", AGREED, ""),
    ("mobility", "", AGREED, ""),
    ("no-online", "", AGREED, ""),
    ("carer", "Ruth, with letters", AGREED, ""),
    ("safety", "Never leave a voicemail", WITHOUT, "It was not safe to ask on the phone"),
    ("slow-speech", "", AGREED, ""),
)
SIGNS = ("declined-skill", "declined-literacy", "mail-returned")


def make_needs(council: Council) -> None:
    """Needs and signs of needs, written by the demo's adviser. Where one of them is on record, all are left alone."""
    with tenancy.acting_for(council.id):
        desk = Desk.open(council.id, Random(0))  # noqa: S311 (nothing is thrown)
        keys = [f"{SYSTEM}-{number:07}" for number in range(1, EVERY * MONTHS, EVERY)]
        found = queries.people_by_identity(council.id, SYSTEM, keys)
        ids = [found[key] for key in keys if key in found]
        if desk is None or any(queries.help_for(desk.adviser, person) for person in ids):
            return
        now = clock.now()
        for months, person in enumerate(ids):
            need, detail, consent, words = NEEDS[months % len(NEEDS)]
            with clock.at(now - timedelta(days=30 * months)):
                people.record_need(
                    desk.adviser, person=person, need=need, detail=detail, consent=consent, consent_words=words
                )
            people.note_signs(council.id, person=person + 1, signs=[SIGNS[months % len(SIGNS)]])
