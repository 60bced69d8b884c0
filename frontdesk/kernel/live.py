"""Waking open pages: what a page may listen to, and the notice that something about a topic is new.

A notice carries `council:topic:sequence` and nothing else; the page then fetches what it may see over HTTP.
"""

from collections.abc import Sequence

from django.db import connection

from frontdesk.kernel.journal import Entry, reaction
from frontdesk.kernel.live_token import CHANNEL


def topic_of(thing_type: str, thing_id: int) -> str:
    """The topic of one thing, e.g. `request.7`."""
    return f"{thing_type}.{thing_id}"


@reaction("live.wake")
def wake(entries: Sequence[Entry]) -> None:
    """Send one notice for each thing that changed, and one for all work of the council (`desk`)."""
    newest: dict[str, int] = {}
    for entry in entries:
        newest[topic_of(entry.thing_type, entry.thing_id)] = entry.id
    newest["desk"] = max(entry.id for entry in entries)
    council = entries[0].council
    payloads = [f"{council}:{topic}:{sequence}" for topic, sequence in newest.items()]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, payload) FROM unnest(%s::text[]) AS payload", [CHANNEL, payloads])
