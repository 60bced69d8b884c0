"""What a figure is: a number with its formula and the records behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from frontdesk.domains.standards.types import Basis, RateCard, Result, StandardVersion


@dataclass(frozen=True, slots=True)
class Period:
    """Local days from `since` to `until`, both counted."""

    since: date
    until: date


WARD, LOCALITY, TEAM = "ward", "locality", "team"
BY = ("month", "channel", "service", WARD, LOCALITY, TEAM)
"""What every figure can be cut by. A team is an area team: the one that looks after a ward."""
TOGETHER = "*"
"""In a table of counts, for a service or a ward: the sum of all of them."""
NOT_KNOWN, ELSEWHERE = "none", "elsewhere"
"""In an address: what has no known ward, and the wards that belong to no locality or area team."""


@dataclass(frozen=True, slots=True)
class Area:
    """Where the records of a figure are: in these wards, or with `outside` anywhere but there. As it stands, anywhere.

    The ward '' is that of records whose ward is not known.
    """

    kind: str = ""
    code: str = ""
    name: str = ""
    wards: tuple[str, ...] = ()
    outside: bool = True

    @property
    def key(self) -> str:
        """What an address calls it, as in `ward.E05000001`; '' for anywhere."""
        return f"{self.kind}.{self.code}" if self.kind else ""


EVERYWHERE = Area()


@dataclass(frozen=True, slots=True)
class Cut:
    """Which records a figure is about; empty means all. The address of a drill-down carries these codes."""

    service: str = ""
    channel: str = ""
    part: str = ""
    promise: str = ""
    area: Area = EVERYWHERE

    @property
    def narrows(self) -> bool:
        """Whether it is about one service, channel or area."""
        return bool(self.service or self.channel or self.area.kind)


NO_SERVICE = "none"
"""In the cut of contacts: those about no service."""
OTHER_SERVICES = "other services"
"""In a table by service: all those whose names are not the reader's to know, in one row."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share as counted. `percent` is None when nothing was counted: never an invented figure."""

    numerator: int
    denominator: int

    def __add__(self, other: "Share") -> "Share":
        """Both together."""
        return Share(self.numerator + other.numerator, self.denominator + other.denominator)

    @property
    def percent(self) -> Fraction | None:
        """Numerator over denominator in per cent, exact."""
        return Fraction(self.numerator * 100, self.denominator) if self.denominator else None


@dataclass(frozen=True, slots=True)
class Counts:
    """Transactions of one cut of a period. `neither` = withdrawn, duplicate, referred: on neither side of a ratio."""

    received: int = 0
    completed: int = 0
    open: int = 0
    neither: int = 0
    digital: int = 0
    digital_completed: int = 0
    assisted: int = 0
    assisted_completed: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        """Both together."""
        return Counts(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def counted(self) -> int:
        """Transactions that a ratio counts."""
        return self.received - self.neither

    @property
    def completed_digital_over_all(self) -> Share:
        """K3: completed digital transactions over all transactions received, assisted ones counted as digital."""
        return Share(self.digital_completed, self.counted)

    @property
    def completed_over_completed(self) -> Share:
        """K3: completed digital transactions over completed transactions of all channels."""
        return Share(self.digital_completed, self.completed)

    @property
    def unaided_over_all(self) -> Share:
        """Completed digital transactions without help over all transactions received."""
        return Share(self.digital_completed - self.assisted_completed, self.counted)

    @property
    def assisted_over_all(self) -> Share:
        """Completed digital transactions with help over all transactions received."""
        return Share(self.assisted_completed, self.counted)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: the label's code, and the counts of its cut."""

    code: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class TakeUp:
    """Take-up in a period: the whole, and its rows by each of `BY`."""

    period: Period
    whole: Counts
    by: Mapping[str, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Timeliness:
    """What was dealt with in time in a period: the whole, and (code, share) by each of `BY`."""

    whole: Share
    by: Mapping[str, Sequence[tuple[str, Share]]]


@dataclass(frozen=True, slots=True)
class ContactCounts:
    """Contacts of one cut of a period, shared among their services as in the cost, and their matters.

    `noted` are the matters of which it was noted why they came, `failure` those that came because something had gone
    wrong before.
    """

    number: Decimal = Decimal(0)
    matters: int = 0
    noted: int = 0
    failure: int = 0

    def __add__(self, other: "ContactCounts") -> "ContactCounts":
        """Both together."""
        return ContactCounts(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def failure_demand(self) -> Share:
        """K5: matters of failure demand over those of which it was noted why they came."""
        return Share(self.failure, self.noted)


@dataclass(frozen=True, slots=True)
class Contacts:
    """Contacts in a period: the whole, and (code, counts) by each of `BY`."""

    whole: ContactCounts
    by: Mapping[str, Sequence[tuple[str, ContactCounts]]]


@dataclass(frozen=True, slots=True)
class CostRow:
    """What one cut cost, in whole pence: `number` of contacts (or transactions), of which `unpriced` had no rate.

    A contact about two services is half a contact of each, in number as in pence; one place is kept. `each` is the
    pence of one that had a rate, None where none had.
    """

    code: str
    number: Decimal
    pence: int
    unpriced: Decimal = Decimal(0)
    each: int | None = None


@dataclass(frozen=True, slots=True)
class Cost:
    """Cost in a period by the rate cards of one basis in force on each day, with their source."""

    period: Period
    basis: Basis
    cards: Sequence[RateCard]
    whole: CostRow
    by: Mapping[str, Sequence[CostRow]]

    @property
    def counted(self) -> str:
        """What is priced, in words."""
        return "transactions" if self.basis is Basis.TRANSACTION else "contacts"

    @property
    def formula(self) -> str:
        """How it is worked out, with its basis."""
        each = f"Number of {self.counted} on each channel × the rate ({self.basis.value}) in force for it on the day."
        shared = "" if self.basis is Basis.TRANSACTION else " A contact about several services is shared among them."
        return f"{each}{shared} Before the first card of this basis there is no price, and the money leaves them out."


@dataclass(frozen=True, slots=True)
class Kept:
    """One promise of the charter with how it was kept in the last month and year."""

    standard: StandardVersion
    month: Result
    year: Result


@dataclass(frozen=True, slots=True)
class Record:
    """One record behind a figure."""

    request: int
    reference: str
    service: str
    channel: str
    assisted: bool
    received_on: date
    outcome: str
    restricted: bool
    due_on: date | None
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class ContactRecord:
    """One contact behind a figure: `mine` of its `among` matters fall in the cut, and so much of its rate.

    `rate` is pence, None where none was in force; `waited` seconds to the answer, None where nobody answered.
    """

    contact: int
    day: date
    channel: str
    services: tuple[str, ...]
    mine: int
    among: int
    rate: int | None
    waited: int | None

    @property
    def pence(self) -> int | None:
        """What the figure counts of it."""
        return None if self.rate is None else round(self.rate * self.mine / self.among)


PARTS: Mapping[str, str] = MappingProxyType(
    {
        "": "requests received",
        "counted": "requests received, less those withdrawn, duplicate or sent elsewhere",
        "completed": "completed requests",
        "digital_completed": "completed digital requests",
        "assisted_completed": "completed digital requests with help",
        "unaided_completed": "completed digital requests without help",
        "neither": "requests withdrawn, duplicate or sent elsewhere",
        "open": "requests still open",
        "kept": "requests closed by their due date",
        "missed": "requests closed after their due date, or open past it",
        "decided": "requests closed that had a due date, or open past it",
    }
)
"""What a figure is made from and its records are called: every text about a figure says it in these words."""
CONTACT_PARTS: Mapping[str, str] = MappingProxyType(
    {
        "": "contacts that were counted",
        "noted": "matters of contacts of which we noted why they came",
        "failure": "matters of contacts that came because something had gone wrong before",
    }
)
"""The same for contacts."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What a share is, once for all: its label, what is over what (parts), and the words that follow from that."""

    label: str
    numerator: str
    denominator: str
    note: str = ""

    @property
    def formula(self) -> str:
        """How it is worked out."""
        words = {**CONTACT_PARTS, **PARTS}
        over = f"{words[self.numerator]} ÷ {words[self.denominator]}, × 100."
        return f"{over[0].upper()}{over[1:]}{self.note and ' '}{self.note}"


_DIGITAL = "Digital means the channels web, kiosk and api; those with help are digital too."
_HELP = "With help means by staff beside the customer, or entered by staff under an exception."
FIGURES: Mapping[str, Figure] = MappingProxyType(
    {
        "completed_digital_over_all": Figure(
            "Completed digital, of all that count", "digital_completed", "counted", _DIGITAL
        ),
        "completed_over_completed": Figure(
            "Completed digital, of all completed", "digital_completed", "completed", _DIGITAL
        ),
        "unaided_over_all": Figure(
            "Completed digital without help, of all that count", "unaided_completed", "counted", _HELP
        ),
        "assisted_over_all": Figure(
            "Completed digital with help, of all that count", "assisted_completed", "counted", _HELP
        ),
        "timeliness": Figure(
            "Dealt with in time", "kept", "decided", "Withdrawn, duplicate and sent elsewhere are in neither."
        ),
        "failure_demand": Figure(
            "Failure demand", "failure", "noted", "Of web forms nobody notes why they came, so they are in neither."
        ),
    }
)
"""The shares that the figures page names; the first four are properties of `Counts`."""
