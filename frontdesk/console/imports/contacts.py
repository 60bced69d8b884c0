"""Contacts of a telephone system, a till or the records of before: one line a contact with its matter."""

from collections.abc import Mapping, Sequence

from frontdesk.console.imports.kind import Answer, Kind, Numbered
from frontdesk.console.imports.mapping import MappingTable, Values
from frontdesk.domains.contacts import actions
from frontdesk.domains.contacts.types import INBOUND, ContactIn, MatterIn, WrapUp
from frontdesk.domains.people import queries as people
from frontdesk.kernel.actor import Actor

_WRAP_UP = ("outcome", "demand", "demand_reason", "avoidable", "offered", "declined_why")
_FIELDS = {
    "key": "text", "channel": "text", "direction": "text", "customer": "text", "assisted": "flag",
    "started_at": "time", "answered_at": "time", "ended_at": "time",
    "service": "text", "reason": "text", **dict.fromkeys(_WRAP_UP, "text"), "avoidable": "flag",
}  # fmt: skip


def _load(actor: Actor, table: MappingTable, lines: Sequence[Numbered], run: int | None) -> list[Answer]:
    customers = _customers(actor.council, table, lines)
    unknown = {
        line: f"We have no customer “{values['customer']}” of {table.customers or 'a system the mapping names'}."
        for line, values in lines
        if values.get("customer") and values["customer"] not in customers
    }
    good = [(line, values) for line, values in lines if line not in unknown]
    rows = [_contact(table, values, customers) for _, values in good]
    recorded = dict(zip((line for line, _ in good), actions.record_contacts(actor, rows=rows, run=run), strict=True))
    return [
        Answer(line, refused=unknown[line])
        if line in unknown
        else Answer(line, recorded[line].again, recorded[line].refused)
        for line, _ in lines
    ]


def _customers(council: int, table: MappingTable, lines: Sequence[Numbered]) -> Mapping[str, int]:
    """The customers that lines name by the number they have in the system of the mapping."""
    named = {values["customer"] for _, values in lines if values.get("customer")}
    return people.people_by_identity(council, table.customers, named) if named else {}


def _contact(table: MappingTable, values: Values, customers: Mapping[str, int]) -> ContactIn:
    ended = values.get("ended_at") or values.get("answered_at") or values["started_at"]
    matter = MatterIn(
        values.get("service", ""), values.get("reason", ""),
        WrapUp(**{"outcome": "", **{name: values[name] for name in _WRAP_UP if name in values}}),
    )  # fmt: skip
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


CONTACTS = Kind("contacts", _FIELDS, ("channel", "started_at"), _load, actions.undo_import)
