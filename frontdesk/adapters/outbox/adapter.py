"""Messages into files under <home>/outbox: every message the demo sends can be read there and at /demo/outbox."""

import hashlib
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

from django.conf import settings

from frontdesk.domains.notifications.ports import EMAIL_PORT, TEXT_PORT, Sending
from frontdesk.kernel import clock
from frontdesk.kernel.registry import Adapter


class Outbox:
    """Keeps each message as one .eml file named after its Message-ID: sending twice leaves one file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, message: EmailMessage, sending: Sending) -> str:
        """Write the file, whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        name = hashlib.sha256(str(message["Message-ID"]).encode()).hexdigest()[:32]
        temporary = self.folder / f"{name}.part"
        temporary.write_bytes(message.as_bytes())
        temporary.rename(self.folder / f"{name}.eml")
        return ""


class Texts:
    """Keeps each text message as such a file too."""

    def __init__(self, outbox: Outbox) -> None:
        self.outbox = outbox

    def send(self, to: str, words: str, sending: Sending) -> str:
        """Write the file, whole or not at all."""
        message = EmailMessage()
        message["Subject"], message["From"], message["To"] = "Text message", sending.council, to
        message["Date"], message["Message-ID"] = format_datetime(clock.now()), f"<{sending.reference}@text>"
        message.set_content(words)
        return self.outbox.send(message, sending)


def _folder() -> Path:
    return Path(settings.FRONTDESK_HOME) / "outbox"


def _self_test() -> str:
    if not settings.DEMO:
        return "Email goes to a folder nobody reads. Set EMAIL_URL to your mail server."
    return ""


ADAPTERS = (
    Adapter(
        code="outbox",
        port=EMAIL_PORT,
        label="Demo outbox",
        make=lambda: Outbox(_folder()),
        self_test=_self_test,
        demo=True,
    ),
    Adapter(
        code="outbox-texts",
        port=TEXT_PORT,
        label="Demo outbox for text messages",
        make=lambda: Texts(Outbox(_folder())),
        self_test=lambda: "",
        demo=True,
    ),
)
