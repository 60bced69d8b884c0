"""Whether what was proved of a customer is sure enough for what a service asks."""

from collections.abc import Iterable
from datetime import date

from frontdesk.domains.people.types.identity import LEVELS, Proof


def best(proofs: Iterable[Proof], today: date) -> Proof | None:
    """The surest proof that holds on this day, of the equally sure the one that holds longest; None without any."""
    holding = [each for each in proofs if each.holds(today) and each.level in LEVELS]
    return max(holding, key=lambda each: (LEVELS.index(each.level), each.until, each.id), default=None)


def enough(proof: Proof | None, level: str) -> bool:
    """Whether it is as sure as asked, or surer. A level that nobody knows is asked of nobody, so nothing is enough."""
    return proof is not None and level in LEVELS and LEVELS.index(proof.level) >= LEVELS.index(level)


def years_on(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
