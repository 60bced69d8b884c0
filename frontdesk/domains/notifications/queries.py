"""Reading messages."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet

from frontdesk.domains.notifications import models, policy
from frontdesk.domains.notifications.rules.topics import topic_of, topics
from frontdesk.domains.notifications.types import FAILED, HELD, HOLDING_CODES, SENDING, SENT, WAITING, Choice, Message
from frontdesk.domains.people import queries as people_queries
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import require

SLOW = timedelta(hours=1)
ON_ITS_WAY = timedelta(days=4)
"""How long news of a message is waited for: networks try a text for three days."""
ASKED_AT_ONCE = 200


def texts_go() -> bool:
    """Whether this installation sends text messages."""
    return bool(settings.TEXT_ADAPTER)


def on_their_way(council: int) -> list[str]:
    """The supplier's numbers of messages sent over an hour ago of which no news has come, some at a time.

    Which ones goes by chance: telephones that are off for days must not keep the others from being asked after.
    """
    now = clock.now()
    rows = models.Message.objects.filter(
        council_id=council, state=SENT, sent_at__gt=now - ON_ITS_WAY, sent_at__lt=now - SLOW
    ).exclude(supplier_number="")
    return list(rows.order_by("?").values_list("supplier_number", flat=True)[:ASKED_AT_ONCE])


def messages_about(council: int, about: tuple[str, int]) -> list[Message]:
    """The messages about a thing, oldest first."""
    rows = models.Message.objects.filter(council_id=council, about_type=about[0], about_id=about[1]).order_by("id")
    return [as_message(row) for row in rows]


def messages_to(council: int, people: Iterable[int]) -> list[Message]:
    """Everything written to these people, oldest first, for what we hold on them; cleared ones have no words."""
    rows = models.Message.objects.filter(council_id=council, person_id__in=list(people)).order_by("id")
    return [as_message(row) for row in rows]


def held_for(actor: Actor, people: Iterable[int]) -> list[Message]:
    """Messages to these people that are held because of a death, newest first. The caller has them in sight."""
    rows = models.Message.objects.filter(
        council_id=actor.council, person_id__in=list(people), state=HELD, cleared_at=None
    )
    return [as_message(row) for row in rows.order_by("-id")[:200]]


def sent_to(council: int, people: Iterable[int], *, before: int | None = None, limit: int = 25) -> list[Message]:
    """What we wrote to a customer by email and text, newest first, for them to read again; `before` is the id of the
    last one shown. Without codes to get in, and without what went to them because they act for somebody else."""
    rows = models.Message.objects.filter(council_id=council, person_id__in=list(people))
    rows = rows.exclude(topic__in=HOLDING_CODES).exclude(key__endswith=":acting")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return [as_message(row) for row in rows.order_by("-id")[:limit]]


def choices_of(council: int, cluster: Iterable[int]) -> list[Choice]:
    """How a customer hears of each topic; of records that were joined the newest word counts."""
    rows = models.Choice.objects.filter(council_id=council, person_id__in=list(cluster)).order_by("said_at", "id")
    said = {row.topic: row for row in rows}
    return [
        Choice(topic, said[code].way, said[code].said_at) if code in said else Choice(topic, topic.ways[0])
        for code, topic in topics().items()
    ]


def choices_held(council: int, people: Iterable[int]) -> list[tuple[str, str, datetime]]:
    """Every choice of these people as it is kept, for what we hold on them: topic, way, when they said so."""
    rows = models.Choice.objects.filter(council_id=council, person_id__in=list(people)).order_by("said_at", "id")
    return list(rows.values_list("topic", "way", "said_at"))


def chosen(council: int, person: int | None, message: str) -> str:
    """How a customer wants to hear of what a message is about; '' where they chose nothing, or it is needed."""
    topic = topic_of(message)
    if topic is None or person is None:
        return ""
    rows = models.Choice.objects.filter(
        council_id=council, topic=topic.code, person_id__in=people_queries.cluster(council, person)
    )
    return rows.order_by("-said_at", "-id").values_list("way", flat=True).first() or ""


def undelivered(actor: Actor, limit: int = 200) -> list[Message]:
    """Messages that were given up, and those that are still tried after an hour, newest first: work for repair."""
    require(policy.may_repair(actor))
    return [as_message(row) for row in _undelivered(actor).order_by("-id")[:limit]]


def number_undelivered(actor: Actor) -> int:
    """How many messages reached nobody so far: for whoever looks after the installation."""
    require(policy.may_count(actor))
    return _undelivered(actor).count()


def _undelivered(actor: Actor) -> QuerySet[models.Message]:
    slow = Q(state__in=[WAITING, SENDING], made_at__lt=clock.now() - SLOW)
    return models.Message.objects.filter(Q(state=FAILED) | slow, council_id=actor.council)


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
        row.attempts,
        row.person_id,
    )
