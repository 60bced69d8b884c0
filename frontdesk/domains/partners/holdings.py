"""What we hold on a person's ways into outside systems."""

from collections.abc import Iterable, Mapping
from typing import Any

from frontdesk.domains.partners import actions, queries
from frontdesk.kernel.holdings import Holding, register


def _export(council: int, people: list[int]) -> Iterable[Mapping[str, Any]]:
    return queries.held_on(council, people)


def _erase(council: int, people: list[int]) -> int:
    return actions.erase_people(council=council, people_=people)


register(
    Holding(
        name="partners",
        label="Outside services that you opened with your sign-in here, and what you agreed to tell them",
        keep="As long as your record",
        export=_export,
        erase=_erase,
    )
)
