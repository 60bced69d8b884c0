"""A year of the demo's council in small, with the days, seasons, channels and second calls of `console.year`.

What is drawn is played by the verbs: answers come from the services' own examples, moved to the day, the customer from
the town. Callers who give up and most of those who only want to know something are left out: a demo starts quickly.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from frontdesk.console.year.happen import Contact, Year
from frontdesk.console.year.known import Known
from frontdesk.domains.people.types import PersonIn
from frontdesk.domains.services import queries as services
from frontdesk.domains.services.definition.examples import Example
from frontdesk.domains.services.definition.flow import SUBMIT
from frontdesk.domains.services.definition.model import Definition
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.clock import LOCAL
from frontdesk.kernel.holidays import ENGLAND_AND_WALES, is_bank_holiday

DAYS, CONTACTS, SEED = 364, 420, 1902
"""How far back the year goes, and how many contacts are drawn for it."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|datetime\.date\(")
ASKED = 4
"""One in so many who want to know something is played."""
ELSEWHERE = (12, 9, 7, 4)
"""How many came in the year for each service without a form, one after the other and round again."""
AT_THE_DESK = 4
"""One in so many of these comes to the desk, the others ring."""
IN_HAND = timedelta(minutes=90)
"""A letter that lay for longer began when it was opened: nobody has a contact in hand for a day."""
LIES = timedelta(days=20)
"""How long something may lie before somebody closes it after all."""


@dataclass(frozen=True)
class Reported:
    """A request to be made: by whom, of which service, on which channel, with which example, when; its own key.

    `later` is how much the days of the example are moved.
    """

    key: str
    at: datetime
    answered_at: datetime
    channel: str
    definition: Definition
    example: Example
    customer: tuple[int, PersonIn]
    later: timedelta
    close_at: datetime | None


@dataclass(frozen=True)
class Asked:
    """Somebody who comes about a request that was made before (by its key), or wants to know something."""

    key: str
    at: datetime
    channel: str
    service: str
    customer: tuple[int, PersonIn]
    about: str = ""
    entry: bool = False
    """Whether the service has no form: staff take it down and pass it on to its team."""


def elsewhere(council: int, customers: Sequence[tuple[int, PersonIn]], now: datetime) -> Iterator[Asked]:
    """Who came in the year before `now` for the services that have no form, by phone and at the desk."""
    pick = Random(SEED)  # noqa: S311  figures of a demo
    codes = sorted(each.code for each in services.catalogue(Actor.system(council)) if not each.has_form)
    for place, code in enumerate(codes):
        for number in range(ELSEWHERE[place % len(ELSEWHERE)]):
            day = (now - timedelta(days=pick.randrange(1, DAYS))).astimezone(LOCAL)
            while day.weekday() > 4 or is_bank_holiday(day.date(), ENGLAND_AND_WALES):
                day -= timedelta(days=1)
            at = day.replace(hour=9 + pick.randrange(8), minute=pick.randrange(60), second=0, microsecond=0)
            channel = "phone" if number % AT_THE_DESK else "visit"
            yield Asked(f"demo:elsewhere:{code}:{number}", at, channel, code, pick.choice(customers), entry=True)


def drawn(
    council: int, customers: Sequence[tuple[int, PersonIn]], examples: Iterable[tuple[str, int, Example]], now: datetime
) -> Iterator[Reported | Asked]:
    """What happens in the year before `now`, in order."""
    given = list(examples)
    known = Known(council, only={code for code, _, _ in given})
    taken = _taken(known, given)
    first, last = now.date() - timedelta(days=DAYS), now.date() - timedelta(days=1)
    year = Year(known.services, len(customers), CONTACTS, first, last, known.due, SEED)
    keys: dict[int, str] = {}
    for day, contacts in year.days():
        for number, contact in enumerate(contacts):
            if contact.person < 0:
                continue
            key, customer = f"demo:year:{day:%y%m%d}:{number}", customers[contact.person]
            definition = known.offered[contact.service].definition
            if contact.made is not None:
                example = _next(taken[definition.code])
                if example is not None:
                    keys[id(contact.made)] = key
                    yield _reported(key, contact, definition, example, customer, now)
            elif contact.about is not None and id(contact.about) in keys:
                yield Asked(key, contact.at, contact.channel, definition.code, customer, keys[id(contact.about)])
            elif contact.staffed and (number + day.day) % ASKED == 0:
                yield Asked(key, contact.at, contact.channel, definition.code, customer)


def _taken(known: Known, examples: Iterable[tuple[str, int, Example]]) -> dict[str, list[Example]]:
    """The examples that end with a request, by service."""
    of = {each.definition.code: each.definition for each in known.offered}
    found: dict[str, list[Example]] = defaultdict(list)
    for code, _, example in examples:
        ending = of[code].ending(example.expect.ending) if code in of else None
        if ending is not None and ending.outcome == SUBMIT:
            found[code].append(example)
    return found


def _next(examples: list[Example]) -> Example | None:
    """One after the other, and round again."""
    if not examples:
        return None
    examples.append(examples.pop(0))
    return examples[-1]


def _reported(
    key: str, contact: Contact, definition: Definition, example: Example, customer: tuple[int, PersonIn], now: datetime
) -> Reported:
    made, answered = contact.made, contact.answered_at or contact.at
    assert made is not None
    days = (answered.astimezone(LOCAL).date() - example.received.date()).days
    # What names days may hang on the day of the week, as bins do: it stays on its own, some days before.
    early = timedelta(days=days % 7 if any(_DAY.search(str(each)) for each in example.answers.values()) else 0)
    close_at = made.closed_at
    if close_at is None and answered < now - 2 * LIES:
        close_at = answered + LIES
    began = max(contact.at, answered - IN_HAND)
    return Reported(
        key, began - early, answered - early, contact.channel, definition, example, customer,
        timedelta(days=days) - early, close_at - early if close_at else None,
    )  # fmt: skip
