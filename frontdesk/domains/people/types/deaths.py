"""A death: said to us, recorded with evidence, or taken back. Names of journal entries for everybody above."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

DEATH_SAID = "people.death_said"
"""Somebody told us; nobody has seen evidence yet. Messages to the person wait."""
DIED = "people.died"
"""Staff recorded it with evidence: what hangs on the person ends now (cards, authorities, messages)."""
DEATH_ENDED = "people.death_ended"
"""It was not so: said wrongly, or recorded on the wrong record."""

PROOFS: Mapping[str, str] = MappingProxyType(
    {
        "certificate": "Death certificate seen",
        "registered": "Registered here: the entry was looked up",
        "interim": "The coroner’s interim certificate seen",
        "trusted": "Told by a hospital, a hospice, the police or another public body",
    }
)
"""What shows that somebody has died, by code; open: a code from before that is not here any more is shown as it is."""


@dataclass(frozen=True, slots=True)
class Death:
    """What we have of a person's death. Without `recorded_at` it was only said to us, and nobody has seen evidence.

    `person` is the record it was said of, which may be read through another one. `words` is what staff saw,
    `source` what it was first told by.
    """

    id: int
    person: int
    said_at: datetime
    died_on: date | None = None
    evidence: str = ""
    words: str = ""
    recorded_at: datetime | None = None
    recorded_by: int | None = None
    source: str = ""

    @property
    def sure(self) -> bool:
        """Whether staff have recorded it with evidence."""
        return self.recorded_at is not None


OF_THE_DEAD = (
    "We have recorded that the person whose account this is has died, so it is closed. If that is not so, or you deal "
    "with their affairs, contact us."
)
