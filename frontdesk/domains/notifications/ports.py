"""What an adapter that carries messages must do."""

from email.message import EmailMessage
from typing import Protocol


class SupplierError(Exception):
    """The supplier did not take the message now; it is tried again later."""


class AddressError(Exception):
    """The supplier will never take this address: trying again is no use."""


class EmailCarrier(Protocol):
    """Carries email. Sending the same Message-ID twice must be harmless or at least recognisable."""

    def send(self, message: EmailMessage) -> None:
        """Hand the message over. SupplierError to try later, AddressError to give up."""
