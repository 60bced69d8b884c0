"""What a council has settled that the rows of a year hang on: services and how they end, promises, teams, staff."""

import json
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from frontdesk.console.year.happen import Service
from frontdesk.domains.access import queries as access
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.requests.queries.courses import Promise, Reckoned, Way, on_receipt, promise_of, ways
from frontdesk.domains.services import queries as services
from frontdesk.domains.services.definition.flow import SUBMIT
from frontdesk.domains.services.definition.model import Definition
from frontdesk.domains.services.types import Published
from frontdesk.domains.standards import queries as standards
from frontdesk.domains.standards.rules.calendars import Calendars
from frontdesk.domains.standards.rules.clock_data import rule_as_data
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor

USUAL: Mapping[str, int] = {"report": 6, "pay": 4, "apply": 20, "book": 5, "have-my-say": 15, "advice": 4,
                            "information": 18}  # fmt: skip
"""Days that something takes where nothing is promised, by kind."""
_STAFF = frozenset({"officer", "manager"})
_EVER = date(1900, 1, 1)


@dataclass(frozen=True)
class Offered:
    """A service as the year uses it. `promises` by the day from which each is in force; `spot` says how it is placed:
    by a point, by an address, or not at all."""

    published: Published
    ending: str
    team: int
    staff: Sequence[int]
    ways: Sequence[Way]
    promises: Sequence[tuple[date, Promise | None, str | None]]
    spot: str

    @property
    def definition(self) -> Definition:
        """The definition of the version in force."""
        return self.published.definition

    def promised(self, received: datetime) -> tuple[Promise | None, str | None]:
        """What was promised on receipt, and its rule as it is kept."""
        day = received.astimezone(clock.LOCAL).date()
        _, promise, rule = self.promises[bisect_right(self.promises, day, key=lambda each: each[0]) - 1]
        return promise, rule


class Known:
    """A council's services that a year is made of, in order of their codes, and its advisers."""

    def __init__(self, council: int, *, only: Collection[str] = ()) -> None:
        self.council = council
        actor, members = Actor.system(council), access.members(council)
        self.calendars: Calendars = standards.calendars_of(council)
        self.advisers = [one.user for one in members if "adviser" in one.roles]
        listed = [each for each in services.catalogue(actor) if not each.restricted and (not only or each.code in only)]
        published = services.published_each(council, sorted(listed, key=lambda each: each.code))
        staff: dict[int, list[int]] = {}
        for one in members:
            for team in one.teams if _STAFF & one.roles else ():
                staff.setdefault(team, []).append(one.user)
        anybody = [one.user for one in members if _STAFF & one.roles]
        found = [_offered(council, each, staff, anybody) for each in published.values() if each.definition.has_form]
        self.offered = [each for each in found if each is not None]
        self._reckoned: dict[tuple[int, datetime], Reckoned] = {}

    @property
    def services(self) -> list[Service]:
        """The services as the shape of the year knows them."""
        of = [each.definition for each in self.offered]
        return [Service(each.code, each.kind, tuple(each.channels.open)) for each in of]

    def due(self, place: int, received: datetime) -> datetime:
        """When something received now is due, as promised or as usual; never within the hour."""
        found = self._reckoned[place, received] = self._reckon(place, received)
        usual = received + timedelta(days=USUAL[self.offered[place].definition.kind])
        return max(found.due_at or usual, received + timedelta(hours=1))

    def reckoned(self, place: int, received: datetime) -> Reckoned:
        """What the promise comes to on receipt; remembered from `due` once."""
        return self._reckoned.pop((place, received), None) or self._reckon(place, received)

    def _reckon(self, place: int, received: datetime) -> Reckoned:
        promise, _ = self.offered[place].promised(received)
        if promise is None:
            return Reckoned()
        return on_receipt(promise, received, self.calendars)


def _offered(council: int, published: Published, staff: Mapping[int, list[int]], anybody: list[int]) -> Offered | None:
    definition = published.definition
    team, ends = organisations.team(council, definition.owner), ways(definition)
    ending = next((each.code for each in definition.endings if each.outcome == SUBMIT), None)
    if team is None or ending is None or not ends:
        return None
    asked = {question.type for _, question, group in definition.questions() if group is None}
    spot = "point" if "place" in asked else "address" if "address" in asked else ""
    who = staff.get(team.id) or anybody
    return Offered(published, ending, team.id, who, ends, _promises(council, definition), spot)


def _promises(council: int, definition: Definition) -> list[tuple[date, Promise | None, str | None]]:
    """What has been promised since when, the first day first."""
    named = definition.standard
    begun = {each.valid_from for each in standards.versions_of(council, named.promise)} if named else set()
    begun |= {each.valid_from for each in standards.exceptions(council) if each.service == definition.code}
    found = []
    for day in sorted({_EVER, *begun}):
        promise = promise_of(council, definition.code, named, datetime.combine(day, time(12), UTC))
        rule = {"code": promise.rule.code, **rule_as_data(promise.rule)} if promise else None
        found.append((day, promise, json.dumps(rule) if rule else None))
    return found
