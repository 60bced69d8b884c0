"""A year of the demo's council in small, with the days, seasons, channels and second calls of `console.year`.

What is drawn is played by the verbs: answers come from the services' own examples, moved to the day, the customer from
the town. Callers who give up and most of those who only want to know something are left out: a demo starts quickly.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from frontdesk.console.year.happen import Contact, Year
from frontdesk.console.year.known import Known
from frontdesk.domains.people.types import PersonIn
from frontdesk.domains.services.definition.examples import Example
from frontdesk.domains.services.definition.flow import SUBMIT
from frontdesk.domains.services.definition.model import Definition
from frontdesk.kernel.clock import LOCAL

DAYS, CONTACTS, SEED = 364, 420, 1902
"""How far back the year goes, and how many contacts are drawn for it."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|datetime\.date\(")
ASKED = 4
"""One in so many who want to know something is played."""
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
