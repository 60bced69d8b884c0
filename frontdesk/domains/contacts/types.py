"""What a contact and its matters are, and the codes they carry.

The lists here are the ordinary ones. They are open: a council adds or renames entries in its pack
(`[contacts.outcomes]` and the like), and a code is checked against the list when it is written.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from frontdesk.kernel import channels

CONTACT_OPENED = "contacts.opened"
CONTACT_ENDED = "contacts.ended"
CONTACT_END_CORRECTED = "contacts.end_corrected"
CONTACT_RECORDED = "contacts.recorded"
CONTACT_NAMED = "contacts.named"
MATTER_ADDED = "contacts.matter_added"
CONTACT_WRAPPED_UP = "contacts.wrapped_up"
CONTACT_PLACED = "contacts.placed"

CONVERSATION_BEGUN = "contacts.conversation_begun"
WROTE_TO_US = "contacts.wrote_to_us"
WE_WROTE = "contacts.we_wrote"
CONVERSATION_SETTLED = "contacts.conversation_settled"
CONVERSATION = "conversation"
"""The thing type of a conversation in journal and messages."""

INBOUND, OUTBOUND = "in", "out"
VALUE, FAILURE = "value", "failure"
NOT_OFFERED, TAKEN, DECLINED = "no", "taken", "declined"

CHANNELS: Mapping[str, str] = MappingProxyType({channel.code: channel.label for channel in channels.ALL})
"""Channel codes (DESIGN 3) and how we say them; a council says its own labels."""

REASONS: Mapping[str, str] = MappingProxyType(
    {
        "report": "Report something",
        "apply": "Apply for something",
        "pay": "Pay for something",
        "book": "Book something",
        "ask": "Ask for information or advice",
        "progress": "Ask how something is going",
        "change": "Tell us of a change",
        "complain": "Complain",
        "thank": "Thank us or suggest something",
        "other": "Something else",
    }
)
OUTCOMES: Mapping[str, str] = MappingProxyType(
    {
        "answered": "Answered there and then",
        "request-made": "Request made",
        "progress-told": "Told how it is going",
        "sent-on": "Passed to another team",
        "signposted": "Told where to go",
        "will-call-back": "We call back",
        "not-possible": "Not possible, told why",
        "gave-up": "The customer gave up",
        "nothing-to-do": "Nothing to do (wrong number, spam)",
    }
)
DEMAND: Mapping[str, str] = MappingProxyType({VALUE: "What we are here for", FAILURE: "Something went wrong before"})
FAILURE_REASONS: Mapping[str, str] = MappingProxyType(
    {
        "chasing": "Asks how it is going, because we had not said",
        "unclear": "Our letter or page was not clear",
        "wrong-place": "Was sent to the wrong place",
        "told-before": "Told us the same before",
        "closed-early": "We closed it and it was not done",
        "not-done": "We did not do it",
        "done-badly": "We did not do it well",
    }
)
"""Failure demand by cause: the categories of the former NI 14 and what Seddon adds (STANDARDS 3d)."""
SELF_SERVICE: Mapping[str, str] = MappingProxyType(
    {NOT_OFFERED: "Not offered", TAKEN: "Offered and taken", DECLINED: "Offered and declined"}
)
DECLINED_WHY: Mapping[str, str] = MappingProxyType(
    {
        "skill": "Does not know how",
        "literacy": "Finds reading hard",
        "credit": "Has no data or credit",
        "reassurance": "Wants to hear it from a person",
    }
)


@dataclass(frozen=True, slots=True)
class Lists:
    """The codes a council uses, in the order in which they are offered, with their words.

    `services` are those of its catalogue; a council without one has nothing to check them against.
    """

    channels: Mapping[str, str]
    reasons: Mapping[str, str]
    outcomes: Mapping[str, str]
    failure_reasons: Mapping[str, str]
    declined_why: Mapping[str, str]
    services: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class WrapUp:
    """How a matter ended: each a code of the council's lists, '' where nothing was noted.

    `demand` is value or failure, `demand_reason` why it was failure, `avoidable` whether the contact was of no value
    to the customer, `offered` whether self-service was offered (no, taken, declined), `declined_why` why not taken.
    """

    outcome: str
    demand: str = ""
    demand_reason: str = ""
    avoidable: bool | None = None
    offered: str = ""
    declined_why: str = ""


@dataclass(frozen=True, slots=True)
class MatterIn:
    """A matter to record whole: what it was about and how it ended."""

    service: str = ""
    reason: str = ""
    ended: WrapUp = field(default_factory=lambda: WrapUp(""))


@dataclass(frozen=True, slots=True)
class ContactIn:
    """A finished contact to record whole. Times are aware; `key` makes a retry harmless.

    `ward` is that of the request it made; without one it counts in the ward of the customer's home.
    """

    channel: str
    started_at: datetime
    person: int | None = None
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    direction: str = INBOUND
    assisted: bool = False
    matters: tuple[MatterIn, ...] = ()
    key: str = ""
    ward: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of one row: its id and those of its matters, or the sentence why it was refused.

    `again` says that the key was known: the id is that of the first recording, and nothing was written.
    """

    contact: int | None = None
    matters: tuple[int, ...] = ()
    again: bool = False
    refused: str = ""
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter as pages see it."""

    id: int
    service: str
    reason: str
    ended: WrapUp


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact as pages see it. `done_at` is empty while it is in its handler's hand."""

    id: int
    council: int
    channel: str
    direction: str
    person: int | None
    handler: int | None
    started_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    done_at: datetime | None
    assisted: bool
    matters: tuple[Matter, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """One message of a conversation. `by` is who of staff wrote it; `new`: the customer has not opened it."""

    at: datetime
    body: str
    by_customer: bool
    by: int | None = None
    new: bool = False


@dataclass(frozen=True, slots=True)
class Conversation:
    """Messages to and fro that are about no request. `waiting_since`: since when the customer waits for our answer.

    `count` is how many messages there are, `new` how many of ours the customer has not opened.
    """

    id: int
    person: int | None
    subject: str
    opened_at: datetime
    last_at: datetime
    waiting_since: datetime | None
    count: int
    removed: bool = False
    new: int = 0
    words: tuple[Words, ...] = ()
