"""What an adapter must do to answer for back offices."""

from collections.abc import Mapping
from typing import Any, Protocol

BACKOFFICE = "payments.backoffice"
SECONDS = 1.0
"""How long a page waits for all back offices together."""
ALONE_SECONDS = 5.0
"""How long the page of one account waits for its own, and linking an account for the check."""


class NoSuchAccountError(Exception):
    """The back office knows no account of this number."""


class BackOffice(Protocol):
    """Answers for the back offices of a council. Asked while somebody waits, from several threads at once and outside
    any transaction: it uses no database of ours.

    `within` are the seconds there are, to be given on as time limit. May raise anything: the last that was told is
    then shown with its time. One that fails or is late three times running is not asked for a minute.
    """

    def serves(self, council: str) -> bool:
        """Whether it answers for the council with this code."""

    def account(self, *, council: str, system: str, number: str, within: float) -> Mapping[str, Any]:
        """The account as the document of docs/how-to/back-office.md. NoSuchAccountError where there is none."""

    def proves(self, *, council: str, system: str, number: str, proof: str, within: float) -> bool:
        """Whether there is such an account and `proof` is what stands on its bills. Never which of the two fails."""
