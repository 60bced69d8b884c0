"""Accounts in back offices: which systems there are, what one of them says, and what is owed by that."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

ACCOUNT_LINKED = "payments.account_linked"
ACCOUNT_ENDED = "payments.account_ended"

BILL, STAFF, RECORD = "bill", "staff", "record"
"""How we know that an account is a customer's: something from a bill, staff who saw it, or the number came with the
record that the back office itself gave us."""
HOWS: Mapping[str, str] = MappingProxyType(
    {BILL: "They gave a word from a bill", STAFF: "A member of staff linked it", RECORD: "It came with their record"}
)

DOWN, GONE = "down", "gone"
"""Why there is no answer of now: the system did not answer in time, or knows no such account."""


@dataclass(frozen=True, slots=True)
class System:
    """A back office as the council's pack describes it: what it is called, what of a bill proves that an account is
    somebody's, and for which services (codes) an authority to act covers it; none named: only one for everything."""

    code: str
    name: str
    asks: str
    services: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Instalment:
    """An amount due on a day, in pence, and how much of it is paid."""

    due: date
    pence: int
    paid: int = 0

    @property
    def left(self) -> int:
        """Pence that are still to be paid of it."""
        return max(self.pence - self.paid, 0)


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment that the back office has booked."""

    on: date
    pence: int
    how: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A benefit claim: how it stands, what it comes to (`pence` each `every`), the next payment, what we wait for."""

    state: str
    pence: int | None = None
    every: str = ""
    next_on: date | None = None
    next_pence: int | None = None
    waiting: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What a back office says of an account. `balance` in pence: above zero is owed to the council, below is a credit;
    None where it has none. `due` is the last day for a balance without instalments."""

    balance: int | None = None
    due: date | None = None
    paid_by: str = ""
    reductions: tuple[str, ...] = ()
    instalments: tuple[Instalment, ...] = ()
    payments: tuple[Paid, ...] = ()
    claim: Claim | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """A customer's account in a back office, the last that was told of it, and when."""

    id: int
    person: int
    system: System
    number: str
    how: str
    linked_at: datetime
    told: Told | None = None
    told_at: datetime | None = None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """An account as it can be shown now: what was told, when, and why that is not of now ('' where it is)."""

    account: Account
    told: Told | None
    told_at: datetime | None
    fault: str = ""
    document: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True)
class Debt:
    """One amount to be paid: of which account, how much, by which day where that is known, whether that has passed."""

    account: Account
    pence: int
    due: date | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class Sum:
    """What is owed on one account, in pence: past its day, and in all."""

    account: Account
    overdue: int
    whole: int


@dataclass(frozen=True, slots=True)
class Owed:
    """What a customer owes across services: `debts` overdue first, then by day; sums by account and in all.

    `paid` are the last payments, the newest first. `unknown` are accounts of which nothing was ever told.
    """

    debts: tuple[Debt, ...]
    sums: tuple[Sum, ...]
    overdue: int
    whole: int
    credit: int
    paid: tuple[tuple[Account, Paid], ...]
    unknown: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """What is owed in one line, in pence, as it was last told: in all, past its day, credits.

    `told_at` is the oldest of these answers. `told` accounts are in it, of `unknown` ones nothing was ever told,
    `unsure` ones may be somebody else's.
    """

    whole: int
    overdue: int
    credit: int
    told_at: datetime | None
    told: int
    unknown: int
    unsure: int


@dataclass(frozen=True, slots=True)
class Help:
    """A sentence for somebody who cannot pay, and where to go with it."""

    text: str
    link: str = ""
    label: str = ""


HELP: tuple[Help, ...] = (
    Help("If you cannot pay, tell us as soon as you can. We can often agree smaller payments over a longer time."),
    Help(
        "Free advice on debts, from people who are on nobody's side but yours.",
        "https://www.moneyhelper.org.uk/en/money-troubles/dealing-with-debt",
        "MoneyHelper: dealing with debt",
    ),
    Help(
        "A debt adviser can ask for Breathing Space for you: for 60 days nobody may chase you or add interest.",
        "https://www.gov.uk/options-for-paying-off-your-debts/breathing-space",
        "Breathing Space on GOV.UK",
    ),
)
"""What stands there where a council's pack says nothing of its own (Debt Respite Scheme Regulations 2020)."""
