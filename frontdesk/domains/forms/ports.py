"""What an adapter must do to look up facts, and to scan uploads."""

from datetime import date
from typing import Any, Protocol

LOOKUP = "forms.lookup"
SCANNER = "forms.scanner"


class Lookup(Protocol):
    """Looks up facts that a service file names by `from`. Asked while somebody waits: answer within two seconds."""

    names: frozenset[str]

    def look_up(self, *, council: int, name: str, answer: Any, today: date) -> Any:
        """The value of `name` for a canonical answer (None where the fact needs none); None when it is not known.

        May raise anything: the fact then stays unknown and the form goes on.
        """


class Scanner(Protocol):
    """Checks a file for viruses."""

    def infected(self, content: bytes) -> bool:
        """Whether something was found. Raises ScannerDownError when it cannot be told now."""


class ScannerDownError(Exception):
    """The scanner does not answer; the file is kept, shown to nobody, and scanned later."""
