"""What a person, a contact point, a need and a search hit are, for everybody above; names of journal entries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from frontdesk.domains.people.types.beside import Near
from frontdesk.domains.people.types.deaths import Death
from frontdesk.domains.people.types.needs import Help, Need

CREATED = "people.created"
CHANGED = "people.changed"
POINT_ADDED = "people.point_added"
PROVED = "people.proved"
LINKED = "people.linked"
ACCOUNT_CLOSED = "people.account_closed"
MOVED = "people.moved"
EXCEPTION_GRANTED = "people.exception_granted"
EXCEPTION_ENDED = "people.exception_ended"
RESTRICTED = "people.restricted"
JOINED_TO = "people.joined"
PARTED = "people.parted"
PROPOSED = "people.join_proposed"
NOT_THE_SAME = "people.join_rejected"
MATCHED = "people.matched"
COMPARED = "people.compared"

RESTRICTED_NAME = "Restricted customer"
"""What stands for a restricted customer's name wherever those not named on the record read lists (DESIGN 7)."""

OWN_RECORD = "This is about your own record. Ask a colleague to do it."

EMAIL = "email"
PHONE = "phone"

TYPED, SAID, IMPORTED = "typed", "said", "imported"
"""From whose hand a contact point is: the customer's own, that of staff who heard it, another system's."""

CERTAIN, BY_PROPOSAL, BY_STAFF, BY_CUSTOMER = "certain", "proposed", "staff", "own"
"""How two records came to be joined: by matching alone, by a proposal that staff accepted, by staff, by a sign-in."""

OPEN, JOINED, REJECTED, GONE = "open", "joined", "rejected", "gone"
"""What became of a proposal: nobody has said, they are joined, they are two people, there is nothing left to join."""


class Reason(NamedTuple):
    """One comparison of two records; plain tuples and JSON lists of the three stand for it too.

    `comparison` is the field that was compared and `level` how near the two are, as the model of matching calls them
    (`rules.reasons` says both in words). `weight` is the match weight: the logarithm to base 2 of how many times
    likelier one person is than two; below 0 it speaks against. What the records say themselves is not kept with it.
    """

    comparison: str
    level: str
    weight: float = 0.0


Match = tuple[int, int, float, Sequence[Reason]]
"""Two records, the lower id first; the probability that they are one customer; why."""


@dataclass(frozen=True, slots=True)
class Matched:
    """What became of the pairs of a matching run.

    `known` are one customer already, `forbidden` were certain but a rule forbids that they join by themselves (they
    are proposed), `remembered` were said to be two people before, `missing` have no such record any more.
    """

    joined: int = 0
    proposed: int = 0
    renewed: int = 0
    known: int = 0
    forbidden: int = 0
    remembered: int = 0
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Compared:
    """How a run of matching went: records compared, pairs by what the rules said of them, what became of those.

    `megabytes` is the most memory that the process had, `seconds` the whole run with reading and writing.
    """

    records: int
    certain: int
    doubtful: int
    joined: int = 0
    proposed: int = 0
    renewed: int = 0
    remembered: int = 0
    seconds: float = 0.0
    megabytes: float = 0.0


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """One way to reach a person. `verified` says when possession was proved, None when it never was.

    `certainty` is TYPED, SAID or IMPORTED, and stays so when it is proved: whoever holds an email that staff misheard
    proves it in good faith.
    """

    id: int
    kind: str
    value: str
    verified: datetime | None = None
    how: str = ""
    source: str = ""
    certainty: str = TYPED


@dataclass(frozen=True, slots=True)
class Address:
    """Where a person lives, lived or will: `uprn` when it is a known property, else as typed.

    `now`: from `since` on, and until the day before `until`, as of the day on which it was read.
    """

    id: int
    line: str
    postcode: str = ""
    uprn: int | None = None
    since: date | None = None
    until: date | None = None
    now: bool = True

    @property
    def coming(self) -> bool:
        """A move that was told ahead: they do not live there yet."""
        return not self.now and self.until is None


@dataclass(frozen=True, slots=True)
class ServiceException:
    """A recorded exception that lets a person use a digital-only service by another way.

    `reason` is a code of the service's list ("other" for those from before), `words` what was written beside it. One
    that follows from a need has the reason BY_NEED; until it is used the first time it has no row, and the id 0.
    """

    id: int
    person: int
    service: str
    reason: str
    granted_at: datetime
    granted_by: int | None = None
    words: str = ""
    need: int | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """The number by which another system knows the person."""

    system: str
    value: str


@dataclass(frozen=True, slots=True)
class Person:
    """A customer as pages show one: the whole cluster's points and addresses, the surviving record's name."""

    id: int
    name: str
    given: str = ""
    family: str = ""
    date_of_birth: date | None = None
    preferred_channel: str = ""
    preferred_language: str = ""
    points: tuple[ContactPoint, ...] = ()
    addresses: tuple[Address, ...] = ()
    identities: tuple[Identity, ...] = ()
    exceptions: tuple[ServiceException, ...] = ()
    has_account: bool = False
    restricted: bool = False
    removed: bool = False
    created_at: datetime | None = None
    cluster: tuple[int, ...] = ()
    death: Death | None = None
    """That they have died, or are said to have."""
    acts_for: int = 0
    """For how many they may act, and how many may act for them."""
    helped_by: int = 0
    alike: Mapping[int, str] = field(default_factory=dict)
    """Other records that may be of the same person, for staff: id to name."""
    proposed: tuple[int, ...] = ()
    """Which of these wait for somebody to decide."""
    joins: tuple["Joined", ...] = ()
    """What was joined to this record, oldest first, for staff."""
    near: tuple[Near, ...] = ()
    """Who they have to do with now, the first few, for the page of everything; and how many more there are."""
    near_more: int = 0
    beside: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)
    """What higher domains wanted read with the customer, by its kind."""
    help: Help = field(default_factory=Help)
    """How to help them: for staff without what is restricted, for the customer all that is spoken of in writing."""

    @property
    def needs(self) -> tuple[Need, ...]:
        """What they need, as whoever asked may read it."""
        return self.help.needs

    @property
    def address(self) -> Address | None:
        """Where the person lives now, None when it is not known: the one they last moved to, as facts tell it, too."""
        now = [one for one in self.addresses if one.now]
        return max(now, key=lambda one: one.since or date.min, default=None)

    @property
    def email(self) -> str:
        """The email to write to: the newest proved one, else the newest; '' when there is none."""
        return _best(self.points, EMAIL)

    @property
    def phone(self) -> str:
        """The number to ring: the newest proved one, else the newest; '' when there is none."""
        return _best(self.points, PHONE)

    @property
    def proved(self) -> bool:
        """Whether the person has proved possession of any contact point."""
        return any(point.verified for point in self.points)


@dataclass(frozen=True, slots=True)
class Joined:
    """A record (`person`) that was joined to this customer. `by` None: by no member of staff; `why` as they said it.

    `reasons` are sentences.
    """

    id: int
    person: int
    name: str
    how: str
    at: datetime
    by: int | None = None
    why: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One of two records that may be one customer, as a list shows it."""

    id: int
    name: str
    date_of_birth: date | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A proposal: two records that may be one customer. `by` None: matching found it. `reasons` are sentences."""

    id: int
    one: Side
    other: Side
    state: str
    probability: float
    reasons: tuple[str, ...] = ()
    why: str = ""
    at: datetime | None = None
    by: int | None = None
    decided_at: datetime | None = None
    decided_by: int | None = None
    decided_why: str = ""


@dataclass(frozen=True, slots=True)
class Pairs:
    """A page of proposals; `after` begins the next one, None after the last."""

    pairs: tuple[Pair, ...] = ()
    after: tuple[float, int] | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """What a message needs to know of a person."""

    id: int
    name: str
    email: str = ""
    phone: str = ""
    language: str = ""
    preferred_channel: str = ""


@dataclass(frozen=True, slots=True)
class Called:
    """What to call a customer in lists. `hidden`: the record is restricted and does not name whoever asks."""

    name: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Marks:
    """By what a text tells of a customer: words of their names in small letters, their emails and phone numbers."""

    words: frozenset[str]
    emails: frozenset[str]
    phones: frozenset[str]


@dataclass(frozen=True, slots=True)
class Mail:
    """Where our mail to a person goes, and what to call them. `address` '' and `point` None: we have no email.

    `mobile` is a number that takes text messages (E.164), '' where we know of none; `prefers` the channel they prefer.
    """

    name: str = ""
    address: str = ""
    point: int | None = None
    proved: bool = False
    mobile: str = ""
    prefers: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result: enough to verify the person, and why it was found, in words.

    `score` orders hits (higher first) and means nothing else. `complete` says that everything typed fits.
    """

    person: int
    name: str
    date_of_birth: date | None = None
    address: str = ""
    postcode: str = ""
    email: str = ""
    phone: str = ""
    why: tuple[str, ...] = ()
    score: float = 0.0
    complete: bool = True
    has_needs: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """A record that a sign-in may take for its own ("is this you?"): proved by the same email.

    `by_staff` = opened by staff and not yet confirmed; `asks_birth` = the date of birth must be given to confirm.
    """

    person: int
    name: str
    created_at: datetime
    source: str = ""
    by_staff: bool = False
    asks_birth: bool = False


@dataclass(frozen=True, slots=True)
class AddressIn:
    """An address to record: a known property, or typed on one line with its postcode."""

    line: str = ""
    postcode: str = ""
    uprn: int | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class PersonIn:
    """One person for the bulk verb. `key` is the number by which the source system knows them (unique in it).

    `others` are numbers of other systems for the same person: (system, number).
    """

    key: str
    name: str
    given: str = ""
    family: str = ""
    date_of_birth: date | None = None
    emails: Sequence[str] = ()
    phones: Sequence[str] = ()
    addresses: Sequence[AddressIn] = ()
    preferred_channel: str = ""
    preferred_language: str = ""
    created_at: datetime | None = None
    proved: frozenset[str] = field(default_factory=frozenset)
    others: Sequence[tuple[str, str]] = ()


def _best(points: Sequence[ContactPoint], kind: str) -> str:
    """Points come newest first, so the first proved one is the newest proved one."""
    mine = [point for point in points if point.kind == kind]
    return next((p.value for p in mine if p.verified), mine[0].value if mine else "")
