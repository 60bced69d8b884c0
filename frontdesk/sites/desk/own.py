"""Staff who are residents: nobody works on their own record, request or form at the desk (REQUIREMENTS B11)."""

from collections.abc import Mapping
from typing import Any

from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.documents import queries as documents
from frontdesk.domains.forms import queries as forms
from frontdesk.domains.information import queries as information
from frontdesk.domains.notices import queries as notices
from frontdesk.domains.people import queries as people
from frontdesk.domains.requests import queries as requests
from frontdesk.domains.requests.types.many import OWN
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotAllowed
from frontdesk.kernel.words import row_number

SENTENCE = OWN
_NAMES = ("person", "who")
"""Names under which pages send the id of a customer."""


def refuse_own(actor: Actor, parts: Mapping[str, Any], sent: Mapping[str, str]) -> None:
    """NotAllowed where an address (`parts` of its route), or what is `sent` to it, is about the actor themselves.

    It costs nothing for staff whose sign-in is nobody's record here.
    """
    if actor.person is None:
        return
    mine = set(people.cluster(actor.council, actor.person))
    named = {row_number(sent.get(name)) for name in _NAMES} - {None}
    named |= {int(parts["other"])} if "other" in parts else set()
    if not mine.isdisjoint(named | {_about(actor, parts)}):
        raise NotAllowed(SENTENCE)


def _about(actor: Actor, parts: Mapping[str, Any]) -> int | None:
    """The customer that an address is about; None where there is none, or the actor may not know of it anyway."""
    if "person" in parts:
        return int(parts["person"])
    if "request_id" in parts:
        return requests.person_behind(actor, parts["request_id"])
    if "notice" in parts:
        return notices.person_behind(actor, parts["notice"])
    if "case" in parts:
        return information.person_behind(actor, parts["case"])
    if "conversation" in parts:
        return contacts.whose_conversation(actor.council, parts["conversation"])
    if "letter" in parts:
        return documents.whose_letter(actor.council, parts["letter"])
    if "draft" in parts:
        return forms.draft(actor, parts["draft"]).person
    contact = contacts.contact(actor, parts["contact"]) if "contact" in parts else None
    return contact.person if contact else None
