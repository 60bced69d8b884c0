"""Customers whom a line names by the number that another system knows them by."""

from collections.abc import Callable, Mapping, Sequence

from frontdesk.console.imports.kind import Answer, Numbered
from frontdesk.console.imports.mapping import MappingTable
from frontdesk.domains.people import queries as people

Customers = Mapping[str, int]
"""Our records by the number in the other system."""


def with_customers(
    council: int,
    table: MappingTable,
    lines: Sequence[Numbered],
    load: Callable[[Sequence[Numbered], Customers], list[Answer]],
) -> list[Answer]:
    """What `load` answers for the lines whose `customer` we have, or that name none; the others are refused."""
    named = {values["customer"] for _, values in lines if values.get("customer")}
    known = people.people_by_identity(council, table.customers, named) if named else {}
    good = [(line, values) for line, values in lines if not values.get("customer") or values["customer"] in known]
    taken = {line for line, _ in good}
    system = table.customers or "the system that the mapping should name as “customers”"
    return load(good, known) + [
        Answer(line, refused=f"We have no customer “{values['customer']}” of {system}.")
        for line, values in lines
        if line not in taken
    ]
