"""News about requests, contacts and standards: the days they fell on are counted again."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import connection

from frontdesk.domains.insight import actions
from frontdesk.domains.insight.queries.grown import YEAR_DAYS
from frontdesk.domains.standards.types import CALENDARS_CHANGED, STANDARDS_CHANGED
from frontdesk.kernel import clock, imports
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.journal import Entry, reaction

_OF_IMPORTS = (imports.ENDED, imports.UNDONE)


@reaction("insight.requests", "requests.received", "requests.closed", "requests.reopened", "requests.disputed",
          "requests.withdrawn", "requests.recategorised", "requests.moved", "requests.corrected",
          "requests.file_corrected", "requests.placed", *_OF_IMPORTS)  # fmt: skip
def count_requests(entries: Sequence[Entry]) -> None:
    """Recount the days on which the requests named were received."""
    days = _days("requests_facts", entries, "request")
    if days:
        actions.recount_requests(Actor.system(entries[0].council), days=days)


@reaction("insight.contacts", "contacts.opened", "contacts.ended", "contacts.recorded", "contacts.wrapped_up",
          "contacts.matter_added", "contacts.named", "contacts.placed", *_OF_IMPORTS)  # fmt: skip
def count_contacts(entries: Sequence[Entry]) -> None:
    """Recount the days on which the contacts named took place."""
    days = _days("contacts_facts", entries, "contact")
    if days:
        actions.recount_contacts(Actor.system(entries[0].council), days=days)


@reaction("insight.standards", STANDARDS_CHANGED, CALENDARS_CHANGED)
def count_answers(entries: Sequence[Entry]) -> None:
    """A standard may begin in the past, and so may opening hours: recount the year that the charter tells."""
    days = [clock.today() - timedelta(days=n) for n in range(YEAR_DAYS)]
    actions.recount_answers(Actor.system(entries[0].council), days=days)


def _days(view: str, entries: Sequence[Entry], thing: str) -> set[date]:
    """The days that news is about. Rows of an import are told of together when the run ends, and not each by itself."""
    ids = [entry.thing_id for entry in entries if entry.thing_type == thing and "import" not in entry.data]
    spans = [imports.span_of(entry) for entry in entries if entry.thing_type == "import"]
    days = {day for span in spans for day in span.days()}
    if not ids:
        return days
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT local_day FROM {view} WHERE council = %s AND id = ANY(%s)", [entries[0].council, ids]
        )
        return days | {row[0] for row in cursor.fetchall()}
