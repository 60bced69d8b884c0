"""What is not shown of a request whose customer's record is restricted, to colleagues whom it does not name."""

from collections.abc import Iterable
from dataclasses import replace

from frontdesk.domains.forms.rules.summary import Row
from frontdesk.domains.people.types import RESTRICTED_NAME
from frontdesk.domains.services.definition.model import Definition

WHO = frozenset({"name", "email", "phone", "date-of-birth"})
"""Questions about the customer (`known_as`) whose answers say who it is. Where the work is to be done stays."""


def hide(definition: Definition, rows: Iterable[Row]) -> list[Row]:
    """The rows with what says who the customer is taken out."""
    who = {question.code for _, question, group in definition.questions() if group is None and question.known_as in WHO}
    return [replace(row, lines=(RESTRICTED_NAME,)) if row.code in who and not row.entry else row for row in rows]
