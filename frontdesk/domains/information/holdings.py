"""What data protection itself holds on a person: what they asked by right."""

from collections.abc import Iterable, Mapping
from typing import Any

from frontdesk.domains.information import actions, queries
from frontdesk.kernel.holdings import Holding, RecordClass, register, retain


def _export(council: int, people: list[int]) -> Iterable[Mapping[str, Any]]:
    return queries.held_on(council, people)


def _erase(council: int, people: list[int]) -> int:
    return actions.erase_people(council=council, people=people)


register(
    Holding(
        name="information",
        label="What you asked about your information, and what we answered",
        keep="3 years after our answer, then without your name and words",
        export=_export,
        erase=_erase,
        active=queries.active,
    )
)
retain(RecordClass("rights", actions.expire))
