"""What an adapter must do to say how things stand for a customer in outside systems."""

from collections.abc import Mapping
from typing import Any, Protocol

STATUS = "partners.status"
SECONDS = 1.0
"""How long a page waits for all outside systems together."""


class StatusOf(Protocol):
    """Says how things stand. Asked while somebody waits, from several threads, outside any transaction: it uses no
    database of ours, and may raise anything."""

    def serves(self, council: str) -> bool:
        """Whether it answers for the council with this code."""

    def status(self, *, council: str, system: str, subject: str, within: float) -> Mapping[str, Any] | None:
        """The document of docs/how-to/one-sign-in.md for the number that means the customer there; None: nothing."""
