"""What requests hold on a person."""

from collections.abc import Iterable, Mapping
from typing import Any

from frontdesk.domains.requests import actions, queries
from frontdesk.kernel.holdings import Holding, RecordClass, register, retain


def _export(council: int, people: list[int]) -> Iterable[Mapping[str, Any]]:
    return queries.held_on(council, people)


def _erase(council: int, people: list[int]) -> int:
    return actions.erase_people(council=council, people=people)


register(
    Holding(
        name="requests",
        label="What you asked us to do, what you told us, and what became of it",
        keep="6 years after it was closed, then without your details",
        export=_export,
        erase=_erase,
        active=queries.active,
        named=queries.named,
    )
)
retain(RecordClass("requests", actions.expire))
