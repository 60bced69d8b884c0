"""Requests of another system: one line a request as it stands there, with the contact it came by."""

from collections.abc import Sequence

from frontdesk.console.imports.customers import Customers, with_customers
from frontdesk.console.imports.kind import Answer, Kind, Numbered
from frontdesk.console.imports.mapping import MappingTable, Values
from frontdesk.domains.requests import actions
from frontdesk.domains.requests.types import RequestIn
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.words import local

OWN = "own"
"""The channel of what the council's own staff found: no customer came, so it counts in no ratio."""
_FIELDS = {
    "key": "text", "service": "text", "channel": "text", "customer": "text", "assisted": "flag",
    "received_at": "time", "closed_at": "time", "due_on": "day", "status": "text", "outcome": "text",
    "latitude": "number", "longitude": "number", "title": "text", "words": "text",
}  # fmt: skip


def _load(actor: Actor, table: MappingTable, lines: Sequence[Numbered], run: int | None) -> list[Answer]:
    def load(good: Sequence[Numbered], known: Customers) -> list[Answer]:
        loaded = actions.load_requests(actor, rows=[_request(table, values, known) for _, values in good], run=run)
        return [
            Answer(line, one.again, one.refused, one.remark, local(values["received_at"]).date())
            for (line, values), one in zip(good, loaded, strict=True)
        ]

    return with_customers(actor.council, table, lines, load)


def _request(table: MappingTable, values: Values, customers: Customers) -> RequestIn:
    placed = "latitude" in values and "longitude" in values
    words = [values[name] for name in ("title", "words") if values.get(name)]
    return RequestIn(
        key=f"{table.source}:{values['key']}",
        service=values["service"],
        received_at=values["received_at"],
        channel=values["channel"].removeprefix(OWN),
        closed_at=values.get("closed_at"),
        status=values.get("status", ""),
        outcome=values.get("outcome", ""),
        due_on=values.get("due_on"),
        person=customers.get(values.get("customer", "")),
        assisted=values.get("assisted", False),
        place=(values["latitude"], values["longitude"]) if placed else None,
        words="\n\n".join(words),
    )


REQUESTS = Kind("requests", _FIELDS, ("service", "channel", "received_at"), _load, actions.undo_import)
