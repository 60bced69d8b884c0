"""What a figure is: a number with its formula and the records behind it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from frontdesk.domains.standards.types import Basis, RateCard, Result, StandardVersion


@dataclass(frozen=True, slots=True)
class Period:
    """Local days from `since` to `until`, both counted."""

    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Cut:
    """Which records a figure is about; empty means all. The address of a drill-down carries these codes."""

    service: str = ""
    channel: str = ""
    part: str = ""
    promise: str = ""


NO_SERVICE = "none"
"""In the cut of contacts: those about no service."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share as counted. `percent` is None when nothing was counted: never an invented figure."""

    numerator: int
    denominator: int

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
    """Take-up in a period: the whole, and cut by service, by channel and by month."""

    period: Period
    whole: Counts
    by_service: Sequence[Row] = field(default_factory=tuple)
    by_channel: Sequence[Row] = field(default_factory=tuple)
    by_month: Sequence[Row] = field(default_factory=tuple)


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
    by_service: Sequence[CostRow] = ()
    by_channel: Sequence[CostRow] = ()
    by_month: Sequence[CostRow] = ()

    @property
    def formula(self) -> str:
        """How it is worked out."""
        return FORMULAS["cost_of_transactions" if self.basis is Basis.TRANSACTION else "cost"]


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


FORMULAS = {
    "completed_digital_over_all": "Completed digital transactions ÷ all transactions received in the period from every"
    " channel × 100. Digital means the channels web, kiosk and api; assisted ones count as digital."
    " Withdrawn, duplicate and referred transactions are on neither side.",
    "completed_over_completed": "Completed digital transactions ÷ completed transactions of every channel × 100,"
    " of those received in the period. Assisted ones count as digital.",
    "unaided_over_all": "Completed digital transactions without help ÷ all transactions received × 100.",
    "assisted_over_all": "Completed digital transactions with help, or entered by staff under an exception, ÷ all"
    " transactions received × 100.",
    "cost": "Number of contacts on each channel × the rate in force on the day for that channel. A contact about"
    " several services is shared equally among them.",
    "cost_of_transactions": "Number of transactions received on each channel × the rate in force on the day for that"
    " channel.",
    "timeliness": "Requests closed by their due date ÷ requests closed, or open past their due date, × 100.",
}
