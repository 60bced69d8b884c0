"""Work that only one process does at a time."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from frontdesk.kernel.errors import Refusal


@contextmanager
def alone(name: str, busy: str) -> Iterator[None]:
    """Nobody else does what is called `name` meanwhile; Refusal with the sentence `busy` where somebody does.

    The lock is the connection's, over many transactions, and goes with it should the process be cut off.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [name])
        (ours,) = cursor.fetchone()
    if not ours:
        raise Refusal(busy)
    holder = connection.connection
    try:
        yield
    finally:
        # Of a connection that was lost the server has taken the lock already.
        if connection.connection is holder and not holder.closed and not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [name])


def take_turns(name: str) -> None:
    """Wait until nobody else is at what is called `name`, and keep others waiting until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
