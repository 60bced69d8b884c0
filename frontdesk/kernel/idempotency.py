"""Doing a verb once per key: a double click, a retried POST, a supplier that calls twice."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connection

from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import OtherContent

KEPT = timedelta(days=30)
"""How long the first answer to a key is remembered."""


def once(actor: Actor, verb: str, key: str | None, do: Callable[[], Any], *, content: str = "") -> Any:
    """Do `do` and remember its answer (plain JSON) under (council, actor or token, verb, key).

    Called inside the verb's transaction. A second call with the key waits for the first to commit and gets its
    answer; without a key it just does it. A first that rolled back leaves no trace, so the second does it.
    With `content`, a digest of what was asked, a second call that asks for something else is refused.
    """
    if not key:
        return do()
    where: list[str | int] = [actor.council, _actor_key(actor), verb, key]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kernel_once (council_id, actor_key, verb, key, done_at) VALUES (%s, %s, %s, %s, %s)"
            " ON CONFLICT DO NOTHING RETURNING id",
            [*where, clock.now()],
        )
        if cursor.fetchone() is None:
            cursor.execute(
                "SELECT answer FROM kernel_once WHERE council_id = %s AND actor_key = %s AND verb = %s AND key = %s",
                where,
            )
            (answer,) = cursor.fetchone()
            told = json.loads(answer) if isinstance(answer, str) else answer
            if content and told["content"] != content:
                raise OtherContent
            return told["answer"] if content else told
        answer = do()
        cursor.execute(
            "UPDATE kernel_once SET answer = %s::jsonb"
            " WHERE council_id = %s AND actor_key = %s AND verb = %s AND key = %s",
            [json.dumps({"content": content, "answer": answer} if content else answer), *where],
        )
        return answer


def forget(council: int) -> int:
    """Forget what was done under a key so long ago that nobody tries it again; returns how many keys went."""
    with connection.cursor() as cursor:
        before = clock.now() - KEPT
        cursor.execute("DELETE FROM kernel_once WHERE council_id = %s AND done_at < %s", [council, before])
        return int(cursor.rowcount)


def _actor_key(actor: Actor) -> str:
    """Whose key it is. Visitors without sign-in share a space: their keys are unguessable (a draft's own)."""
    if actor.token is not None:
        return f"token:{actor.token}"
    return f"user:{actor.user}" if actor.user is not None else "visitor"
