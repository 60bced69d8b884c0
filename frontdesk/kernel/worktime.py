"""Working time: when somebody is open, and when so many minutes, days or months of that have passed.

A `WorkCalendar` says which minutes of the local clock are open. All arithmetic here is a pure function of it and of
moments and days; it uses yearly tables and binary search, never a walk by the minute. Free of Django.

Conventions (STANDARDS 4h): moments are aware and counted by whole minutes, seconds are dropped; a length of minutes
ends at the end of the last minute used, so two hours from 15:00 with closing at 17:00 end at 17:00 and not the next
morning. Days are local days. A pause is a half-open stretch of time; a day that is left out is given as a date range
with both ends.
"""

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from frontdesk.kernel.holidays import CHOICES, ENGLAND_AND_WALES, NONE, is_bank_holiday

DAY = 1440
LONDON = "Europe/London"

Interval = tuple[int, int]
"""Open from and until, in minutes of the local day: (540, 1020) is 9:00 to 17:00, (0, 1440) the whole day."""
Stretch = tuple[datetime, datetime]
"""A stretch of time, its end not included."""
DateRange = tuple[date, date]
"""Days, both ends included."""

_HORIZON = 30
"""Years searched for an open minute or day before a calendar is taken to be shut for good."""


class NeverOpenError(ValueError):
    """A calendar has no open time within reach, so nothing can ever be due by it."""


def check_intervals(intervals: Sequence[Interval]) -> None:
    """Raise ValueError unless the intervals of a day are in order, apart from each other and within the day."""
    last = 0
    for opens, closes in intervals:
        if not 0 <= opens < closes <= DAY:
            raise ValueError("opening must be before closing, both between 0:00 and 24:00")
        if opens < last:
            raise ValueError("opening hours of one day must be in order and must not overlap")
        last = closes


@dataclass(frozen=True)
class _Year:
    """One year of a calendar: open intervals in minutes since 1970 (UTC), what was open before each, working days."""

    starts: list[int]
    ends: list[int]
    before: list[int]
    through: list[int]
    days: list[int]

    def open_before(self, minute: int) -> int:
        """Open minutes of this year before `minute`."""
        at = bisect_right(self.starts, minute) - 1
        return 0 if at < 0 else self.before[at] + min(minute, self.ends[at]) - self.starts[at]

    @property
    def total(self) -> int:
        """Open minutes of the whole year."""
        return self.through[-1] if self.through else 0


@dataclass(frozen=True)
class WorkCalendar:
    """When somebody is open: hours of each weekday (Monday first, several intervals a day), less holidays and closures.

    `holidays` is a division of bank holidays, "uk" (any part) or "none". `closed` are further days shut; `special`
    gives a day its own hours and wins over weekday, bank holiday and closure. Times are of the local clock of `zone`.
    Raises ValueError when the hours overlap, run backwards or are never open.
    """

    weekly: tuple[tuple[Interval, ...], ...]
    holidays: str = ENGLAND_AND_WALES
    closed: frozenset[date] = frozenset()
    special: Mapping[date, tuple[Interval, ...]] = field(default_factory=dict)
    zone: str = LONDON
    _years: dict[int, _Year] = field(default_factory=dict, init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        if len(self.weekly) != 7:
            raise ValueError("a calendar needs the hours of seven weekdays, Monday first")
        if self.holidays not in CHOICES:
            raise ValueError(f"bank holidays must be one of {', '.join(CHOICES)}")
        for intervals in (*self.weekly, *self.special.values()):
            check_intervals(intervals)
        if not any(opens < closes for day in self.weekly for opens, closes in day):
            raise NeverOpenError("a calendar needs at least one day with opening hours")

    def __hash__(self) -> int:
        return hash((self.weekly, self.holidays, self.closed, self.zone, tuple(sorted(self.special.items()))))

    def hours_on(self, day: date) -> tuple[Interval, ...]:
        """The open intervals of `day`, empty when shut."""
        if day in self.special:
            return self.special[day]
        if day in self.closed or is_bank_holiday(day, self.holidays):
            return ()
        return self.weekly[day.weekday()]

    def is_working_day(self, day: date) -> bool:
        """Whether `day` has any open time."""
        return bool(self.hours_on(day))

    def is_open(self, moment: datetime) -> bool:
        """Whether the minute of `moment` is open."""
        minute = _minute(moment)
        year = self._year(self.local_day(moment).year)
        return year.open_before(minute + 1) > year.open_before(minute)

    def local_day(self, moment: datetime) -> date:
        """The local day of an aware moment."""
        return moment.astimezone(ZoneInfo(self.zone)).date()

    def end_of_day(self, day: date) -> datetime:
        """The last instant of a local day (UTC), so that anything done that day is not after it."""
        return self.start_of_day(day + timedelta(days=1)) - timedelta(microseconds=1)

    def start_of_day(self, day: date) -> datetime:
        """Local midnight at the start of `day`, in UTC."""
        return datetime.combine(day, time(), ZoneInfo(self.zone)).astimezone(UTC)

    def moment(self, day: date, minute: int) -> datetime:
        """When the local clock of `day` shows so many minutes past midnight (DAY: the next midnight), in UTC."""
        if minute == DAY:
            return self.start_of_day(day + timedelta(days=1))
        at = time(minute // 60, minute % 60)
        return datetime.combine(day, at, ZoneInfo(self.zone)).astimezone(UTC)

    def _year(self, year: int) -> _Year:
        """The table of one year, made once."""
        if year not in self._years:
            self._years[year] = _tabulate(self, year)
        return self._years[year]


ALL_DAY: tuple[Interval, ...] = ((0, DAY),)
EVERY_DAY = WorkCalendar((ALL_DAY,) * 7, holidays=NONE)
"""Every minute of every day."""


def weekdays(holidays: str) -> WorkCalendar:
    """Monday to Friday, whole days, less the bank holidays of a division: what the law means by working days."""
    return WorkCalendar((ALL_DAY,) * 5 + ((), ()), holidays=holidays)


# Minutes -------------------------------------------------------------------------------------------------------------


def add_minutes(start: datetime, minutes: int, calendar: WorkCalendar, pauses: Iterable[Stretch] = ()) -> datetime:
    """The end of the last of `minutes` open minutes counted from `start`, leaving out what lies in `pauses`.

    `start` aware; the answer is in UTC, seconds dropped. Pauses may overlap and lie in any order.
    Raises NeverOpenError when the calendar has too few open minutes within 30 years.
    """
    position, left = _minute(start), minutes
    for pause_from, pause_until in merge_pauses(pauses):
        if pause_from > position:
            available = _open_between(position, pause_from, calendar)
            if left <= available:
                break
            left -= available
        position = max(position, pause_until)
    return _moment(_advance(position, left, calendar))


def working_minutes_between(
    start: datetime, end: datetime, calendar: WorkCalendar, pauses: Iterable[Stretch] = ()
) -> int:
    """Open minutes from `start` to `end`, less those in `pauses`; 0 when `end` is not after `start`."""
    first, last = _minute(start), _minute(end)
    total = _open_between(first, last, calendar)
    for pause_from, pause_until in merge_pauses(pauses):
        total -= _open_between(max(first, pause_from), min(last, pause_until), calendar)
    return total


def merge_pauses(pauses: Iterable[Stretch]) -> list[Interval]:
    """Pauses as disjoint minute intervals in order, so that a pause inside a pause counts once."""
    merged: list[Interval] = []
    for pause_from, pause_until in sorted((_minute(a), _minute(b)) for a, b in pauses):
        if merged and pause_from <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], pause_until))
        elif pause_from < pause_until:
            merged.append((pause_from, pause_until))
    return merged


def _advance(minute: int, count: int, calendar: WorkCalendar) -> int:
    """The end of the `count`th open minute from `minute` on; `minute` itself when `count` is not above 0."""
    if count <= 0:
        return minute
    number = calendar.local_day(_moment(minute)).year
    target = count + calendar._year(number).open_before(minute)
    for year in (calendar._year(number + ahead) for ahead in range(_HORIZON)):
        if target <= year.total:
            at = bisect_left(year.through, target)
            return year.starts[at] + target - year.before[at]
        target -= year.total
    raise NeverOpenError(f"the calendar has too few open hours in the {_HORIZON} years from {number}")


def _open_between(first: int, last: int, calendar: WorkCalendar) -> int:
    if last <= first:
        return 0
    begin, finish = calendar.local_day(_moment(first)).year, calendar.local_day(_moment(last)).year
    between = sum(calendar._year(year).total for year in range(begin, finish))
    return between + calendar._year(finish).open_before(last) - calendar._year(begin).open_before(first)


# Days ----------------------------------------------------------------------------------------------------------------


def add_working_days(
    received: date, count: int, calendar: WorkCalendar, left_out: Iterable[DateRange] = (), *, same_day: bool = False
) -> date:
    """The `count`th working day after `received`, not counting days in `left_out`.

    With `same_day` the day of receipt itself may be the first. A `count` of 0 is the first working day not before
    `received`. Raises NeverOpenError when there is none within 30 years.
    """
    position = received if same_day or count <= 0 else received + timedelta(days=1)
    left = max(count, 1)
    for first, last in merge_days(left_out):
        if first > position:
            available = _working_days(position, first, calendar)
            if left <= available:
                break
            left -= available
        position = max(position, last + timedelta(days=1))
    return _nth_working_day(position, left, calendar)


def working_days_between(start: date, end: date, calendar: WorkCalendar) -> int:
    """Working days after `start` up to and including `end`: how many have passed by the end of `end`."""
    return _working_days(start + timedelta(days=1), end + timedelta(days=1), calendar)


def next_working_day(day: date, calendar: WorkCalendar) -> date:
    """`day` itself if it is a working day, else the next."""
    return _nth_working_day(day, 1, calendar)


def add_calendar_days(
    received: date, count: int, left_out: Iterable[DateRange] = (), *, same_day: bool = False
) -> date:
    """The `count`th day after `received`, leaving out days in `left_out`; with `same_day` that day is the first."""
    position, left = received if same_day else received + timedelta(days=1), count
    if left <= 0:
        return received
    for first, last in merge_days(left_out):
        if first > position:
            if left <= (first - position).days:
                break
            left -= (first - position).days
        position = max(position, last + timedelta(days=1))
    return position + timedelta(days=left - 1)


def add_calendar_months(received: date, months: int) -> date:
    """The same date so many months later, or the last day of that month where it has no such date."""
    year, month = divmod(received.year * 12 + received.month - 1 + months, 12)
    return date(year, month + 1, min(received.day, monthrange(year, month + 1)[1]))


def merge_days(ranges: Iterable[DateRange]) -> list[DateRange]:
    """Date ranges made disjoint and put in order."""
    merged: list[DateRange] = []
    for first, last in sorted(ranges):
        if merged and first <= merged[-1][1] + timedelta(days=1):
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        elif first <= last:
            merged.append((first, last))
    return merged


def _nth_working_day(position: date, count: int, calendar: WorkCalendar) -> date:
    """The `count`th working day from `position` on."""
    skipped = bisect_left(calendar._year(position.year).days, position.toordinal())
    for ahead in range(_HORIZON):
        days = calendar._year(position.year + ahead).days
        if skipped + count <= len(days):
            return date.fromordinal(days[skipped + count - 1])
        count -= len(days) - skipped
        skipped = 0
    raise NeverOpenError(f"the calendar has too few working days in the {_HORIZON} years from {position.year}")


def _working_days(first: date, until: date, calendar: WorkCalendar) -> int:
    """Working days from `first` up to but not including `until`."""
    if until <= first:
        return 0
    whole = sum(len(calendar._year(year).days) for year in range(first.year, until.year))
    return (
        whole
        + bisect_left(calendar._year(until.year).days, until.toordinal())
        - bisect_left(calendar._year(first.year).days, first.toordinal())
    )


# Tables --------------------------------------------------------------------------------------------------------------


def _tabulate(calendar: WorkCalendar, number: int) -> _Year:
    year = _Year([], [], [], [], [])
    zone, day, total = ZoneInfo(calendar.zone), date(number, 1, 1), 0
    while day.year == number:
        intervals = calendar.hours_on(day)
        if intervals:
            year.days.append(day.toordinal())
            for opens, closes in _in_utc(day, intervals, zone):
                year.starts.append(opens)
                year.ends.append(closes)
                year.before.append(total)
                total += closes - opens
                year.through.append(total)
        day += timedelta(days=1)
    return year


def _in_utc(day: date, intervals: Iterable[Interval], zone: ZoneInfo) -> Iterable[Interval]:
    """Intervals of the local clock as minutes since 1970 in UTC, in order.

    On a day when the clocks change the day has two parts, each with its own offset: an hour that the clock skips is
    never open, one that it repeats is open twice.
    """
    midnight, tomorrow = (datetime.combine(day + timedelta(days=n), time(), zone) for n in (0, 1))
    begin, finish = _minute(midnight), _minute(tomorrow)
    parts = [(begin, finish)]
    if midnight.utcoffset() != tomorrow.utcoffset():
        change = bisect_left(range(begin, finish), 1, key=lambda m: _offset(m, zone) != _offset(begin, zone)) + begin
        parts = [(begin, change), (change, finish)]
    base = (day - date(1970, 1, 1)).days * DAY
    for part_begin, part_finish in parts:
        shift = base - _offset(part_begin, zone)
        for opens, closes in intervals:
            first, last = max(opens + shift, part_begin), min(closes + shift, part_finish)
            if first < last:
                yield first, last


def _offset(minute: int, zone: ZoneInfo) -> int:
    """Minutes that `zone` is ahead of UTC at a minute since 1970."""
    offset = _moment(minute).astimezone(zone).utcoffset() or timedelta()
    return offset // timedelta(minutes=1)


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _minute(moment: datetime) -> int:
    """Whole minutes since 1970 of an aware moment."""
    if moment.tzinfo is None:
        raise ValueError("working time needs moments with a time zone")
    return (moment - _EPOCH) // timedelta(minutes=1)


def _moment(minute: int) -> datetime:
    return _EPOCH + timedelta(minutes=minute)
