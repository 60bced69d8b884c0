"""What an adapter must do to look up facts, and to scan uploads."""

from datetime import date
from typing import Any, Protocol

LOOKUP = "forms.lookup"
SECONDS = 2.0
"""How long somebody waits for all look-ups of a page together."""
SCANNER = "forms.scanner"


class Lookup(Protocol):
    """Looks up facts that a service file names by `from`. Asked while somebody waits, outside any transaction."""

    names: frozenset[str]

    def look_up(self, *, council: int, name: str, answer: Any, today: date, within: float) -> Any:
        """The value of `name` for a canonical answer (None where the fact needs none); None when it is not known.

        `within` are the seconds there are: whoever asks a supplier gives it them as time limit. May raise anything:
        the fact then stays unknown and the form goes on. A look-up that fails or takes longer three times running is
        not asked for a minute.
        """


class Scanner(Protocol):
    """Checks a file for viruses."""

    def infected(self, content: bytes) -> bool:
        """Whether something was found. Raises ScannerDownError when it cannot be told now."""


class ScannerDownError(Exception):
    """The scanner does not answer; the file is kept, shown to nobody, and scanned later."""
