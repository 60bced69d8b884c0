"""What the catalogue holds, for everybody above."""

from dataclasses import dataclass
from datetime import datetime

from frontdesk.domains.services.definition.model import Definition

PUBLISHED = "services.published"


@dataclass(frozen=True, slots=True)
class Listing:
    """A service as lists show it: its current version's words."""

    id: int
    code: str
    name: str
    summary: str
    kind: str
    tier: int
    group: str
    keywords: tuple[str, ...]
    best: str
    open: tuple[str, ...]
    restricted: bool
    digital_only: bool
    lgsl: int | None
    current: int = 0
    has_form: bool = True

    @property
    def online(self) -> bool:
        """Whether customers can finish it here on the web."""
        return self.has_form and "web" in self.open


@dataclass(frozen=True, slots=True)
class Published:
    """One published version of a service. It never changes; requests keep the version they were made on."""

    version: int
    number: int
    service: int
    council: int
    definition: Definition
    published_at: datetime


@dataclass(frozen=True, slots=True)
class Tried:
    """A trial: who tried the service before it was published, and what was found."""

    who: str
    found: str
