"""All figures of a period at once: the same for the pages, their CSV and the report."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from frontdesk.domains.insight.queries import counts, cuts
from frontdesk.domains.insight.queries.contacts import CONTACTS, as_contacts
from frontdesk.domains.insight.queries.cost import COST, as_cost, priced
from frontdesk.domains.insight.queries.takeup import TAKE_UP, as_take_up
from frontdesk.domains.insight.queries.timeliness import TIMELINESS, as_timeliness, now
from frontdesk.domains.insight.types import Contacts, Cost, Cut, Period, TakeUp, Timeliness
from frontdesk.domains.standards.types import Basis

_FIGURES: Mapping[str, dict[str, cuts.Figure]] = MappingProxyType({
    counts.REQUESTS: {"taken": TAKE_UP, "timely": TIMELINESS},
    counts.CONTACTS: {"contacts": CONTACTS},
})  # fmt: skip


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
    """Take-up, timeliness, contacts and cost of a period. Services of `hidden` count as in `take_up`.

    They are read by one statement of requests and one of contacts; cost goes with what its rates are the price of.
    """
    by = priced(council, period, basis)
    read: dict[str, cuts.Cuts] = {}
    for thing, named in _FIGURES.items():
        mine = named | ({"cost": COST} if by.thing == thing else {})
        asked = cuts.asked(council, period, cut, hidden, thing=thing, breaks=by.breaks if by.thing == thing else ())
        read |= zip(mine, cuts.read(thing, asked | now() | by.values, *mine.values()), strict=True)
    return Figures(
        as_take_up(read["taken"], period, hidden),
        as_timeliness(read["timely"], hidden),
        as_contacts(read["contacts"], hidden),
        as_cost(read["cost"], period, by, hidden),
    )
