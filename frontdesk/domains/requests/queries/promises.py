"""What the council promises for a service, and by which calendars its clocks count."""

from dataclasses import dataclass
from datetime import datetime

from frontdesk.domains.services.definition.model import Standard
from frontdesk.domains.standards import queries as standards
from frontdesk.domains.standards.rules.calendars import Calendars
from frontdesk.domains.standards.types import ClockRule
from frontdesk.kernel.words import local


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise as it stands on receipt: its code and version, the sentence for customers, its clock."""

    code: str
    version: int
    words: str
    rule: ClockRule


def promise_of(council: int, service: str, named: Standard | None, received_at: datetime) -> Promise | None:
    """What `named` promises for the service on the day of receipt; None where nothing is, or no clock measures it."""
    if named is None:
        return None
    found = standards.promise_for(
        council, standard=named.promise, on=local(received_at).date(), service=service, clock=named.clock
    )
    if found is None or found.rule is None:
        return None
    return Promise(found.standard, found.version, found.words, found.rule)


def calendars_of(council: int) -> Calendars:
    """The council's calendars as they are now."""
    return standards.calendars_of(council)
