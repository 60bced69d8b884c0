"""The timeline of a customer: entries of the journal in plain words, only of what the actor may know."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from django.urls import reverse

from frontdesk.domains.access import queries as access
from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.contacts.types import Contact
from frontdesk.kernel import journal
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.journal import Entry
from frontdesk.sites.desk.names import service_names
from frontdesk.ui import words

PAGE = 30
AREAS: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        "": ("Everything", ()),
        "contacts": ("Contacts", ("contacts.recorded", "contacts.opened")),
        "requests": ("Requests", ("requests.",)),
        "forms": ("Forms begun", ("forms.",)),
        "card": ("Card", ("cards.",)),
        "record": ("Their record", ("people.", "information.", "notices.")),
    }
)
"""What the timeline can be narrowed to: code, words, kinds of entries."""

SAID: Mapping[str, str] = MappingProxyType(
    {
        "contacts.recorded": "Contact",
        "contacts.opened": "Contact",
        "forms.draft_started": "Began a form",
        "forms.draft_saved": "Saved a form to finish later",
        "forms.draft_resumed": "Came back to a saved form",
        "forms.draft_continued": "We went on with their form for them",
        "forms.draft_cleared": "A form that was not finished was deleted",
        "forms.help_agreed": "Agreed that we may offer help with a form",
        "forms.help_offered": "We offered help with a form that was not finished",
        "forms.help_asked": "Asked for help with a form",
        "forms.help_given": "We helped with a form",
        "forms.help_refused": "Wanted no help with a form",
        "people.created": "Record made",
        "people.changed": "Details changed",
        "people.point_added": "A way to reach them added",
        "people.proved": "Proved that they can be reached there",
        "notifications.chosen": "Chose how to hear from us",
        "people.account_closed": "Closed their account",
        "people.linked": "Account linked to this record",
        "people.account_help_started": "We helped with their account",
        "people.account_help_done": "They finished what we helped with in their account",
        "people.account_help_stopped": "Help with their account was stopped",
        "people.account_used_again": "Used their account by themselves after we helped",
        "people.identity_proved": "Proved who they are",
        "people.proof_ended": "A proof of who they are was ended",
        "people.moved": "New address",
        "people.need_recorded": "Need recorded",
        "people.need_changed": "Need changed",
        "people.need_reviewed": "Asked about a need: still so",
        "people.need_asked": "Asked how to help: nothing to record",
        "people.need_ended": "Need ended",
        "people.exception_granted": "May use an online-only service another way",
        "people.exception_ended": "Exception to online-only ended",
        "people.death_said": "We were told that they have died",
        "people.died": "Death recorded",
        "people.death_ended": "Not so that they have died: taken back",
        "notices.given": "Told us once",
        "notices.person_found": "Found to be whom a notice is about",
        "notices.checked": "What was told once was passed",
        "notices.refused": "What was told once was a mistake",
        "notices.took_effect": "Record changed by what was told once",
        "notices.agreed": "Agreed that more are told",
        "notices.told": "A recipient was told",
        "notices.told_again": "A recipient was asked again",
        "notices.confirmed": "A recipient confirmed",
        "notices.could_not": "A recipient could not be told",
        "notices.not_wanted": "A recipient is not told",
        "notices.taken_back": "A recipient was told that it was a mistake",
        "people.restricted": "Who may see this record was changed",
        "people.joined": "Joined with another record of the same customer",
        "people.parted": "A join with another record was undone",
        "people.join_proposed": "Proposed to be the same customer as another record",
        "people.join_rejected": "Said not to be the same customer as another record",
        "information.asked": "Asked about the information we hold",
        "information.changed": "What they asked about their information moved on",
        "information.closed": "What they asked about their information was answered",
        "information.copy_made": "A copy of what we hold was collected",
        "information.copy_released": "A copy of what we hold was given",
        "information.copy_read": "The copy of what we hold was fetched",
        "information.consent_changed": "Said what they agree to",
        "information.hold_made": "A legal hold was put on their record",
        "information.rectified": "Those who were told before are told what is right",
        "payments.account_linked": "Account in a back office linked",
        "payments.account_ended": "Account in a back office taken off",
        "partners.connected": "Opened an outside service with their sign-in",
        "partners.disconnected": "Stopped signing in to an outside service",
        "cards.given": "Card given",
        "cards.lost": "Card reported lost",
        "cards.replaced": "Card replaced",
        "cards.ended": "Card ended",
        "cards.birth_proved": "Date of birth seen on a document",
        "cards.granted": "Put on the card",
        "cards.entitlement_ended": "Taken off the card",
        "cards.offer_posted": "Offer posted",
        "cards.offer_published": "Offer let through",
        "cards.offer_refused": "Offer not let through",
        "cards.offer_ended": "Offer ended",
        "requests.received": "Request received",
        "requests.assigned": "Request given to somebody",
        "requests.noted": "Note on a request",
        "requests.asked": "We asked the customer a question",
        "requests.answered": "The customer answered",
        "requests.added": "The customer added something",
        "requests.written": "We wrote to the customer",
        "contacts.conversation_begun": "Wrote to us",
        "contacts.wrote_to_us": "Wrote to us again",
        "contacts.we_wrote": "We answered what they wrote",
        "contacts.conversation_settled": "Nothing left to answer in what they wrote",
        "documents.letter_issued": "Letter issued",
        "documents.letter_opened": "Opened a letter in their account",
        "documents.letter_posted": "Letter posted",
        "documents.format_made": "Letter made in another format",
        "requests.moved": "Request moved on",
        "requests.closed": "Request closed",
        "requests.disputed": "The customer says it is not done",
        "requests.reopened": "Request opened again",
        "requests.withdrawn": "The customer no longer needs it",
        "requests.corrected": "Request corrected",
        "requests.file_corrected": "A file was replaced or taken back",
        "requests.recategorised": "Request turned into another",
        "requests.extended": "More time taken",
        "requests.late_warned": "Warned that the promise is at risk",
        "notifications.sent": "We wrote to the customer",
        "notifications.failed": "Our message did not reach the customer",
        "notifications.sent_again": "We are sending the message again",
        "notifications.settled": "The customer was reached another way",
        "requests.read": "Read what the customer wrote",
        "requests.placed": "Its ward was found",
        "requests.linked": "Linked with another request or a contact",
        "requests.delay_told": "We told the customer of a delay",
    }
)
"""What each kind of entry says. Kinds that are not here say nothing to a person and are left out."""

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
    """A page of it; `after` is the key of the next page, '' on the last."""

    lines: tuple[Line, ...]
    after: str


def entries(actor: Actor, people: Iterable[int], area: str, before: str) -> list[Entry]:
    """What the journal has of these records, newest first: a page, and one more where there are more."""
    kinds = AREAS.get(area, AREAS[""])[1]
    return journal.timeline(actor.council, people=people, areas=kinds, before=_key(before), limit=PAGE + 1)


def requests_in(found: Iterable[Entry]) -> set[int]:
    """The requests that entries are about."""
    return {each.thing_id for each in found if each.thing_type == "request"}


def told(actor: Actor, entries: Sequence[Entry], requests: Known) -> Timeline:
    """Entries in words; `requests` are those of them that the actor may see."""
    shown = entries[:PAGE]
    about = _About(actor, shown, requests)
    lines = tuple(line for line in (about.line(entry) for entry in shown) if line)
    last = shown[-1] if len(entries) > PAGE else None
    return Timeline(lines, f"{last.happened_at:%Y%m%dT%H%M%S.%f}-{last.id}" if last else "")


def _key(before: str) -> tuple[datetime, int] | None:
    moment, _, number = before.partition("-")
    try:
        return datetime.strptime(moment + "+0000", "%Y%m%dT%H%M%S.%f%z"), int(number)
    except ValueError:
        return None


class _About:
    """Names of what the entries of one page are about, each kind of thing read once."""

    def __init__(self, actor: Actor, entries: Iterable[Entry], requests: Known) -> None:
        found = list(entries)
        self.services = service_names(actor)
        self.labels = contacts.lists_of(actor.council).channels
        self.users = access.names_of(actor.council, {each.user for each in found if each.user})
        ids = {each.thing_id for each in found if each.thing_type == "contact"}
        self.contacts = contacts.contacts_by_id(actor.council, ids) if ids else {}
        self.requests = requests

    def line(self, entry: Entry) -> Line | None:
        """The entry in words; None for what says nothing, or what the actor may not know of."""
        said = SAID.get(entry.kind)
        if said is None or entry.happened_at is None:
            return None
        by = self.users.get(entry.user or 0, "")
        kind = self.labels.get(entry.via, "")
        if entry.thing_type == "request":
            return self._request(entry, said, by, kind)
        if entry.thing_type == "contact":
            return self._contact(entry, by, kind)
        service = entry.data.get("service", "")
        if service and service not in self.services:
            return None
        return Line(said, by, entry.happened_at, kind, self.services.get(service, ""))

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
        if found.matters and not self._about(found):
            return None
        about = words.listed(self._about(found))
        href = reverse("site_desk:contact", kwargs={"contact": found.id})
        return Line(about or "Contact", by, entry.happened_at, kind, "", href)

    def _about(self, contact: Contact) -> list[str]:
        """What a contact was about; matters of restricted services are as if they were not there."""
        return [
            self.services.get(each.service) or "Contact"
            for each in contact.matters
            if not each.service or each.service in self.services
        ]
