"""What segments hold on a person."""

from collections.abc import Iterable, Mapping
from typing import Any

from frontdesk.domains.segments import actions, queries
from frontdesk.kernel.holdings import Holding, register


def _export(council: int, people: list[int]) -> Iterable[Mapping[str, Any]]:
    return queries.held_on(council, people)


def _erase(council: int, people: list[int]) -> int:
    return actions.erase_people(council=council, people=people)


register(
    Holding(
        name="segments",
        label="Which kind of customer you are counted as, from how often you were in touch, and why",
        keep="As long as your record; counted anew as contacts grow older than a year",
        export=_export,
        erase=_erase,
    )
)
