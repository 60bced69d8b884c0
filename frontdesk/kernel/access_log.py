"""The log of looks at people's records, which the customer may ask for (B11). Never news, so apart from the journal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from frontdesk.kernel import clock, planned
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.models import AccessLogEntry
from frontdesk.kernel.reading import once_a_page

KEPT_OPEN = timedelta(minutes=10)
_LOOK = """
    INSERT INTO kernel_access_log (council_id, user_id, token_id, person_id, what, seen_at)
    VALUES (%s, %s, %s, %s, %s, %s)
"""


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a person's record."""

    user: int | None
    token: int | None
    what: str
    seen_at: datetime
    person: int = 0


@once_a_page
def looked_at(actor: Actor, person: int, what: str) -> None:
    """Record that the actor saw `what` (a page or export code) of the person: one look, however many parts say it."""
    with planned.cursor() as cursor:
        cursor.execute(_LOOK, [actor.council, actor.user, actor.token, person, what, clock.now()])


def looked_at_each(actor: Actor, people: Iterable[int], what: str) -> None:
    """Record that the actor saw `what` (a list or an export) of each of these people."""
    now = clock.now()
    AccessLogEntry.objects.bulk_create(
        AccessLogEntry(
            council_id=actor.council,
            user_id=actor.user,
            token_id=actor.token,
            person_id=person,
            what=what,
            seen_at=now,
        )
        for person in people
    )


def still_looked_at(actor: Actor, person: int, what: str) -> None:
    """Record that a page about the person stays open before the actor: a look every `KEPT_OPEN`, not each renewal."""
    since = clock.now() - KEPT_OPEN
    recent = AccessLogEntry.objects.filter(council_id=actor.council, person_id=person, seen_at__gt=since)
    if not recent.filter(user_id=actor.user).exists():
        looked_at(actor, person, what)


def looks_at(council: int, people: Iterable[int], limit: int = 200) -> list[Look]:
    """Who looked at these records, newest first."""
    rows = AccessLogEntry.objects.filter(council_id=council, person_id__in=list(people)).order_by("-seen_at")[:limit]
    return [Look(row.user_id, row.token_id, row.what, row.seen_at, row.person_id) for row in rows]
