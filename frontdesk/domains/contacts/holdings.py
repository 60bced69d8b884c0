"""What contacts hold on a person."""

from collections.abc import Iterable, Mapping
from typing import Any

from frontdesk.domains.access import queries as access
from frontdesk.domains.contacts import actions, queries
from frontdesk.domains.contacts.types import Matter
from frontdesk.kernel.holdings import Holding, RecordClass, register, retain

_ALL = 1_000_000


def _export(council: int, people: list[int]) -> Iterable[Mapping[str, Any]]:
    found = queries.contacts_of(council, people, limit=_ALL)
    names = access.names_of(council, {each.handler for each in found if each.handler is not None})
    for contact in found:
        yield {
            "what": "Contact",
            "channel": contact.channel,
            "direction": {"in": "You to us", "out": "We to you"}.get(contact.direction, contact.direction),
            "started": contact.started_at,
            "answered": contact.answered_at,
            "ended": contact.ended_at,
            "written_up": contact.done_at,
            "assisted": contact.assisted,
            "handled_by_a_colleague": contact.handler in names,
            "matters": [_matter(matter) for matter in contact.matters],
        }
    for talk in queries.conversations_of(council, people, _ALL):
        yield {
            "what": "Messages",
            "about": talk.subject,
            "begun": talk.opened_at,
            "last_written": talk.last_at,
            "waits_for_us_since": talk.waiting_since,
            "number_of_messages": talk.count,
            "messages": [
                {
                    "written": each.at,
                    "from": "You" if each.by_customer else "A colleague",
                    "words": each.body,
                    "not_opened_yet": each.new,
                }
                for each in queries.words_of(council, talk.id)
            ],
        }


def _matter(matter: Matter) -> dict[str, Any]:
    ended = matter.ended
    return {
        "service_code": matter.service,
        "reason": matter.reason,
        "outcome": ended.outcome,
        "demand": ended.demand,
        "why_it_came": ended.demand_reason,
        "avoidable": ended.avoidable,
        "self_service_offered": ended.offered,
        "declined_because": ended.declined_why,
    }


register(
    Holding(
        name="contacts",
        label="When and how you were in touch with us, and what about",
        keep="6 years after the contact, then without your name",
        export=_export,
        erase=actions.erase_people,
        active=queries.active,
        named=queries.named,
    )
)
retain(RecordClass("contacts", actions.expire))
retain(RecordClass("conversations", actions.expire_conversations))
