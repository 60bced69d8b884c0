"""Waking open pages: what a page may listen to, and the notice that something about a topic is new.

A notice carries `council:topic:sequence` and nothing else; the page then fetches what it may see over HTTP.
"""

from collections.abc import Iterable, Sequence

from django.db import connection

from frontdesk.kernel.journal import Entry, reaction
from frontdesk.kernel.live_token import CHANNEL
from frontdesk.kernel.words import row_number


def topic_of(thing_type: str, thing_id: int) -> str:
    """The topic of one thing, e.g. `request.7`."""
    return f"{thing_type}.{thing_id}"


ALL = "desk"
"""The topic of all work of a council."""
PERSON = "person"
"""The topics `person.<id>` tell of everything that the journal has about a customer, whatever thing it is about."""


def newest(council: int, topics: Iterable[str]) -> dict[str, int]:
    """How far each topic has come, for pages that poll: a number that grows with each piece of news; 0 without any."""
    return {topic: _newest(council, topic) for topic in topics}


def _newest(council: int, topic: str) -> int:
    kind, _, thing = topic.partition(".")
    if topic == ALL:
        # By the index of the cursor: the newest transaction, not the largest id of a whole table.
        query = "SELECT xact FROM kernel_journal WHERE council_id = %s ORDER BY xact DESC, id DESC LIMIT 1"
        values: list[int | str] = [council]
    elif kind == PERSON:
        query = "SELECT max(id) FROM kernel_journal WHERE council_id = %s AND person_id = %s"
        values = [council, row_number(thing) or 0]
    else:
        query = "SELECT max(id) FROM kernel_journal WHERE council_id = %s AND thing_type = %s AND thing_id = %s"
        values = [council, kind, row_number(thing) or 0]
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        found = cursor.fetchone()
    return int(found[0]) if found and found[0] is not None else 0


@reaction("live.wake")
def wake(entries: Sequence[Entry]) -> None:
    """Send one notice for each thing that changed, each customer it is about, and all work of the council (`desk`)."""
    latest: dict[str, int] = {}
    for entry in entries:
        latest[topic_of(entry.thing_type, entry.thing_id)] = entry.id
        if entry.person is not None:
            latest[topic_of(PERSON, entry.person)] = entry.id
    latest[ALL] = max(entry.id for entry in entries)
    council = entries[0].council
    payloads = [f"{council}:{topic}:{sequence}" for topic, sequence in latest.items()]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, payload) FROM unnest(%s::text[]) AS payload", [CHANNEL, payloads])
