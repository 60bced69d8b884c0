"""The timeline of a customer: entries of the journal in plain words, only of what the actor may know."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.urls import reverse

from frontdesk.domains.access import queries as access
from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.requests.types import TO_STAFF
from frontdesk.kernel import journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.journal import Entry
from frontdesk.kernel.words import row_number
from frontdesk.sites.desk.leads import lead_of, more_of
from frontdesk.sites.desk.names import service_names
from frontdesk.sites.desk.said import AREAS, SAID
from frontdesk.ui import words

PAGE = 25

Known = Mapping[int, tuple[str, str]]
"""Requests that the actor may see: id to (name of the service, reference)."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the timeline, as `ui/components/moj.jinja` shows it."""

    title: str
    by: str
    at: datetime
    kind: str = ""
    text: str = ""
    href: str = ""
    link: str = ""
    words: str = ""
    """The words of a message, which open at a press."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """A page of it; `after` is the key of the next page, '' on the last. It may have fewer lines than entries: what the
    reader may not know of is left out."""

    lines: tuple[Line, ...]
    after: str


def area_of(typed: str) -> str:
    """The code of what the timeline is narrowed to; '' for everything, and for what is none of them."""
    return typed if typed in AREAS else ""


def entries(actor: Actor, people: Iterable[int], area: str, before: str) -> list[Entry]:
    """What the journal has of these records, newest first: a page, and one more where there are more.

    `before` is the key of the last entry already shown (`Timeline.after`); what cannot be one gives the first page.
    """
    return journal.timeline(actor.council, people=people, kinds=AREAS[area][1], before=_key(before), limit=PAGE + 1)


def requests_in(found: Iterable[Entry]) -> set[int]:
    """The requests that entries are about."""
    return {each.thing_id for each in found if each.thing_type == "request"}


def told(actor: Actor, person: int, entries: Sequence[Entry], requests: Known) -> Timeline:
    """Entries of a customer, known by the record in front, in words; `requests` are those that the actor may see."""
    shown = entries[:PAGE]
    about = _About(actor, person, shown, requests)
    lines = tuple(line for line in (about.line(entry) for entry in shown) if line)
    return Timeline(lines, _after(shown[-1]) if len(entries) > PAGE else "")


def _after(last: Entry) -> str:
    """The key behind an entry: its moment to the microsecond, and its number, since two may share a moment."""
    return f"{last.happened_at.astimezone(UTC):%Y%m%dT%H%M%S.%f}-{last.id}" if last.happened_at else ""


def _key(before: str) -> tuple[datetime, int] | None:
    moment, _, typed = before.partition("-")
    number = row_number(typed)
    try:
        return None if number is None else (datetime.strptime(moment + "+0000", "%Y%m%dT%H%M%S.%f%z"), number)
    except ValueError:
        return None


class _About:
    """Names of what the entries of one page are about, each kind of thing read once."""

    def __init__(self, actor: Actor, person: int, entries: Iterable[Entry], requests: Known) -> None:
        found = list(entries)
        self.actor, self.person = actor, person
        self.services = service_names(actor)
        self.labels = contacts.lists_of(actor.council).channels
        self.users = access.names_of(actor.council, {each.user for each in found if each.user})
        ids = {each.thing_id for each in found if each.thing_type == "contact"}
        self.contacts = contacts.contacts_by_id(actor.council, ids) if ids else {}
        self.requests = requests

    def line(self, entry: Entry) -> Line | None:
        """The entry in words; None for what says nothing, or what the actor may not know of."""
        said = SAID.get(entry.kind)
        if said is None or entry.happened_at is None or _to_staff(entry):
            return None
        by = self.users.get(entry.user or 0, "")
        kind = self.labels.get(entry.via, "")
        if entry.thing_type == "request":
            return self._request(entry, said, by, kind)
        if entry.thing_type == "contact":
            return self._contact(entry, by, kind)
        service = entry.data.get("service", "")
        if (service or entry.thing_type == "draft") and service not in self.services:
            return None
        href, link = lead_of(self.actor, entry, self.person)
        text = self.services.get(service) or more_of(self.actor, entry)
        return Line(said, by, entry.happened_at, kind, text, href, link)

    def _request(self, entry: Entry, said: str, by: str, kind: str) -> Line | None:
        known = self.requests.get(entry.thing_id)
        if known is None or entry.happened_at is None:
            return None
        href = reverse("site_desk:request", kwargs={"request_id": entry.thing_id})
        return Line(f"{said}: {known[0]}", by, entry.happened_at, kind, "", href, f"Open {known[1]}")

    def _contact(self, entry: Entry, by: str, kind: str) -> Line | None:
        found = self.contacts.get(entry.thing_id)
        if found is None or entry.happened_at is None:
            return None
        # Matters of restricted services are as if they were not there.
        seen = [each.service for each in found.matters if not each.service or each.service in self.services]
        if found.matters and not seen:
            return None
        said, about = SAID[entry.kind], words.listed([self.services[code] for code in seen if code])
        href = reverse("site_desk:contact", kwargs={"contact": found.id})
        return Line(f"{said}: {about}" if about else said, by, entry.happened_at, kind, "", href)


def _to_staff(entry: Entry) -> bool:
    """Whether it is a message to whoever has the request, which the customer was not sent."""
    return entry.kind.startswith("notifications.") and entry.data.get("topic") in TO_STAFF
