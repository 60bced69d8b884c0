"""Open drafts on the page of everything about a customer, read in the statement that reads the customer."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from frontdesk.domains.forms import policy
from frontdesk.domains.forms.queries.drafts import hidden_services
from frontdesk.domains.forms.types import Brief
from frontdesk.domains.people.types import Person
from frontdesk.domains.people.types.beside import Beside
from frontdesk.domains.services import queries as services
from frontdesk.kernel.actor import Actor

_DRAFTS = """
SELECT x.id, x.version_id, x.service, x.started_by, x.last_activity FROM forms_draft x
WHERE x.council_id = %(council)s AND x.state = 'open' AND x.person_id = ANY(%(people)s)
ORDER BY x.last_activity DESC LIMIT 50
"""
BESIDE = (Beside("draft", _DRAFTS),)
"""What is wanted of whoever reads a customer."""


def drafts_beside(actor: Actor, person: Person) -> list[Brief]:
    """Open drafts of a customer that staff may see, by what was read beside the customer; last worked on first."""
    hidden = hidden_services(actor)

    def sees(row: Mapping[str, Any]) -> bool:
        named, begun_by = row["service"] not in hidden, (row["started_by"],)
        return policy.may_open(actor, holds_key=False, person=person.id, own=(), named=named, hands=begun_by)

    seen = [row for row in person.beside.get("draft", ()) if sees(row)]
    versions = services.versions(actor.council, {row["version_id"] for row in seen})
    found = [
        Brief(row["id"], versions[row["version_id"]].definition.name, datetime.fromisoformat(row["last_activity"]))
        for row in seen
    ]
    return sorted(found, key=lambda each: each.last_activity, reverse=True)
