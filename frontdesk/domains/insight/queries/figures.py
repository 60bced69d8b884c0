"""All figures of a period at once: the same for the pages, their CSV and the report."""

from collections.abc import Collection
from dataclasses import dataclass

from frontdesk.domains.insight.queries.contacts import contacts
from frontdesk.domains.insight.queries.cost import cost
from frontdesk.domains.insight.queries.takeup import take_up
from frontdesk.domains.insight.queries.timeliness import timeliness
from frontdesk.domains.insight.types import Contacts, Cost, Cut, Period, TakeUp, Timeliness
from frontdesk.domains.standards.types import Basis


@dataclass(frozen=True, slots=True)
class Figures:
    """What a period comes to, each whole and by each of `BY`."""

    taken: TakeUp
    timely: Timeliness
    contacts: Contacts
    cost: Cost

    def codes(self, by: str) -> list[str]:
        """The codes of a cut that any of them has, in order."""
        found = {row.code for row in self.taken.by[by]} | {row.code for row in self.cost.by[by]}
        return sorted(found | {code for code, _ in self.timely.by[by]} | {code for code, _ in self.contacts.by[by]})


def figures(
    council: int, period: Period, cut: Cut, basis: Basis | None = None, hidden: Collection[str] = ()
) -> Figures:
    """Take-up, timeliness, contacts and cost of a period. Services of `hidden` count as in `take_up`."""
    return Figures(
        take_up(council, period, cut, hidden),
        timeliness(council, period, cut, hidden),
        contacts(council, period, cut, hidden),
        cost(council, period, cut, basis, hidden),
    )
