"""How many contacts there were, and how many of their matters came because something had gone wrong before."""

from collections.abc import Collection
from decimal import Decimal

from django.db import connection

from frontdesk.domains.insight.queries import cuts
from frontdesk.domains.insight.rules.folding import fold
from frontdesk.domains.insight.types import ContactCounts, Contacts, Cut, Period

_SUMS = f"""
    WITH cell AS (
        SELECT {cuts.COLUMNS}, share, matters, noted, failure
        FROM {cuts.counts_of(cuts.CONTACTS)} {cuts.WHERE}
    )
    SELECT {cuts.CODE}, coalesce(sum(share), 0), coalesce(sum(matters), 0), coalesce(sum(noted), 0),
           coalesce(sum(failure), 0)
    {cuts.SETS}
"""


def contacts(council: int, period: Period, cut: Cut | None = None, hidden: Collection[str] = ()) -> Contacts:
    """Contacts of the period, whole and by each of `BY`, with their failure demand.

    Services of `hidden` count as in `take_up`.
    """
    values = cuts.asked(council, period, cut or Cut(), hidden, thing=cuts.CONTACTS, number="share")
    with connection.cursor() as cursor:
        cursor.execute(_SUMS, values)
        found = cuts.sort_out(council, cursor.fetchall(), _row)
    return Contacts(found.whole[1], found.by | {"service": fold(found.by["service"], hidden)})


def _row(code: str, share: Decimal, matters: Decimal, noted: Decimal, failure: Decimal) -> tuple[str, ContactCounts]:
    return code, ContactCounts(round(Decimal(share), 1), int(matters), int(noted), int(failure))
