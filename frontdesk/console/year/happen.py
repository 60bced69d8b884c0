"""What happens at a council, day by day: contacts, the requests they make, who comes again and who asks how it goes.

Free of the database: services and their promises are handed in. A day's number of contacts is its part of the whole;
those who come again are among them, so that days, weeks and seasons keep their shape.
"""

from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from random import Random
from typing import NamedTuple

from frontdesk.console.year import customers as people
from frontdesk.console.year import shape
from frontdesk.kernel.clock import LOCAL
from frontdesk.kernel.holidays import ENGLAND_AND_WALES, is_bank_holiday

SEED = 1888
STAFFED = frozenset({"phone", "visit", "email", "letter", "chat"})
WRITTEN = frozenset({"email", "letter"})
WAITS: Mapping[str, tuple[int, int]] = {
    "phone": (4, 85), "visit": (60, 840), "email": (3_600, 36_000), "letter": (7_200, 50_000), "chat": (15, 160),
}  # fmt: skip
"""Seconds until somebody is answered: the shortest, and how much longer the longest."""
TALKS: Mapping[str, tuple[int, int]] = {
    "phone": (60, 420), "visit": (180, 900), "email": (120, 480), "letter": (180, 600), "chat": (180, 700),
}  # fmt: skip
"""Seconds that it takes once they are."""
PATIENCE = (6, 170)
"""Seconds after which a caller rings off."""


class Ended(NamedTuple):
    """How a matter ended, in the order of the columns: outcome, demand, why, avoidable, offered, why declined."""

    outcome: str
    demand: str = ""
    demand_reason: str = ""
    avoidable: bool | None = None
    offered: str = ""
    declined_why: str = ""


_MADE = tuple(
    Ended("request-made", "value", "", False, *rest)
    for rest in (("no", ""), ("declined", "skill"), ("declined", "reassurance"), ("no", ""))
)
_ASKED = (
    *(Ended("answered", "value", "", False, "no"),) * 8, *(Ended("answered", "value", "", False, "taken"),) * 3,
    *(Ended("answered", "value", "", False, "declined", "reassurance"),) * 2,
    *(Ended("signposted", "value", "", False, "no"),) * 2, Ended("sent-on", "value", "", False, "no"),
    *(Ended("answered", "failure", "unclear", True, "no"),) * 2,
    Ended("answered", "failure", "wrong-place", True, "no"),
)  # fmt: skip
_CHASED = Ended("progress-told", "failure", "chasing", True, "no")
_AGAIN = Ended("answered", "failure", "told-before", True, "no")
_SENT, _TURNED_AWAY = Ended("request-made"), Ended("not-possible")
REASONS: Mapping[str, str] = {
    "report": "report", "apply": "apply", "pay": "pay", "book": "book", "have-my-say": "other", "advice": "ask",
    "information": "ask",
}  # fmt: skip


class Service(NamedTuple):
    """What the year needs to know of a service: its code and kind, and the channels that it is open on."""

    code: str
    kind: str
    open_on: tuple[str, ...]


@dataclass(slots=True, eq=False)
class Request:
    """A request that a contact makes. `parts` says how much of its time it took, None where it lies still.

    `id` and `due` are for whoever writes it.
    """

    person: int
    service: int
    part: float | None
    closed_at: datetime | None = None
    id: int = 0


class Contact(NamedTuple):
    """One contact. `person` is the place of the customer among all, -1 of one who is not known.

    `answered` and `ended` (aware) as the clock has them; nobody answered a caller who gave up. `made` is the request
    that came of it, `about` the one that it asks after.
    """

    at: datetime
    channel: str
    person: int
    service: int
    reason: str
    ended: Ended | None
    answered_at: datetime | None
    ended_at: datetime
    made: Request | None = None
    about: Request | None = None

    @property
    def staffed(self) -> bool:
        """Whether staff dealt with it."""
        return self.channel in STAFFED and self.answered_at is not None


Due = Callable[[int, datetime], datetime]
"""When a request of a service (by its place) is due that was received at a moment: promised, or as usual."""


@dataclass
class Year:
    """Draws the days from `first` to `last` of a council with so many `people` who make so many `contacts` in all."""

    services: Sequence[Service]
    people: int
    contacts: int
    first: date
    last: date
    due: Due
    seed: int = SEED
    _later: dict[date, list[tuple[int, int, Request | None]]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self._random = Random(self.seed)  # noqa: S311 (a council's days, not secrets)
        self._customers = people.Customers(self.people)
        self._often = [shape.often(each.code) for each in self.services]

    def days(self) -> Iterator[tuple[date, list[Contact]]]:
        """Each day with its contacts in order."""
        tables = [(day, self.cells(day)) for day in self._each_day()]
        whole, passed, drawn = sum(sum(table.values()) for _, table in tables), 0.0, 0
        for day, table in tables:
            passed += sum(table.values())
            wanted = round(self.contacts * passed / whole) - drawn
            drawn += wanted
            yield day, self._day(day, table, wanted)

    def cells(self, day: date) -> dict[tuple[int, str], float]:
        """How much a day brings of each service by each channel."""
        years = ((day - self.first).days - (self.last - self.first).days / 2) / 365.25
        whole = {channel: shape.on_day(channel, day) for channel in shape.HOURS}
        return {
            (place, channel): self._often[place] * shape.season(service.code, day) * share * whole[channel]
            for place, service in enumerate(self.services)
            for channel, share in shape.mix(service.kind, service.open_on, round(years, 1)).items()
            if whole[channel]
        }

    def _each_day(self) -> Iterator[date]:
        for n in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=n)

    def _day(self, day: date, table: Mapping[tuple[int, str], float], wanted: int) -> list[Contact]:
        random, places, totals = self._random, list(table), list(accumulate(table.values()))
        midnight = datetime.combine(day, time(12), LOCAL).astimezone(UTC) - timedelta(hours=12)  # of noon's clock
        if not totals:
            return []
        found = [self._again(each, midnight) for each in self._later.pop(day, ())[:wanted]]
        for place, channel in random.choices(places, cum_weights=totals, k=wanted - len(found)):
            at = midnight + timedelta(seconds=self._second(channel))
            found.append(self._first(place, channel, at))
        found.sort(key=lambda each: each.at)
        return found

    def _second(self, channel: str) -> int:
        chance = self._random.random()
        return bisect(shape.CLOCKS[channel], chance) * 3600 + int(self._random.random() * 3600)

    def _first(self, place: int, channel: str, at: datetime) -> Contact:
        """Somebody comes with something of their own accord."""
        random, service, staffed = self._random, self.services[place], channel in STAFFED
        if channel == "phone" and random.random() < people.GIVEN_UP:
            ended = at + timedelta(seconds=PATIENCE[0] + int(random.random() * PATIENCE[1]))
            return Contact(at, channel, -1, place, "", None, None, ended)
        makes = random.random() < (people.ASKS[channel] if staffed else people.SENT)
        known = makes or (staffed and random.random() >= people.UNKNOWN)
        person = self._customers.draw(random) if known else -1
        answered, ended = self._times(channel, at)
        made = self._request(place, person, at, answered) if makes else None
        if known and random.random() < people.AGAIN:
            self._plan(at + timedelta(days=1 + int(random.random() * people.AGAIN_DAYS)), place, person, made)
        if made is not None:
            how = random.choice(_MADE) if staffed else _SENT
        else:
            how = random.choice(_ASKED) if staffed else _TURNED_AWAY
        reason = REASONS[service.kind] if made is not None or not staffed else "ask"
        return Contact(at, channel, person, place, reason, how, answered, ended, made)

    def _times(self, channel: str, at: datetime) -> tuple[datetime, datetime]:
        if channel not in STAFFED:
            return at, at
        random, (least, more), (short, longer) = self._random, WAITS[channel], TALKS[channel]
        answered = at + timedelta(seconds=least + int(more * random.random() ** 2))
        if channel in WRITTEN:
            answered = self._read(answered)
        return answered, answered + timedelta(seconds=short + int(longer * random.random()))

    def _read(self, moment: datetime) -> datetime:
        """What is written is read in office hours: at night and on days off it waits for the next morning."""
        local = moment.astimezone(LOCAL)
        if local.hour >= 17:
            local = (local + timedelta(days=1)).replace(hour=0)
        while local.weekday() > 4 or is_bank_holiday(local.date(), ENGLAND_AND_WALES):
            local = (local + timedelta(days=1)).replace(hour=0)
        return (local if local.hour >= 9 else local.replace(hour=9)).astimezone(UTC)

    def _request(self, place: int, person: int, at: datetime, received: datetime) -> Request:
        """What is made, with what becomes of it: when it is closed, and who asks how it is going meanwhile."""
        due = self.due(place, received)
        made = Request(person, place, people.closing(self._random))
        length = due - received
        if made.part is not None:
            made.closed_at = self._at_work(received, received + length * made.part)
        for part in people.chases(self._random, made.part):
            self._plan(received + max(length * part, timedelta(days=1)), place, person, made)
        return made

    def _at_work(self, after: datetime, moment: datetime) -> datetime:
        """The same day in office hours, a Friday instead of a weekend, but never before `after`."""
        local = moment.astimezone(LOCAL)
        local -= timedelta(days=max(local.weekday() - 4, 0))
        if not 9 <= local.hour < 17:
            local = local.replace(hour=9 + int(self._random.random() * 8))
        return max(local.astimezone(UTC), after + timedelta(minutes=20 + int(self._random.random() * 40)))

    def _plan(self, moment: datetime, place: int, person: int, about: Request | None) -> None:
        day = moment.date()
        while day.weekday() > 4 or not shape.on_day("phone", day):
            day += timedelta(days=1)
        self._later[day].append((place, person, about))

    def _again(self, planned: tuple[int, int, Request | None], midnight: datetime) -> Contact:
        """Somebody comes again about the same thing, by phone mostly: failure demand."""
        place, person, about = planned
        channel = "email" if self._random.random() < 0.16 else "phone"
        at = midnight + timedelta(seconds=self._second(channel))
        answered, ended = self._times(channel, at)
        if about is not None and about.closed_at is not None and about.closed_at < ended:
            about = None  # it was closed by then: nobody links it any more
        reason, how = ("progress", _CHASED) if about is not None else ("ask", _AGAIN)
        return Contact(at, channel, person, place, reason, how, answered, ended, None, about)
