"""What the council promises for a service, and by which calendars its clocks count."""

from dataclasses import dataclass
from datetime import datetime

from frontdesk.domains.services.definition.model import Definition
from frontdesk.domains.standards.rules.calendars import Calendars
from frontdesk.domains.standards.types import ClockRule


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise as it stands on receipt: its code, the sentence for customers, its clock."""

    code: str
    version: int
    words: str
    rule: ClockRule


def promise_of(council: int, definition: Definition, received_at: datetime) -> Promise | None:
    """The promise of the service on the day of receipt; None when it has none."""
    return None


def calendars_of(council: int) -> Calendars:
    """The council's calendars."""
    return Calendars()
