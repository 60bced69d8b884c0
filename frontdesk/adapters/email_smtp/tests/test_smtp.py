"""Email by SMTP: only to a server that proves its name, and with the two answers that the port knows."""

import smtplib
import ssl
from email.message import EmailMessage
from typing import Any

import pytest

from frontdesk.adapters.email_smtp.adapter import Smtp
from frontdesk.domains.notifications.ports import AddressError, Sending, SupplierError

SENDING = Sending("demo", "message.1.1")


class Server:
    """Stands in for the library's: keeps how it was called, and fails as it is told."""

    made: dict[str, Any]
    fault: Exception | None = None

    def __init__(self, host: str, port: int, **options: Any) -> None:
        type(self).made = {"host": host, "port": port, **options}

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def starttls(self, *, context: ssl.SSLContext) -> None:
        type(self).made["context"] = context

    def send_message(self, message: EmailMessage) -> None:
        if self.fault:
            raise self.fault


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> type[Server]:
    fresh = type("Fresh", (Server,), {"made": {}})
    monkeypatch.setattr(smtplib, "SMTP", fresh)
    monkeypatch.setattr(smtplib, "SMTP_SSL", fresh)
    return fresh


@pytest.mark.parametrize("scheme", ["smtps", "smtp+tls"])
def test_a_server_must_prove_that_it_is_the_one_we_named(server: type[Server], scheme: str):
    Smtp(f"{scheme}://mail.example.org:465").send(EmailMessage(), SENDING)
    context = server.made["context"]
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)


@pytest.mark.parametrize(
    ("fault", "answer"),
    [
        (ssl.SSLCertVerificationError("self-signed"), SupplierError),
        (smtplib.SMTPServerDisconnected("gone"), SupplierError),
        (smtplib.SMTPRecipientsRefused({"a@example.org": (451, b"later")}), SupplierError),
        (smtplib.SMTPRecipientsRefused({"a@example.org": (550, b"unknown")}), AddressError),
        (smtplib.SMTPNotSupportedError("SMTPUTF8"), AddressError),
        (ValueError("line break"), AddressError),
    ],
)
def test_it_tells_what_to_try_later_from_what_to_give_up(
    server: type[Server], fault: Exception, answer: type[Exception]
):
    server.fault = fault
    with pytest.raises(answer):
        Smtp("smtp://mail.example.org").send(EmailMessage(), SENDING)
