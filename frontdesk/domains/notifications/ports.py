"""What an adapter that carries messages must do."""

from dataclasses import dataclass
from email.message import EmailMessage
from typing import Protocol

EMAIL_PORT, TEXT_PORT, RECEIPTS_PORT = "notifications.email", "notifications.text", "notifications.receipts"


class SupplierError(Exception):
    """The supplier did not take the message now; it is tried again later."""


class AddressError(Exception):
    """The supplier will never take this address: trying again is no use."""


@dataclass(frozen=True, slots=True)
class Sending:
    """Which message it is, for the supplier to know it by: no personal data. `council` is the code of the council.

    `again`: an earlier try may have got through, so a supplier that can tell is asked before it is sent twice.
    """

    council: str
    reference: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a message, as the supplier tells: its `number` for it, our `reference`, and whether it arrived.

    `arrived` None: it is still on its way.
    """

    number: str
    reference: str
    arrived: bool | None


class EmailCarrier(Protocol):
    """Carries email. Sending the same Message-ID twice must be harmless or at least recognisable."""

    def send(self, message: EmailMessage, sending: Sending) -> str:
        """Hand the message over; returns the supplier's number for it, '' where no news of it will come.

        SupplierError to try later, AddressError to give up.
        """


class TextCarrier(Protocol):
    """Carries text messages to mobile phones."""

    def send(self, to: str, words: str, sending: Sending) -> str:
        """Hand the words over for a number (E.164); returns and raises as an `EmailCarrier`."""


class Receipts(Protocol):
    """Tells what became of messages: by calling us, and when asked."""

    def read(self, body: bytes, authorization: str, council: str) -> Fate:
        """The news in the body of a call to us. NotAllowed where it is not the supplier who calls, Refusal for a body
        that cannot be read."""

    def ask(self, number: str, council: str) -> Fate:
        """What became of a message by now. AddressError for one it does not know, SupplierError when it is away."""
