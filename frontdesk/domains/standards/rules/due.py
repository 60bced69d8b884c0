"""When something is due: a pure function of the rule, the events and the calendars.

Nothing is stored as a total: pauses, restarts and extensions are read from the events each time, so an event that
arrives late or is corrected gives the right date. docs/how-to/standards.md says it for staff, decision 0008 why.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from fractions import Fraction

from frontdesk.domains.standards.rules.calendars import Calendars
from frontdesk.domains.standards.rules.ends import DAYS, Wait, end_of, last_that_counts, part_of
from frontdesk.domains.standards.types import ClockRule, Due, Effect, Event, Events, LeftOut, Running
from frontdesk.kernel.worktime import WorkCalendar

CLOSING = "closing"
"""The fact that ends a case, and with it every clock of it."""
Told = list[tuple[Event, str]]
"""Events in order, each with the code of the rule that was in force when it happened."""


def due(rule: ClockRule, events: Iterable[Event], calendars: Calendars) -> Due:
    """When a case is due that began under `rule` and to which `events` happened, in any order given.

    Recategorising means: as though the case had been under the new rule from the start, or, without a rule, that
    nothing is promised from then on; but a promise that had already been missed stays missed. Events that cannot
    apply (a second start, an answer nobody asked for, an extension after the end) do nothing.
    """
    told, final = _told(rule, events)
    missed = False
    current: ClockRule | None = rule
    for place, (event, _) in enumerate(told):
        if event.kind is Events.RECATEGORISED:
            ran_out = current is not None and _read(current, told[:place], calendars).ran_out_by(event.at)
            missed, current = missed or ran_out, event.rule
    if final is None:
        return Due(rule, Running.NOT_STARTED, missed_before=missed)
    reading = _read(final, told, calendars)
    return replace(reading.due(), missed_before=reading.missed or missed)


def warn_at(rule: ClockRule, events: Iterable[Event], calendars: Calendars, share: Fraction) -> datetime | None:
    """The moment (UTC) at which `share` of the promise will be used up; None before the start or in a wait."""
    told, final = _told(rule, events)
    if final is None:
        return None
    reading = _read(final, told, calendars)
    if reading.started is None:
        return None
    length = final.length + reading.extended
    return part_of(final, length, share, reading.started, reading.all_waits(), reading.calendar)


def share_used(answer: Due, now: datetime) -> float | None:
    """How much of its own promise is used up by the wall clock, for ordering queues: 1 is due now, above 1 is late."""
    if answer.started is None or answer.at is None:
        return None
    whole = (answer.at - answer.started).total_seconds()
    return ((answer.stopped or now) - answer.started).total_seconds() / max(whole, 1.0)


def _told(rule: ClockRule, events: Iterable[Event]) -> tuple[Told, ClockRule | None]:
    """Events by moment, in the order given where the moment is the same, and the rule in force at the end."""
    told: Told = []
    current: ClockRule | None = rule
    for event in sorted(events, key=lambda each: each.at):
        told.append((event, current.code if current else ""))
        if event.kind is Events.RECATEGORISED:
            current = event.rule
    return told, current


def _read(rule: ClockRule, told: Told, calendars: Calendars) -> "_Reading":
    reading = _Reading(rule, calendars.of(rule))
    for event, code in told:
        reading.take(event, code)
    return reading


@dataclass(frozen=True, slots=True)
class _Since:
    """Since when a clock stands still; `last` is its last day where that is given back (see `_Reading._last`)."""

    at: datetime
    last: date | None = None


@dataclass
class _Reading:
    """Events read one after the other under one rule."""

    rule: ClockRule
    calendar: WorkCalendar
    started: datetime | None = None
    stopped: datetime | None = None
    at_stop: date | None = None
    extended: int = 0
    waits: list[Wait] = field(default_factory=list)
    open: dict[tuple[str, str], _Since] = field(default_factory=dict)
    missed: bool = False

    def take(self, event: Event, code: str) -> None:
        """Read one event, which happened while the rule `code` was in force."""
        match event.kind:
            case Events.HAPPENED:
                self._happened(event)
            case Events.PAUSED if event.name in self.rule.waits and (event.name, event.key) not in self.open:
                self.open[event.name, event.key] = _Since(event.at, self._last(event.at))
            case Events.RESUMED:
                self._resumed(event)
            case Events.RESET if self._is_running():
                self._restart(event.at)
            case Events.EXTENDED if code == self.rule.code:
                self._extend(event)
            case Events.REOPENED if self.stopped is not None:
                self._reopen(event, self.stopped)

    def _happened(self, event: Event) -> None:
        if self.started is None:
            self.started = event.at if event.name == self.rule.starts_on else None
        elif event.name in (self.rule.stops_on, CLOSING) and self.stopped is None:
            self.at_stop = self._last(event.at)
            self.stopped = event.at

    def _resumed(self, event: Event) -> None:
        since = self.open.pop((event.name, event.key), None)
        if since is None:
            return
        self.waits.append(self._wait(since, event.at))
        if self.rule.waits[event.name] is Effect.RESTART and self._is_running():
            self._restart(event.at)

    def _extend(self, event: Event) -> None:
        """Lengthen the period, up to the most allowed, if it has not run out."""
        allowed = self.rule.extension
        if allowed is None or not self._is_running() or self._is_past_end(event.at):
            return
        self.extended = min(allowed.most, self.extended + (event.by or allowed.most))

    def _reopen(self, event: Event, stopped: datetime) -> None:
        effect = self.rule.reopenings.get(event.name, Effect.CONTINUE)
        if effect is Effect.RESTART:
            self._restart(event.at)
        elif effect is Effect.PAUSE:
            self.waits.append(self._wait(_Since(stopped, self.at_stop), event.at))
        self.stopped = None

    def _restart(self, moment: datetime) -> None:
        """Begin a new period; the one left behind stays missed if it had run out."""
        self.missed = self.missed or self.ran_out_by(moment)
        self.started, self.stopped, self.extended = moment, None, 0

    def _is_running(self) -> bool:
        return self.started is not None and self.stopped is None

    def all_waits(self) -> list[Wait]:
        """Closed and open waits."""
        return [*self.waits, *(self._wait(since, None) for since in self.open.values())]

    def _last(self, moment: datetime) -> date | None:
        """The last day that counts, where a wait begins on it, or after it and before the end; else None.

        If the wait lasts into another day, that day is taken out too: nobody is late while we wait for an answer, nor
        the moment it comes.
        """
        if self.started is None or self.rule.left_out is not LeftOut.BETWEEN or self.rule.unit not in DAYS:
            return None
        length = self.rule.length + self.extended
        waits = [*self.waits, *((since.at, None) for since in self.open.values())]
        end = end_of(self.rule, length, self.started, waits, self.calendar)
        last = last_that_counts(self.rule, length, self.started, waits, self.calendar)
        if end is None or last is None or moment > end or last > self.calendar.local_day(moment):
            return None
        return last

    def _wait(self, since: _Since, until: datetime | None) -> Wait:
        """A wait as it counts: from before the day that it gives back, where it lasts into another day."""
        local_day = self.calendar.local_day
        if since.last is None or (until is not None and local_day(until) == local_day(since.at)):
            return since.at, until
        return self.calendar.start_of_day(since.last) - timedelta(microseconds=1), until

    def end(self) -> datetime | None:
        """The last instant of the running period, None while it cannot be said."""
        if self.started is None:
            return None
        return end_of(self.rule, self.rule.length + self.extended, self.started, self.all_waits(), self.calendar)

    def ran_out_by(self, moment: datetime) -> bool:
        """Whether the period was over before it was stopped, or before `moment`; or an earlier one was."""
        return self.missed or self._is_past_end(self.stopped or moment)

    def _is_past_end(self, moment: datetime) -> bool:
        end = self.end()
        return end is not None and moment > end

    def due(self) -> Due:
        """The reading so far as an answer."""
        if self.started is None:
            return Due(self.rule, Running.NOT_STARTED)
        end = self.end()
        state = Running.STOPPED if self.stopped else Running.WAITING if end is None else Running.RUNNING
        on = self.calendar.local_day(end) if end is not None else None
        return Due(self.rule, state, self.started, end, on, self.stopped, self.missed)
