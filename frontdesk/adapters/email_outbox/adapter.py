"""Email into files under <home>/outbox: every message the demo sends can be read there and at /demo/outbox."""

import hashlib
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings

from frontdesk.kernel.registry import Adapter


class Outbox:
    """Keeps each message as one .eml file named after its Message-ID: sending twice leaves one file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, message: EmailMessage) -> None:
        """Write the file, whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        name = hashlib.sha256(str(message["Message-ID"]).encode()).hexdigest()[:32]
        temporary = self.folder / f"{name}.part"
        temporary.write_bytes(message.as_bytes())
        temporary.rename(self.folder / f"{name}.eml")


def _folder() -> Path:
    return Path(settings.FRONTDESK_HOME) / "outbox"


def _self_test() -> str:
    if not settings.DEMO:
        return "Email goes to a folder nobody reads. Set EMAIL_URL to your mail server."
    return ""


ADAPTER = Adapter(
    code="outbox",
    port="notifications.email",
    label="Demo outbox",
    make=lambda: Outbox(_folder()),
    self_test=_self_test,
    demo=True,
)
