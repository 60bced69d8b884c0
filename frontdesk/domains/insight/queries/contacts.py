"""How many contacts there were, and how many of their matters came because something had gone wrong before."""

from collections.abc import Collection
from decimal import Decimal

from frontdesk.domains.insight.queries import counts, cuts
from frontdesk.domains.insight.rules.folding import fold
from frontdesk.domains.insight.types import ContactCounts, Contacts, Cut, Period

_SUMS = f"""
    WITH cell AS (
        SELECT {cuts.COLUMNS}, matters, noted, failure
        FROM {{counts}} {cuts.WHERE}
    )
    SELECT {{code}}, coalesce(sum(tally), 0), coalesce(sum(matters), 0), coalesce(sum(noted), 0),
           coalesce(sum(failure), 0)
    {{sets}}
"""


def contacts(council: int, period: Period, cut: Cut | None = None, hidden: Collection[str] = ()) -> Contacts:
    """Contacts of the period, whole and by each of `BY`, with their failure demand.

    Services of `hidden` count as in `take_up`.
    """
    values = cuts.asked(council, period, cut or Cut(), hidden, thing=counts.CONTACTS)
    found = cuts.read(_SUMS, counts.CONTACTS, values, _row)
    return Contacts(found.whole[1], found.by | {"service": fold(found.by["service"], hidden)})


def _row(code: str, share: Decimal, matters: Decimal, noted: Decimal, failure: Decimal) -> tuple[str, ContactCounts]:
    return code, ContactCounts(round(Decimal(share), 1), int(matters), int(noted), int(failure))
