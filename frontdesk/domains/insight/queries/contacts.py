"""How many contacts there were, and how many of their matters came because something had gone wrong before."""

from collections.abc import Collection
from decimal import Decimal

from frontdesk.domains.insight.queries import counts, cuts
from frontdesk.domains.insight.rules.folding import fold
from frontdesk.domains.insight.types import ContactCounts, Contacts, Cut, Period


def _row(code: str, share: Decimal, matters: Decimal, noted: Decimal, failure: Decimal) -> tuple[str, ContactCounts]:
    return code, ContactCounts(round(Decimal(share), 1), int(matters), int(noted), int(failure))


CONTACTS = cuts.Figure(
    columns="matters, noted, failure",
    sums=("sum(tally)", "sum(matters)", "sum(noted)", "sum(failure)"),
    line=_row,
)


def contacts(council: int, period: Period, cut: Cut | None = None, hidden: Collection[str] = ()) -> Contacts:
    """Contacts of the period, whole and by each of `BY`, with their failure demand.

    Services of `hidden` count as in `take_up`.
    """
    values = cuts.asked(council, period, cut or Cut(), hidden, thing=counts.CONTACTS)
    (found,) = cuts.read(counts.CONTACTS, values, CONTACTS)
    return as_contacts(found, hidden)


def as_contacts(found: cuts.Cuts, hidden: Collection[str]) -> Contacts:
    """Contacts out of what was read of them."""
    return Contacts(found.whole[1], found.by | {"service": fold(found.by["service"], hidden)})
