"""Reading outside systems, customers' ways into them, and what these say."""

from frontdesk.domains.partners.queries.connections import (
    agreed,
    claims_of,
    connections_of,
    held_on,
    refuse_entry,
    subject_of,
    user_of,
)
from frontdesk.domains.partners.queries.live import documents
from frontdesk.domains.partners.queries.systems import system, system_of_client, systems

__all__ = [
    "agreed",
    "claims_of",
    "connections_of",
    "documents",
    "held_on",
    "refuse_entry",
    "subject_of",
    "system",
    "system_of_client",
    "systems",
    "user_of",
]
