"""What contacts hold on a person."""

from collections.abc import Iterable, Mapping
from typing import Any

from frontdesk.domains.contacts import actions, queries
from frontdesk.kernel.holdings import Holding, register

_ALL = 1_000_000


def _export(council: int, people: list[int]) -> Iterable[Mapping[str, Any]]:
    for contact in queries.contacts_of(council, people, limit=_ALL):
        yield {
            "channel": contact.channel,
            "direction": contact.direction,
            "started": contact.started_at.isoformat(),
            "ended": contact.ended_at.isoformat() if contact.ended_at else None,
            "assisted": contact.assisted,
            "matters": [
                {"service": matter.service, "reason": matter.reason, "outcome": matter.ended.outcome}
                for matter in contact.matters
            ],
        }


def _erase(council: int, people: list[int]) -> int:
    return actions.erase_people(council=council, people=people)


register(
    Holding(
        name="contacts",
        label="When and how you were in touch with us, and what about",
        keep="6 years after the contact, then without your name",
        export=_export,
        erase=_erase,
    )
)
