"""Email by SMTP. EMAIL_URL is smtp://user:password@host:25, smtp+tls://... (STARTTLS) or smtps://... (TLS)."""

import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from django.conf import settings

from frontdesk.domains.notifications.ports import EMAIL_PORT, AddressError, Sending, SupplierError
from frontdesk.kernel.registry import Adapter

TIMEOUT_SECONDS = 20


class Smtp:
    """Sends each message on a connection of its own: slow, and no hung connection holds others back."""

    def __init__(self, url: str) -> None:
        self.parts = urlsplit(url)

    def send(self, message: EmailMessage, sending: Sending) -> str:
        """Hand the message to the server. SupplierError to try later, AddressError for a refused recipient."""
        try:
            with self._connected() as server:
                server.send_message(message)
                return ""
        except smtplib.SMTPRecipientsRefused as refused:
            code = max((reply[0] for reply in refused.recipients.values()), default=550)
            raise (AddressError if code >= 500 else SupplierError)(f"SMTP {code}") from None
        except smtplib.SMTPResponseException as answer:
            raise SupplierError(f"SMTP {answer.smtp_code}") from None
        except smtplib.SMTPNotSupportedError as error:
            raise AddressError(type(error).__name__) from None  # in letters that this server cannot carry
        except (OSError, smtplib.SMTPException) as error:
            raise SupplierError(type(error).__name__) from None
        except ValueError as error:
            raise AddressError(type(error).__name__) from None  # a header that may not be: no later try is better

    def reachable(self) -> str:
        """'' when the server lets us in, else a sentence."""
        try:
            with self._connected() as server:
                server.noop()
        except (OSError, smtplib.SMTPException) as error:
            return f"The mail server {self.parts.hostname} does not let us in: {type(error).__name__}."
        return ""

    def _connected(self) -> smtplib.SMTP:
        host, port = self.parts.hostname or "localhost", self.parts.port or 25
        # The library's own default checks neither certificate nor host name.
        context = ssl.create_default_context()
        server: smtplib.SMTP
        if self.parts.scheme == "smtps":
            server = smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_SECONDS, context=context)
        else:
            server = smtplib.SMTP(host, port, timeout=TIMEOUT_SECONDS)
        if self.parts.scheme == "smtp+tls":
            server.starttls(context=context)
        if self.parts.username:
            server.login(unquote(self.parts.username), unquote(self.parts.password or ""))
        return server


ADAPTERS = (
    Adapter(
        code="smtp",
        port=EMAIL_PORT,
        label="Email by SMTP",
        make=lambda: Smtp(settings.EMAIL_URL),
        self_test=lambda: Smtp(settings.EMAIL_URL).reachable(),
        settings=("EMAIL_URL",),
    ),
)
