"""What a message is, for everybody above and for the adapters that carry it."""

from dataclasses import dataclass
from datetime import datetime

MESSAGE_SENT = "notifications.sent"
MESSAGE_FAILED = "notifications.failed"

WAITING, SENDING, SENT, FAILED = "waiting", "sending", "sent", "failed"


@dataclass(frozen=True, slots=True)
class Message:
    """One message to one address. `about` is the thing it speaks of, e.g. ("request", 7)."""

    id: int
    council: int
    channel: str
    address: str
    topic: str
    subject: str
    body: str
    link: str
    reply_to: str
    state: str
    about: tuple[str, int]
    made_at: datetime
    sent_at: datetime | None = None
