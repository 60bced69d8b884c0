"""A second, slow implementation of `rules.due`: it walks through the case minute by minute and looks only forwards.

It shares no arithmetic with the first: no yearly tables, no sets of days left out, no adding of lengths. It keeps a
count of what is left, takes one off for each open minute or for each day that counts, and reads events as they come.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from frontdesk.domains.standards.rules.calendars import Calendars
from frontdesk.domains.standards.types import ClockRule, DayOne, Effect, Event, Events, LeftOut, Unit
from frontdesk.kernel.holidays import bank_holidays
from frontdesk.kernel.worktime import WorkCalendar

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
LONDON = ZoneInfo("Europe/London")
PER_UNIT = {Unit.MINUTE: 1, Unit.HOUR: 60, Unit.WORKING_MINUTE: 1, Unit.WORKING_HOUR: 60}


@lru_cache(maxsize=400_000)
def local(moment: datetime) -> tuple[date, int]:
    """Local day and minute of the day."""
    there = moment.astimezone(LONDON)
    return there.date(), there.hour * 60 + there.minute


def opening(day: date, calendar: WorkCalendar) -> tuple[tuple[int, int], ...]:
    if day in calendar.special:
        return calendar.special[day]
    shut = day in calendar.closed or day in bank_holidays(calendar.holidays, day.year)
    return () if shut else calendar.weekly[day.weekday()]


def last_instant(day: date) -> datetime:
    tomorrow = datetime(day.year, day.month, day.day, tzinfo=LONDON) + DAY
    return tomorrow.astimezone(UTC) - timedelta(microseconds=1)


def same_date_later(day: date, months: int) -> date:
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    for number in (day.day, 30, 29, 28):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    raise AssertionError


@dataclass
class Walk:
    """One rule's walk through a case."""

    rule: ClockRule
    calendar: WorkCalendar
    left: int = 0
    extended: int = 0
    started: datetime | None = None
    stopped: datetime | None = None
    due: datetime | None = None
    missed: bool = False
    waits: set[tuple[str, str]] = field(default_factory=set)
    began_waiting: bool = False  # this local day began with a wait open
    touched: bool = False  # a wait was open at some time of this local day
    counted: set[date] = field(default_factory=set)  # the days that this period has counted
    gives_back: dict[tuple[str, str], date] = field(default_factory=dict)  # open waits begun when all was used up
    at_stop: tuple[int, datetime | None, date, set[date], date | None] = (0, None, date.min, set(), None)

    @property
    def by_day(self) -> bool:
        return self.rule.unit not in PER_UNIT

    def amount(self, length: int) -> int:
        if not self.by_day:
            return length * PER_UNIT[self.rule.unit]
        if self.rule.unit is Unit.CALENDAR_MONTH:
            assert self.started is not None
            first = local(self.started)[0]
            return (same_date_later(first, length) - first).days
        return length

    def count_day(self, day: date) -> None:
        if self.rule.unit is Unit.WORKING_DAY and not opening(day, self.calendar):
            return
        self.left -= 1
        self.counted.add(day)
        if self.left == 0:
            last = day
            while self.rule.ends_on_working_day and not opening(last, self.calendar):
                last += DAY
            self.due = last_instant(last)

    def all_used(self, moment: datetime) -> date | None:
        """The last day counted, where nothing is left to count and the end is still to come."""
        between = self.by_day and self.rule.left_out is LeftOut.BETWEEN
        used = between and self.due is not None and moment <= self.due and self.left <= 0
        return max(self.counted) if used and self.counted else None

    def give_back(self, day: date | None) -> None:
        """Take a day that was counted back into the account."""
        if day in self.counted:
            self.counted.remove(day)
            self.left, self.due = self.left + 1, None

    def begin(self, moment: datetime) -> None:
        if self.started is not None:
            self.missed = self.missed or (self.due is not None and (self.stopped or moment) > self.due)
        self.started, self.stopped, self.due, self.extended = moment, None, None, 0
        self.left, self.counted = self.amount(self.rule.length), set()
        both = self.rule.left_out is LeftOut.BOTH
        if self.by_day and self.rule.day_one is DayOne.SAME and not both and not self.began_waiting:
            self.count_day(local(moment)[0])

    def read(self, event: Event, code: str) -> None:
        running = self.started is not None and self.stopped is None
        if event.kind is Events.HAPPENED:
            if self.started is None and event.name == self.rule.starts_on:
                self.begin(event.at)
            elif running and event.name in (self.rule.stops_on, "closing"):
                last = self.all_used(event.at)
                self.stopped = event.at
                self.at_stop = (self.left, self.due, local(event.at)[0], set(self.counted), last)
        elif event.kind is Events.PAUSED and event.name in self.rule.waits:
            last = self.all_used(event.at)
            if last is not None and (event.name, event.key) not in self.waits:
                self.gives_back[event.name, event.key] = last
            self.waits.add((event.name, event.key))
            self.touched = True
        elif event.kind is Events.RESUMED and (event.name, event.key) in self.waits:
            self.waits.remove((event.name, event.key))
            self.gives_back.pop((event.name, event.key), None)
            if self.rule.waits[event.name] is Effect.RESTART and running:
                self.begin(event.at)
        elif event.kind is Events.RESET and running:
            self.begin(event.at)
        elif event.kind is Events.EXTENDED and running and code == self.rule.code and self.rule.extension:
            if self.due is None or event.at <= self.due:
                more = min(self.rule.extension.most, self.extended + (event.by or self.rule.extension.most))
                grown = self.amount(self.rule.length + more) - self.amount(self.rule.length + self.extended)
                self.extended, self.left = more, self.left + grown
                self.due = self.due if self.left <= 0 else None
        elif event.kind is Events.REOPENED and self.stopped is not None:
            effect = self.rule.reopenings.get(event.name, Effect.CONTINUE)
            if effect is Effect.RESTART:
                self.begin(event.at)
            elif effect is Effect.PAUSE:
                self.left, self.due, stop_day, counted, last = self.at_stop
                self.counted, self.touched = set(counted), True
                if stop_day < local(event.at)[0]:
                    self.give_back(last)
                self.began_waiting = self.began_waiting or stop_day < local(event.at)[0]
            self.stopped = None

    def pass_minute(self, moment: datetime) -> None:
        """Live through the minute that begins at `moment`."""
        self.touched = self.touched or bool(self.waits)
        if self.started is None:
            return
        if not self.by_day:
            day, minute = local(moment)
            working = self.rule.unit in (Unit.WORKING_HOUR, Unit.WORKING_MINUTE)
            is_open = not working or any(a <= minute < b for a, b in opening(day, self.calendar))
            if is_open and not self.waits:
                self.left -= 1
                if self.left == 0:
                    self.due = moment + MINUTE
            return
        ending, beginning = local(moment)[0], local(moment + MINUTE)[0]
        if ending == beginning:
            return
        for day in self.gives_back.values():
            self.give_back(day)
        first = local(self.started)[0]
        if self.rule.left_out is LeftOut.BOTH:
            counts = ending > first or (ending == first and self.rule.day_one is DayOne.SAME)
            if counts and not self.touched:
                self.count_day(ending)
        elif beginning > first and not self.waits:
            self.count_day(beginning)

    def turn_day(self, moment: datetime) -> None:
        """Forget the day that ended with the minute at `moment`."""
        if local(moment)[0] != local(moment + MINUTE)[0]:
            self.began_waiting = self.touched = bool(self.waits)


def walk(rule: ClockRule, told: list[tuple[Event, str]], calendars: Calendars, days: int) -> Walk:
    """Walk until nothing more can change: past the last event, and until due or for `days`."""
    state = Walk(rule, calendars.of(rule))
    if not told:
        return state
    moment, waiting = told[0][0].at, list(told)
    end = told[-1][0].at + days * DAY
    while moment < end:
        while waiting and waiting[0][0].at == moment:
            state.read(*waiting.pop(0))
        if not waiting and (state.due is not None or state.waits or state.started is None):
            for day in state.gives_back.values():  # nobody has answered: it lasts over midnight
                state.give_back(day)
            break
        state.pass_minute(moment)
        state.turn_day(moment)
        moment += MINUTE
    return state


def slow_due(
    rule: ClockRule, events: list[Event], calendars: Calendars, days: int = 100
) -> tuple[datetime | None, bool]:
    """(due, missed before) of a case, as `rules.due` should say. Events at whole minutes in UTC."""
    told: list[tuple[Event, str]] = []
    missed = False
    current: ClockRule | None = rule
    for event in sorted(events, key=lambda each: each.at):
        if event.kind is Events.RECATEGORISED:
            if current is not None:
                so_far = walk(current, told, calendars, days)
                late = so_far.due is not None and (so_far.stopped or event.at) > so_far.due
                missed = missed or so_far.missed or late
            current = event.rule
        told.append((event, current.code if current else ""))
    if current is None:
        return None, missed
    final = walk(current, told, calendars, days)
    return final.due, missed or final.missed
