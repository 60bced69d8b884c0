"""What a case of somebody's rights over their data is, for everybody above. No Django."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

CASE = "rights_case"
"""The type of the thing that journal entries and messages are about."""
CASE_ASKED = "information.asked"
CASE_CHANGED = "information.changed"
CASE_CLOSED = "information.closed"
COPY_MADE = "information.copy_made"
COPY_RELEASED = "information.copy_released"
COPY_READ = "information.copy_read"
ERASED = "information.erased"
RECTIFIED = "information.rectified"
RULE_CHANGED = "information.rule_changed"
RETENTION_RAN = "information.retention_ran"
HOLD_MADE = "information.hold_made"
HOLD_ENDED = "information.hold_ended"
CONSENT_CHANGED = "information.consent_changed"
BREACH = "breach"
"""The type of the thing that journal entries are about."""
BREACH_KNOWN = "information.breach_known"
BREACH_CHANGED = "information.breach_changed"
RISKS: Mapping[str, str] = MappingProxyType(
    {
        "unlikely": "A risk to people is unlikely: nobody outside need be told",
        "risk": "A risk to people: the Commissioner is told",
        "high": "A high risk to people: the Commissioner and the people are told",
    }
)
"""How great the risk of a breach is, and who must be told (UK GDPR Articles 33 and 34)."""

ACCESS, RECTIFICATION, ERASURE, RESTRICTION, OBJECTION = (
    "access",
    "rectification",
    "erasure",
    "restriction",
    "objection",
)
KINDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        ACCESS: ("A copy of what we hold", "UK GDPR Article 15"),
        RECTIFICATION: ("Something put right", "UK GDPR Article 16"),
        ERASURE: ("What we hold deleted", "UK GDPR Article 17"),
        RESTRICTION: ("What we hold used less, while something is sorted out", "UK GDPR Article 18"),
        OBJECTION: ("That we stop using it for something", "UK GDPR Article 21"),
    }
)
"""What can be asked for: code, words, article."""
IDENTITIES: Mapping[str, str] = MappingProxyType(
    {
        "account": "Signed in to their account",
        "document": "Showed a document with their name and address",
        "known": "Known to us: they answered what only they would know",
        "authority": "Somebody acts for them and showed the authority",
    }
)
"""How it was shown who is asking."""
GROUNDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "public-task": (
            "We need it for a task that the law gives us",
            "We have to keep it to do a task that the law gives us (UK GDPR Article 17(3)(b)).",
        ),
        "claims": (
            "It is needed for a legal claim",
            "It is needed to make or answer a legal claim (UK GDPR Article 17(3)(e)).",
        ),
        "others": (
            "It would tell about other people, who have not agreed",
            "We cannot give it without telling about other people (Data Protection Act 2018, Schedule 2, part 3).",
        ),
        "crime": (
            "It would harm the prevention of crime or the collection of a tax",
            "Giving it would harm the prevention of crime or the collection of a tax"
            " (Data Protection Act 2018, Schedule 2, paragraph 2).",
        ),
        "accurate": (
            "We checked and it is right",
            "We checked it with what we know and believe that it is right (UK GDPR Article 16).",
        ),
        "overriding": (
            "Our reasons weigh more than the objection",
            "Our reasons to use it weigh more than your objection (UK GDPR Article 21(1)).",
        ),
        "excessive": (
            "It is plainly unfounded, or asked again and again",
            "What you ask is plainly unfounded or excessive (UK GDPR Article 12(5)).",
        ),
    }
)
"""Why something is refused: code, words for staff, sentence to the customer."""

GIVEN, GIVEN_IN_PART, NOTHING_HELD = "given", "given-in-part", "nothing-held"
CORRECTED, DELETED, DELETED_IN_PART, RESTRICTED, STOPPED = (
    "corrected",
    "erased",
    "erased-in-part",
    "restricted",
    "stopped",
)
REFUSED, WITHDRAWN, NOT_SHOWN = "refused", "withdrawn", "not-shown"
LIFTED = "lifted"
"""Granted, and over: the record was restricted by the case, and is no longer."""
OUTCOMES: Mapping[str, str] = MappingProxyType(
    {
        GIVEN: "Given in full",
        GIVEN_IN_PART: "Given, with some parts taken out",
        NOTHING_HELD: "We hold nothing",
        CORRECTED: "Put right",
        DELETED: "Deleted",
        DELETED_IN_PART: "Deleted in part",
        RESTRICTED: "Use restricted",
        STOPPED: "Use stopped",
        LIFTED: "Use restricted, and the restriction lifted since",
        REFUSED: "Refused, with reasons",
        WITHDRAWN: "No longer wanted",
        NOT_SHOWN: "It was not shown who asked",
    }
)
IDENTITY, CUSTOMER = "identity", "customer"
"""What a case waits for: proof of who is asking, or an answer to our question. The waits of the clocks of law."""

ASKED_WORDS, QUESTION, ANSWER, NOTE, REASONS = "asked", "question", "answer", "note", "reasons"
LOOKED = "looked"
"""Words of whoever looked again whose words a case is: from that moment it is of the record that they chose."""
LIFTING = "lifting"
"""Words by which the customer hears that a restriction is about to be lifted."""
FOR_COLLEAGUES = (NOTE, LOOKED)
"""Words that are not shown to the customer on the case, but belong to what we hold on them."""

COPY_WAITING, COPY_READY, COPY_GIVEN, COPY_ENDED, COPY_FAILED = "waiting", "ready", "given", "ended", "failed"
LEFT_IN, TAKEN_OUT = "left", "taken-out"
"""What somebody decided of a finding."""
FINDINGS: Mapping[str, str] = MappingProxyType(
    {
        "name": "A name",
        "email": "An email address",
        "phone": "A phone number",
        "note": "A note of a colleague",
        "restricted": "A record for named staff only",
        "words": "Words marked by hand",
    }
)
"""What may tell about somebody else, by kind."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words of a case: what was asked, a question, an answer, a note, the reasons."""

    kind: str
    body: str
    at: datetime
    by: int | None
    by_customer: bool


@dataclass(frozen=True, slots=True)
class Copy:
    """The copy of what is held: how far it has got, and how much is in it."""

    id: int
    state: str
    asked_at: datetime
    made_at: datetime | None
    released_at: datetime | None
    ends_at: datetime | None
    parts: tuple[tuple[str, int], ...] = ()
    open: int = 0
    taken_out: int = 0

    @property
    def records(self) -> int:
        """How many records are in it."""
        return sum(number for _, number in self.parts)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a copy that may tell about somebody else; `hidden` where only named staff may read it."""

    id: int
    kind: str
    text: str
    places: tuple[str, ...]
    number: int
    decision: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """One case: what somebody asks of us by right, and how far it has got."""

    id: int
    reference: str
    kind: str
    person: int | None
    channel: str
    on_behalf: str
    received_at: datetime
    due_on: date | None
    extended: bool
    waits_for: str
    identity: str
    outcome: str
    ground: str
    closed_at: datetime | None
    changes: int
    texts: tuple[Text, ...] = ()
    copy: Copy | None = None
    may: frozenset[str] = frozenset()
    told: tuple["Recipient", ...] = ()
    removed: bool = False

    @property
    def words(self) -> str:
        """What is asked for, in words."""
        return KINDS[self.kind][0]


@dataclass(frozen=True, slots=True)
class Restriction:
    """A restricted record, the case by which it is so, and since when the customer knows that it will be lifted.

    `case` None: no case here says why. `lifts_on` is the day from which it can be lifted without their yes.
    """

    record: int
    case: int | None
    words: str = ""
    told_at: datetime | None = None
    told: str = ""
    lifts_on: date | None = None


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who was told what was wrong, or what is to go: a system, a team; and when they were told again."""

    id: int
    name: str
    why: str
    told_at: datetime | None
    how: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of cases, and where the next begins ('' at the end)."""

    cases: tuple[Case, ...]
    after: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a copy: what a holding has on somebody, each record as plain words and values."""

    code: str
    label: str
    records: tuple[Mapping[str, Any], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Kept:
    """How long a council keeps a class of record: after what, what goes and stays, and whether it goes by itself.

    `by_itself` says the time of what always goes so and is not set by a council.
    """

    code: str
    name: str
    after: str
    goes: str
    stays: str
    basis: str
    months: int
    on: bool
    by_itself: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a retention rule: what it emptied, or would, and what legal holds spared."""

    id: int
    name: str
    dry: bool
    began_at: datetime
    ended_at: datetime | None
    emptied: int
    spared: int


@dataclass(frozen=True, slots=True)
class Hold:
    """A legal hold: what is kept, why, until when. `open` is whether whoever reads this may know why, and end it."""

    id: int
    what: str
    person: int | None
    why: str
    until: date | None
    made_at: datetime
    open: bool = True


@dataclass(frozen=True, slots=True)
class Agreed:
    """Whether a customer agrees to a purpose on a channel: since when, said how, in which version of the words.

    `today` and `today_words` are those to which whoever agrees now does.
    """

    purpose: str
    name: str
    channel: str
    given: bool
    at: datetime | None
    via: str
    wording: int
    words: str
    today: int
    today_words: str


@dataclass(frozen=True, slots=True)
class Looked:
    """A look at a customer's record: when, by whom (role and team), at what."""

    at: datetime
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class BreachTold:
    """A breach as pages show it."""

    id: int
    what: str
    known_at: datetime
    due_at: datetime | None
    affected: int | None
    who: str
    risk: str
    why_risk: str
    ico_told_at: datetime | None
    ico_words: str
    people_told_at: datetime | None
    people_words: str
    closed_at: datetime | None
    lessons: str

    @property
    def waits_for(self) -> tuple[str, ...]:
        """What is still to be done before it can rest, by step."""
        steps = [] if self.risk else ["risk"]
        if self.risk in ("risk", "high", "") and self.ico_told_at is None:
            steps.append("ico")
        if self.risk == "high" and self.people_told_at is None:
            steps.append("people")
        return tuple(steps)
