"""Contacts of a telephone system, a till or the records of before: one line a contact with its matter."""

from collections.abc import Sequence

from frontdesk.console.imports.customers import Customers, with_customers
from frontdesk.console.imports.kind import Answer, Kind, Numbered
from frontdesk.console.imports.mapping import MappingTable, Values
from frontdesk.domains.contacts import actions
from frontdesk.domains.contacts.types import INBOUND, ContactIn, MatterIn, WrapUp
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.words import local

_WRAP_UP = ("outcome", "demand", "demand_reason", "avoidable", "offered", "declined_why")
_FIELDS = {
    "key": "text", "channel": "text", "direction": "text", "customer": "text", "assisted": "flag",
    "started_at": "time", "answered_at": "time", "ended_at": "time",
    "service": "text", "reason": "text", **dict.fromkeys(_WRAP_UP, "text"), "avoidable": "flag",
}  # fmt: skip


def _load(actor: Actor, table: MappingTable, lines: Sequence[Numbered], run: int | None) -> list[Answer]:
    def record(good: Sequence[Numbered], known: Customers) -> list[Answer]:
        recorded = actions.record_contacts(actor, rows=[_contact(table, values, known) for _, values in good], run=run)
        return [
            Answer(line, one.again, one.refused, day=local(values["started_at"]).date())
            for (line, values), one in zip(good, recorded, strict=True)
        ]

    return with_customers(actor.council, table, lines, record)


def _contact(table: MappingTable, values: Values, customers: Customers) -> ContactIn:
    ended = values.get("ended_at") or values.get("answered_at") or values["started_at"]
    noted = {name: values[name] for name in _WRAP_UP if name in values}
    matter = MatterIn(values.get("service", ""), values.get("reason", ""), WrapUp(**{"outcome": "", **noted}))
    return ContactIn(
        channel=values["channel"],
        started_at=values["started_at"],
        person=customers.get(values.get("customer", "")),
        answered_at=values.get("answered_at"),
        ended_at=ended,
        direction=values.get("direction", INBOUND),
        assisted=values.get("assisted", False),
        matters=(matter,) if matter != MatterIn() else (),
        key=f"{table.source}:{values['key']}",
    )


CONTACTS = Kind("contacts", _FIELDS, ("channel", "started_at"), _load, actions.undo_import, apart=True)
