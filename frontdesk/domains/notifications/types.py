"""What a message is, for everybody above and for the adapters that carry it."""

from dataclasses import dataclass
from datetime import datetime

MESSAGE_SENT = "notifications.sent"
MESSAGE_ARRIVED = "notifications.arrived"
MESSAGE_FAILED = "notifications.failed"
MESSAGE_AGAIN = "notifications.sent_again"
MESSAGE_SETTLED = "notifications.settled"
MESSAGE_HELD = "notifications.held"
MESSAGE_RELEASED = "notifications.released"

ACCOUNT_CODE, DRAFT_CODE = "account-code", "draft-code"
HOLDING_CODES = frozenset({ACCOUNT_CODE, DRAFT_CODE})
"""Topics of messages that hold a code to get in: it is taken out of the row when the message has been sent."""
UNTIL_EVIDENCE = HOLDING_CODES | {"account"}
"""Topics that go on until staff have seen evidence of a death: codes, what was asked for to the account, and warnings
that somebody changes it or may act for them. Nobody silences them by a report."""

CHOSEN = "notifications.chosen"
"""The journal's entry of a choice."""
LETTER, OFF = "letter", "none"
"""Ways that a customer may choose beside the channels by which we write: by post, and not at all."""
EMAIL, TEXT = "email", "text"
"""The channels by which we write."""

WAITING, SENDING, SENT, ARRIVED, FAILED, SETTLED = "waiting", "sending", "sent", "arrived", "failed", "settled"
HELD = "held"
"""Arrived: the supplier said so. Settled: given up, and somebody reached the customer another way. Held: whom it is for
has died, or is said to have."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message to one address. `about` is the thing it speaks of, e.g. ("request", 7), `sent_at` when it was sent
    or given up."""

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
    attempts: int = 0
    person: int | None = None

    @property
    def reference(self) -> str:
        """What suppliers know it by."""
        return f"message.{self.council}.{self.id}"


@dataclass(frozen=True, slots=True)
class Topic:
    """What we write about. `codes` are messages, `ways` how one may hear of it, the usual one first."""

    code: str
    name: str
    words: str
    codes: tuple[str, ...]
    ways: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a customer chose of a topic; `way` is the usual one where they said nothing."""

    topic: Topic
    way: str
    said_at: datetime | None = None
