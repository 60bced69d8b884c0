"""What is owed on the page of everything about a customer: as last told, read with the customer; nobody is asked."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from frontdesk.domains.payments.queries.accounts import systems
from frontdesk.domains.payments.queries.owed import owed
from frontdesk.domains.payments.rules.document import plain_number, read
from frontdesk.domains.payments.types import RECORD, Account, Answer, Brief, System
from frontdesk.domains.people.types import CERTAIN, Person
from frontdesk.domains.people.types.beside import Beside

_ACCOUNTS = """
SELECT x.id, x.person_id, x.system, x.number, x.how, x.linked_at, x.document, x.told_at FROM payments_account x
WHERE x.council_id = %(council)s AND x.person_id = ANY(%(people)s) AND x.ended_at IS NULL
"""
BESIDE = (Beside("account", _ACCOUNTS),)
"""What is wanted of whoever reads a customer for somebody who may see money."""


def brief(council: int, person: Person) -> Brief | None:
    """What the customer's accounts came to when they were last told; None where none is known.

    By what was read beside the customer, so whoever shows it decides who sees money. A number that came with a record
    joined by comparison alone may be somebody else's: it is counted, and what was told of it is not.
    """
    known = systems(council)
    numbers = {(each.system, plain_number(each.value)) for each in person.identities if each.system in known}
    certain = all(each.how != CERTAIN for each in person.joins)
    found: dict[tuple[str, str], Account] = {}
    for row in sorted(person.beside.get("account", ()), key=lambda row: row["id"]):
        key = (row["system"], row["number"])
        if row["system"] in known and (row["how"] != RECORD or key in numbers):
            one = _account(row, known[row["system"]], sure=row["how"] != RECORD or certain)
            if key not in found or (one.sure and not found[key].sure):
                found[key] = one
    if not found and not numbers:
        return None
    sure = [each for each in found.values() if each.sure]
    told = owed(Answer(each, each.told, each.told_at) for each in sure)
    unsure = len(found) - len(sure) if certain else len({*found, *numbers}) - len(sure)
    oldest = min((each.told_at for each in sure if each.told_at is not None), default=None)
    unknown = len(told.unknown) + (len(numbers - set(found)) if certain else 0)
    return Brief(told.whole, told.overdue, told.credit, oldest, len(sure) - len(told.unknown), unknown, unsure)


def _account(row: Mapping[str, Any], system: System, *, sure: bool) -> Account:
    told = read(row["document"]) if row["document"] else None
    told_at = datetime.fromisoformat(row["told_at"]) if row["told_at"] else None
    linked = datetime.fromisoformat(row["linked_at"])
    return Account(row["id"], row["person_id"], system, row["number"], row["how"], linked, told, told_at, sure)
