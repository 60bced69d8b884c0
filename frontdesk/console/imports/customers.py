"""Customers whom a line names by the number that another system knows them by."""

from collections.abc import Mapping, Sequence

from frontdesk.console.imports.kind import Numbered
from frontdesk.console.imports.mapping import MappingTable
from frontdesk.domains.people import queries as people


def customers_of(council: int, table: MappingTable, lines: Sequence[Numbered]) -> Mapping[str, int]:
    """The customers named in `customer`, by their number in the system that the mapping names."""
    named = {values["customer"] for _, values in lines if values.get("customer")}
    return people.people_by_identity(council, table.customers, named) if named else {}


def strangers(table: MappingTable, lines: Sequence[Numbered], known: Mapping[str, int]) -> dict[int, str]:
    """The lines whose customer we do not have, with the sentence that says so."""
    system = table.customers or "the system that the mapping should name as “customers”"
    return {
        line: f"We have no customer “{values['customer']}” of {system}."
        for line, values in lines
        if values.get("customer") and values["customer"] not in known
    }
