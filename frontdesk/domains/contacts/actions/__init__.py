"""The verbs of contacts."""

from frontdesk.domains.contacts.actions.erase import erase_people, expire, expire_conversations
from frontdesk.domains.contacts.actions.record import record_contact, record_contacts, record_whole
from frontdesk.domains.contacts.actions.take import (
    add_matter,
    end_contact,
    end_for_leaver,
    open_contact,
    say_who,
    wrap_up,
)
from frontdesk.domains.contacts.actions.talking import (
    mark_seen,
    settle_conversation,
    write_again,
    write_back,
    write_to_us,
)
from frontdesk.domains.contacts.actions.undo import undo_import
from frontdesk.domains.contacts.actions.wards import place_contact

__all__ = [
    "add_matter",
    "end_contact",
    "end_for_leaver",
    "erase_people",
    "expire",
    "expire_conversations",
    "mark_seen",
    "open_contact",
    "place_contact",
    "record_contact",
    "record_contacts",
    "record_whole",
    "say_who",
    "settle_conversation",
    "undo_import",
    "wrap_up",
    "write_again",
    "write_back",
    "write_to_us",
]
