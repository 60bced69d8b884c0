"""What we hold on a person's accounts in back offices, for their copy of it."""

from collections.abc import Iterable, Mapping
from typing import Any

from frontdesk.domains.payments import models
from frontdesk.domains.payments.queries.accounts import systems
from frontdesk.domains.payments.types import HOWS


def held_on(council: int, people: Iterable[int]) -> Iterable[Mapping[str, Any]]:
    """One plain record for each account, oldest first, with the last that its back office told us."""
    known = systems(council)
    for row in models.Account.objects.filter(council_id=council, person_id__in=list(people)).order_by("id"):
        yield {
            "what": "Your account in another system of ours",
            "system": known[row.system].name if row.system in known else row.system,
            "number": row.number,
            "how_we_know_it_is_yours": HOWS.get(row.how, ""),
            "words": row.words,
            "since": row.linked_at,
            "ended_at": row.ended_at,
            "what_it_told_us_last": row.document,
            "told_at": row.told_at,
        }
