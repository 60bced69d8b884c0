"""What cards hold on a person."""

from collections.abc import Iterable, Mapping
from typing import Any

from frontdesk.domains.cards import actions, queries
from frontdesk.kernel.holdings import Holding, RecordClass, register, retain


def _export(council: int, people: list[int]) -> Iterable[Mapping[str, Any]]:
    return queries.held_on(council, people)


def _erase(council: int, people: list[int]) -> int:
    return actions.erase_people(council=council, people=people)


register(
    Holding(
        name="cards",
        label="Your card, what it opens, when it was used, and offers that you posted for a business",
        keep="2 years after a card or an entry of it ended, then without your details; whose use it was for 31 days",
        export=_export,
        erase=_erase,
        active=queries.active,
        named=queries.named,
    )
)
retain(RecordClass("cards", actions.expire))
