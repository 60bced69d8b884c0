"""What becomes of a record that another system tells us of."""

from dataclasses import dataclass
from typing import Final, Literal

Outcome = Literal["created", "changed", "unchanged", "refused"]
"""What became of it, as the API says it."""
NEW: Final = "created"
ALTERED: Final = "changed"
SAME: Final = "unchanged"
REFUSED: Final = "refused"
MOST_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Remark:
    """Something of a record that was left out, by its field, and why; never the value."""

    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of one record: `person` is our id of it, `fields` what was changed, `remarks` what was left out.

    Of a refused one `refused` says why and `field` what it is about.
    """

    outcome: Outcome
    person: int | None = None
    fields: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    refused: str = ""
    field: str | None = None
