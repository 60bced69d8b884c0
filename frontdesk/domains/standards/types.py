"""What a promise, a clock, a rate card and a measured result are, for everybody above. No Django."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

CALENDARS_CHANGED = "standards.calendars_changed"
STANDARDS_CHANGED = "standards.standards_changed"
EXCEPTION_CHANGED = "standards.exception_changed"
RATES_CHANGED = "standards.rates_changed"

# Clocks --------------------------------------------------------------------------------------------------------------


class Unit(StrEnum):
    """What a length is counted in. Seconds, minutes and hours pass for everybody; working ones only while open."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    WORKING_MINUTE = "working minute"
    WORKING_HOUR = "working hour"
    WORKING_DAY = "working day"
    CALENDAR_DAY = "calendar day"
    CALENDAR_MONTH = "calendar month"


class DayOne(StrEnum):
    """Which day is the first of a clock of days: the one after the start, or the day of the start itself."""

    NEXT = "next"
    SAME = "same"


class LeftOut(StrEnum):
    """Which days a wait takes out of a clock of days.

    BETWEEN: the days that begin while we wait, so the day of asking counts and the day of the answer does not. The last
    day is given back: asked on it and answered on a later day, the next day that counts is the last.
    BOTH: the day of asking, the day of the answer and all between, as the statutes have it.
    """

    BETWEEN = "between"
    BOTH = "both"


class Effect(StrEnum):
    """What a wait, or a closing that did not hold, does to a clock."""

    PAUSE = "pause"
    RESTART = "restart"
    CONTINUE = "continue"


class Events(StrEnum):
    """The kinds of event that a clock reads."""

    HAPPENED = "happened"
    PAUSED = "paused"
    RESUMED = "resumed"
    RESET = "reset"
    EXTENDED = "extended"
    REOPENED = "reopened"
    RECATEGORISED = "recategorised"


@dataclass(frozen=True, slots=True)
class Extension:
    """How far a clock may be lengthened, in its own unit, by notice given before it runs out."""

    most: int
    needs: tuple[str, ...] = ("reason",)
    note: str = ""


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One clock as data: how long, counted in what, by which calendar, from what to what.

    `calendar` is "local" (Monday to Friday less the bank holidays of the council's own division), a division of
    kernel.holidays.CHOICES, or the code of one of the council's own calendars. `starts_on` and `stops_on` name facts
    of the case ("closing", the end of a case, stops every clock). `waits` says what a wait of each reason does
    (reasons that are not named do nothing), `reopenings` what reopening for each reason does (not named: the clock
    was never stopped). `ends_on_working_day` moves an end that falls on a closed day to the next working day.
    """

    code: str
    length: int
    unit: Unit
    calendar: str = "local"
    starts_on: str = "receipt"
    stops_on: str = "closing"
    day_one: DayOne = DayOne.NEXT
    left_out: LeftOut = LeftOut.BETWEEN
    ends_on_working_day: bool = False
    waits: Mapping[str, Effect] = field(default_factory=dict)
    reopenings: Mapping[str, Effect] = field(default_factory=dict)
    extension: Extension | None = None
    name: str = ""
    source: str = ""
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a case at an aware moment.

    `name` is the fact (HAPPENED), the reason of a wait or of a reopening. `key` tells waits of one reason apart.
    `by` is the length of an extension (0: the most allowed), `rule` what a case was recategorised to (None: to what
    has no promise).
    """

    at: datetime
    kind: Events
    name: str = ""
    key: str = ""
    by: int = 0
    rule: ClockRule | None = None


class Running(StrEnum):
    """Where a clock stands."""

    NOT_STARTED = "not started"
    RUNNING = "running"
    WAITING = "waiting"
    STOPPED = "stopped"


class Verdict(StrEnum):
    """Whether a promise was kept, as of a moment."""

    OPEN = "open"
    KEPT = "kept"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Due:
    """What a rule, the events and a calendar come to.

    `at` (UTC) is the last instant at which the promise is kept, `on` its local day; both None before the start and
    while a wait that moves the end is open. `started` is the start of the running period. `missed_before` stays true
    once a period, or the rule of an earlier category, ran out: a later restart does not wipe it away.
    """

    rule: ClockRule
    state: Running
    started: datetime | None = None
    at: datetime | None = None
    on: date | None = None
    stopped: datetime | None = None
    missed_before: bool = False

    def verdict(self, now: datetime) -> Verdict:
        """Kept, missed or still open at `now` (aware)."""
        end = self.stopped or now
        if self.missed_before or (self.at is not None and end > self.at):
            return Verdict.MISSED
        return Verdict.KEPT if self.stopped else Verdict.OPEN


# Standards -----------------------------------------------------------------------------------------------------------


class Kind(StrEnum):
    """The kinds of standard (REQUIREMENTS, Words)."""

    EACH = "each"
    SHARE = "share"
    AVERAGE = "average"
    RATIO = "ratio"
    GROWTH = "growth"
    LIST = "list"
    INSPECTED = "inspected"


class Compare(StrEnum):
    """How a result is held against a target."""

    AT_LEAST = "at least"
    OVER = "over"
    AT_MOST = "at most"
    UNDER = "under"


@dataclass(frozen=True, slots=True)
class Target:
    """The level promised. `value` is per cent for every kind but AVERAGE, there it is in `unit`."""

    compare: Compare
    value: Fraction
    unit: str = "per cent"


@dataclass(frozen=True, slots=True)
class StandardVersion:
    """One version of a promise; it never changes. A change of target or words is a new version.

    `measure` is the code of what is counted (for insight), `start_event` and the clock's threshold say from when and
    how long. `promise` is the sentence for customers, `formula` the one written formula. `baseline` (GROWTH) is the
    figure grown from. `services` and `channels` narrow the standard; empty means all. `while_open` is the code of the
    calendar in whose hours a contact must begin to be counted, empty for any hour. `published` is for the charter.
    """

    code: str
    name: str
    kind: Kind
    measure: str
    promise: str
    formula: str
    valid_from: date
    review_on: date | None = None
    clock: ClockRule | None = None
    target: Target | None = None
    start_event: str = ""
    baseline: Fraction | None = None
    baseline_words: str = ""
    services: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    while_open: str = ""
    published: bool = True
    source: str = ""
    number: int = 1
    id: int = 0


@dataclass(frozen=True, slots=True)
class StandardException:
    """A service that keeps another promise than the council's, approved by somebody, from a day to a day."""

    standard: str
    service: str
    instead: str
    reason: str
    approved_by: str
    approved_on: date
    valid_from: date
    valid_until: date | None = None
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a standard counts.

    For EACH, SHARE and INSPECTED either `verdict` (decided by its own clock) or `started` and `ended`; for AVERAGE
    `value` or `started` and `ended`; for RATIO and LIST `counts`. GROWTH counts `value` (1 when not given).
    """

    started: datetime | None = None
    ended: datetime | None = None
    verdict: Verdict | None = None
    value: Fraction | int | None = None
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted: a numerator over a denominator, and what is not decided yet."""

    numerator: Fraction = Fraction(0)
    denominator: int = 0
    undecided: int = 0


class Standing(StrEnum):
    """What can be said about a standard."""

    MEASURED = "measured"
    NO_RECORDS = "no records yet"
    BY_VISIT = "by visit"


@dataclass(frozen=True, slots=True)
class Result:
    """A measured standard. `value` is per cent, or the target's unit for AVERAGE; None unless measured.

    `kept` is None when nothing was measured or the standard has no target.
    """

    standing: Standing
    value: Fraction | None = None
    numerator: Fraction = Fraction(0)
    denominator: int = 0
    undecided: int = 0
    kept: bool | None = None


# Rates ---------------------------------------------------------------------------------------------------------------


class Basis(StrEnum):
    """What a rate is the cost of."""

    CONTACT = "per contact"
    TRANSACTION = "per transaction"
    SERVE = "cost to serve"


@dataclass(frozen=True, slots=True)
class RateCard:
    """Pence by channel code, in force from a day until the next card of the same basis."""

    basis: Basis
    valid_from: date
    pence: Mapping[str, int]
    source: str
    note: str = ""
    id: int = 0
