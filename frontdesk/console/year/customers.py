"""Who comes how often, who comes again, and what makes people ask how it is going. Pure."""

from dataclasses import dataclass
from random import Random

GROUPS = ((0.0001, 0.01), (0.0099, 0.12), (0.19, 0.37), (0.80, 0.50))
"""(share of the people, share of the contacts), the heaviest first: a few ring every week, most once in two years."""


@dataclass(frozen=True, slots=True)
class Customers:
    """The people of a council by their place, with how often each comes."""

    people: int

    def draw(self, random: Random) -> int:
        """The place of somebody who comes now."""
        share, first = random.random(), 0.0
        for people, contacts in GROUPS:
            if share < contacts or people == GROUPS[-1][0]:
                # Mixed by a step that meets every place once, so that the heavy ones live all over the town.
                at = int((first + people * random.random()) * self.people)
                return min(at, self.people - 1) * self.step % self.people
            share, first = share - contacts, first + people
        raise AssertionError("the groups cover everybody")

    @property
    def step(self) -> int:
        """A number that shares no factor with that of the people."""
        return 7919 if self.people % 7919 else 104_729


UNKNOWN = 0.06
"""How many of those who ring or come do not say who they are."""
GIVEN_UP = 0.05
"""How many callers ring off before they are answered."""
AGAIN, AGAIN_DAYS = 0.07, 9
"""How often somebody comes about the same thing again within days, without having been asked to."""
CHASED_LATE, CHASED_IN_TIME = 0.62, 0.09
"""How often somebody asks how it is going: where we are late, and where we are not."""
IN_TIME, LATE = 0.87, 0.985
"""What is closed within its time, and what is at all; a few lie."""
ASKS: dict[str, float] = {"phone": 0.30, "visit": 0.33, "email": 0.34, "letter": 0.55, "chat": 0.22}
"""Of what staff take, how much becomes a request: the rest wants to know something."""
SENT = 0.88
"""Of what people hand in themselves, how much we can take."""


def closing(random: Random) -> float | None:
    """When something is closed, as a part of the time it has: over 1 is late, None is never."""
    chance = random.random()
    if chance < IN_TIME:
        return 0.08 + 0.87 * random.random()
    return 1.05 + 1.9 * random.random() ** 2 if chance < LATE else None


def chases(random: Random, closed: float | None) -> list[float]:
    """When the customer asks how it is going, as parts of the time it has: later and more often where it is late."""
    late = closed is None or closed > 1
    if random.random() >= (CHASED_LATE if late else CHASED_IN_TIME):
        return []
    if not late:
        return [closed * (0.3 + 0.6 * random.random())] if closed else []
    first = 0.9 + 0.5 * random.random()
    return [first, first + 0.6 * random.random()] if random.random() < 0.35 else [first]
