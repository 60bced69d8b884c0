"""What a request is, for everybody above; names of journal entries. No Django."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from frontdesk.domains.forms.rules.summary import Row
from frontdesk.domains.forms.types import Upload
from frontdesk.domains.services.definition.model import Definition
from frontdesk.domains.standards.types import ClockRule, Event
from frontdesk.kernel.errors import Refusal

RECEIVED = "requests.received"
ASSIGNED = "requests.assigned"
NOTED = "requests.noted"
ASKED = "requests.asked"
ANSWERED = "requests.answered"
ADDED = "requests.added"
WRITTEN = "requests.written"
MOVED = "requests.moved"
CLOSED = "requests.closed"
DISPUTED = "requests.disputed"
REOPENED = "requests.reopened"
WITHDRAWN = "requests.withdrawn"
CORRECTED = "requests.corrected"
FILE_CORRECTED = "requests.file_corrected"
RECATEGORISED = "requests.recategorised"
EXTENDED = "requests.extended"
LATE_WARNED = "requests.late_warned"
PLACED = "requests.placed"
UNREAD = "requests.unread"
UNDELIVERED = "requests.undelivered"
DELAY_TOLD = "requests.delay_told"
LINKED = "requests.linked"
READ = "requests.read"
LIST_SAVED = "requests.list_saved"
LIST_DROPPED = "requests.list_dropped"
EXPORTED = "requests.exported"

TO_STAFF = frozenset({LATE_WARNED, UNREAD, UNDELIVERED})
"""Topics of messages about a request that go to those who work on it, never to the customer."""
FROM_CUSTOMER = frozenset({ANSWERED, ADDED, DISPUTED, CORRECTED, FILE_CORRECTED, WITHDRAWN})
"""What a customer does that somebody must read."""

WORKS = ("adviser", "officer", "complaints-officer", "manager")
"""The roles of those who work on requests: they note, assign, ask and close."""

CHANGED = "changed"
"""The code of a refusal: the request was changed since whoever acts looked at it."""
REQUEST = "request"
"""The thing type in journal, messages and signed links."""
FOLLOWER = "follower"
"""The thing type of somebody who follows another's request, in messages; and the purpose of their link."""
SAVED_LIST = "saved-list"
"""The thing type of a saved list in the journal."""
FOLLOW = "follow"
"""The purpose of the signed link by which a request is followed without an account."""

# Where a request stands in the figures: completed (closed with an outcome), neither (withdrawn, duplicate, sent
# elsewhere: on neither side, REQUIREMENTS "Words"), or still open.
OPEN, COMPLETED, NEITHER = "open", "completed", "neither"

# Kinds of text. Only those in SHOWN are shown to the customer.
NOTE, QUESTION, ANSWER, MESSAGE, ADDITION, DISPUTE, REASON = (
    "note",
    "question",
    "answer",
    "message",
    "addition",
    "dispute",
    "reason",
)
SHOWN = frozenset({QUESTION, ANSWER, MESSAGE, ADDITION, DISPUTE})
TO_CUSTOMER = frozenset({QUESTION, MESSAGE})
"""Words of ours that the customer is to read: new in their account until they open them."""

SAME_AS, LIKE, RELATED = "same-as", "like", "related"
"""Links: this request is the same as that one; looks like it; has to do with it."""


@dataclass(frozen=True, slots=True)
class RequestIn:
    """A request of another system, to bring in as it stands there. Times are aware.

    `key` is what that system calls it. A `channel` of '' says that the council's own staff found it. `status` and
    `outcome` are codes of the service's. `due_on` is the local day that was promised there; without one it has no
    due day here either. `words` are what the customer wrote.
    """

    key: str
    service: str
    received_at: datetime
    channel: str = ""
    closed_at: datetime | None = None
    status: str = ""
    outcome: str = ""
    due_on: date | None = None
    person: int | None = None
    assisted: bool = False
    place: tuple[float, float] | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What became of one of them: its id, that it was there already, or why it was refused.

    `remark` says what was set right in it.
    """

    request: int | None = None
    again: bool = False
    refused: str = ""
    remark: str = ""


class Incomplete(Refusal):
    """The answers do not make a whole form: `errors` by question and part, `page` the page to mend."""

    def __init__(self, sentence: str, *, errors: Mapping[str, Mapping[str, str]], page: str) -> None:
        super().__init__(sentence, code="answers")
        self.errors = errors
        self.page = page

    @classmethod
    def of(cls, errors: Mapping[str, Mapping[str, str]], page: str = "") -> "Incomplete":
        """With the first of the errors that says something as its sentence."""
        said = (sentence for parts in errors.values() for sentence in parts.values() if sentence)
        return cls(next(said, "Some questions are not answered yet."), errors=errors, page=page)


@dataclass(frozen=True, slots=True)
class Near:
    """An open request that a new one may be the same as, as anybody may know of it: no reference, no person.

    `request` and `reference` are given only to its own customer and to staff.
    """

    service: str
    name: str
    status: str
    received_at: datetime
    due_on: date | None
    metres: int | None = None
    said: str = ""
    lat: float | None = None
    lon: float | None = None
    request: int | None = None
    reference: str = ""
    token: str = ""


class LooksTheSame(Refusal):
    """We have what looks like the same request: `near` is offered, and the customer says whether it is."""

    def __init__(self, near: tuple[Near, ...]) -> None:
        super().__init__(
            "We may have this already. Check what we have, then tell us if yours is new.", code="duplicate"
        )
        self.near = near


@dataclass(frozen=True, slots=True)
class Receipt:
    """What came of a submitted form.

    `taken`: a request was made, and the fields about it are filled. Else `title`, `text`, `instead` and what follows
    say why not and where to go. `again` says that this is the receipt of an earlier submit. `promise` is the
    sentence of the standard, `next_step` what happens now and by when, `follow` the path of the signed link, `told`
    the address or mobile number our message went to, `to_prove` that nobody has proved yet to have the address: the
    link in the message does.
    """

    taken: bool
    service: str
    title: str
    text: str = ""
    request: int | None = None
    reference: str = ""
    received_at: datetime | None = None
    due_at: datetime | None = None
    due_on: date | None = None
    promise: str = ""
    next_step: str = ""
    follow: str = ""
    told: str = ""
    to_prove: bool = False
    fee: int | None = None
    contact: int | None = None
    person: int | None = None
    reason: str = ""
    instead: str = ""
    to_service: str = ""
    to_body: str = ""
    link: str = ""
    phone: str = ""
    ending: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A request as a line of a list. `clock` is running, waiting or stopped.

    `hidden`: the customer's record is restricted and does not name whoever reads this; then `person` is None.
    `changes` is how often it was changed so far; `acting` the name of whoever asked for it in the customer's name.
    """

    id: int
    reference: str
    service: str
    name: str
    status: str
    status_name: str
    clock: str
    team: int
    team_name: str
    owner: int | None
    owner_name: str
    person: int | None
    customer: str
    ward: str
    channel: str
    received_at: datetime
    due_at: datetime | None
    due_on: date | None
    warned_at: datetime | None
    disputed_at: datetime | None
    unread_at: datetime | None
    closed_at: datetime | None
    outcome_name: str
    restricted: bool
    sort: tuple[datetime, int]
    hidden: bool = False
    changes: int = 0
    acted_by: int | None = None
    acting: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list; `after` is given to the next call, None on the last page."""

    items: tuple[Item, ...]
    after: tuple[datetime, int] | None


@dataclass(frozen=True, slots=True)
class Step:
    """A step that the actor may take now: to which status, and what it needs (question, reason, outcome or '')."""

    to: str
    name: str
    needs: str
    final: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """A way to close a request, with the words the customer is told."""

    code: str
    status: str
    name: str
    text: str
    message: bool = False
    """Whether the text means nothing without words of the officer: what was decided, how much, why."""


@dataclass(frozen=True, slots=True)
class Text:
    """Something somebody wrote about a request. `by` is a name, "the customer" or ''; erased texts are empty."""

    id: int
    kind: str
    body: str
    by: str
    by_customer: bool
    at: datetime
    answers: int | None = None
    erased: bool = False


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of a request's timeline: what happened, when, who did it, and the text that belongs to it."""

    kind: str
    at: datetime
    by: str
    data: Mapping[str, Any]
    text: Text | None = None
    corrected: tuple["Corrected", ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """What the customer answered, and the questions: `answers` canonical by code, `rows` in words."""

    item: Item
    definition: Definition
    answers: Mapping[str, Any]
    rows: tuple[Row, ...]
    changes: int


@dataclass(frozen=True, slots=True)
class IfMoved:
    """What would come of moving a request to another service.

    `carried` goes along, `left` does not. Either `errors` by question say what is still to answer on `page`, or
    `refused` says why that service would not take it, or `team`, `promise` and `due` say what then holds.
    """

    definition: Definition
    carried: tuple[Row, ...]
    left: tuple[Row, ...]
    errors: Mapping[str, Mapping[str, str]]
    page: str
    team: str
    promise: str
    due: str
    due_now: str
    refused: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """One answer that was corrected: its question, what it was and what it is, in words."""

    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Extendable:
    """How far a promise may still be extended: at most `most` of `unit` ("working day"); what the notice `needs`.

    `clock` and `events` are what its end is reckoned by.
    """

    most: int
    unit: str
    needs: tuple[str, ...]
    clock: ClockRule
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """Another request that this one is tied to. `towards`: this one points there."""

    request: int
    reference: str
    name: str
    kind: str
    towards: bool


@dataclass(frozen=True, slots=True)
class Whole:
    """A request as its page for staff shows it."""

    item: Item
    promise: str
    answers: tuple[Row, ...]
    number_of_answers: int
    place: Mapping[str, Any] | None
    digital: bool
    assisted: bool
    fee: int | None
    timeline: tuple[Happening, ...]
    question: Text | None
    uploads: tuple[Upload, ...]
    linked: tuple[Linked, ...]
    contacts: tuple[int, ...]
    exception: int | None
    identity: str
    steps: tuple[Step, ...]
    outcomes: tuple[Outcome, ...]
    may_work: bool
    may_reopen: bool
    may_withdraw: bool
    may_ask: bool
    extendable: Extendable | None
    expected_on: date | None
    sees_now: str
    changes: int
