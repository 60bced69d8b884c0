"""What we hold on a person's accounts in back offices."""

from collections.abc import Iterable, Mapping
from typing import Any

from frontdesk.domains.payments import actions, queries
from frontdesk.kernel.holdings import Holding, register


def _export(council: int, people: list[int]) -> Iterable[Mapping[str, Any]]:
    return queries.held_on(council, people)


def _erase(council: int, people: list[int]) -> int:
    return actions.erase_people(council=council, people=people)


register(
    Holding(
        name="payments",
        label="Numbers of your council tax, rent, benefit and other accounts, and what these systems last told us",
        keep="As long as your record; the systems themselves keep theirs longer",
        export=_export,
        erase=_erase,
    )
)
