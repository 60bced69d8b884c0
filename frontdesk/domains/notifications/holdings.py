"""What we wrote to a person."""

from collections.abc import Iterable, Mapping
from typing import Any

from frontdesk.domains.notifications import actions, queries
from frontdesk.kernel.holdings import Holding, register


def _export(council: int, people: list[int]) -> Iterable[Mapping[str, Any]]:
    for message in queries.messages_to(council, people):
        yield {
            "what": "Message to you",
            "channel": message.channel,
            "address": message.address,
            "reply_to": message.reply_to,
            "about": message.topic,
            "subject": message.subject,
            "body": message.body,
            "link": message.link,
            "state": message.state,
            "tries": message.attempts,
            "written_at": message.made_at,
            "sent_at": message.sent_at,
        }
    for topic, way, said_at in queries.choices_held(council, people):
        yield {"what": "How you want to hear from us", "topic": topic, "way": way, "said": said_at}


register(
    Holding(
        name="notifications",
        label="Messages we sent you",
        keep="90 days; then only that and when we wrote",
        export=_export,
        erase=actions.erase_people,
    )
)
