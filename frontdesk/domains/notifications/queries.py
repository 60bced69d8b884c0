"""Reading messages."""

from frontdesk.domains.notifications import models
from frontdesk.domains.notifications.types import Message


def messages_about(council: int, about: tuple[str, int]) -> list[Message]:
    """The messages about a thing, oldest first."""
    rows = models.Message.objects.filter(council_id=council, about_type=about[0], about_id=about[1]).order_by("id")
    return [as_message(row) for row in rows]


def failed(council: int, limit: int = 100) -> list[Message]:
    """Messages that were given up, newest first: work for repair."""
    rows = models.Message.objects.filter(council_id=council, state="failed").order_by("-id")[:limit]
    return [as_message(row) for row in rows]


def as_message(row: models.Message) -> Message:
    """The row as others see it."""
    return Message(
        row.pk,
        row.council_id,
        row.channel,
        row.address,
        row.topic,
        row.subject,
        row.body,
        row.link,
        row.reply_to,
        row.state,
        (row.about_type, row.about_id),
        row.made_at,
        row.sent_at,
    )
