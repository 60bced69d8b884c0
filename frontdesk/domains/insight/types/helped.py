"""What was begun and given up, and what help did: figures of forms, sign-ups, searches and accounts."""

from collections.abc import Sequence
from dataclasses import dataclass

from frontdesk.domains.insight.types import Period


@dataclass(frozen=True, slots=True)
class Begun:
    """Forms of one service (or accounts) that were begun in a period: `sent`, `given_up` (nobody has worked on them
    for a day), the rest on their way; and of all of these what help did: `finished` are those sent after help."""

    service: str
    begun: int
    sent: int
    given_up: int
    agreed: int = 0
    offered: int = 0
    asked: int = 0
    helped: int = 0
    finished: int = 0

    @property
    def on_way(self) -> int:
        """Neither sent nor given up yet."""
        return self.begun - self.sent - self.given_up


@dataclass(frozen=True, slots=True)
class Stop:
    """How many were given up at one step for one reason (codes; '' where none is known). `after`: the step was done,
    and the next one was not."""

    service: str
    step: str
    reason: str
    number: int
    after: bool = False


@dataclass(frozen=True, slots=True)
class Abandoned:
    """What was begun online in a period and what became of it."""

    period: Period
    forms: Sequence[Begun]
    stops: Sequence[Stop]
    sign_ups: Begun
    sign_ups_wrong_code: int
    searches_without: int


@dataclass(frozen=True, slots=True)
class Helped:
    """Accounts that staff opened or repaired in a period, of one kind: finished by the customer, used later without
    help, stopped by the customer. `minutes` is the middle of how long they took to finish, None where none has."""

    kind: str
    started: int
    done: int
    used: int
    refused: int
    minutes: float | None


@dataclass(frozen=True, slots=True)
class Effect:
    """What opening accounts did. Calls and visits of customers whose account was opened with help 90 days ago or
    longer, in the 90 days before and after; and the average handling time in seconds of the contacts in which an
    account was opened or repaired, beside all others on the same channels. None where nothing was counted."""

    customers: int
    before: int
    after: int
    seconds_with: float | None
    seconds_without: float | None


@dataclass(frozen=True, slots=True)
class AccountsHelped:
    """Accounts opened and repaired with help in a period."""

    period: Period
    kinds: Sequence[Helped]
    effect: Effect
