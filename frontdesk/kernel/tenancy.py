"""Which councils this piece of work may see: a context variable, and the database setting that mirrors it.

The policies made by `kernel.rls` compare `council_id` with the function `councils()`, which reads the setting
`app.councils` and raises when it is unset: forgetting the council is loud, never an empty page.
A session-level setting needs direct or session-pooled connections (PgBouncer's transaction mode is unsupported).
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db import connection
from django.db.backends.signals import connection_created
from psycopg.pq import TransactionStatus

_councils: ContextVar[tuple[int, ...]] = ContextVar("frontdesk_councils", default=())
T = TypeVar("T")


def current() -> tuple[int, ...]:
    """The ids of the councils this work acts for; empty when none was set."""
    return _councils.get()


def _apply(wrapper: Any, councils: tuple[int, ...]) -> None:
    """Mirror the councils in the connection's session setting ('' when there are none)."""
    value = "{" + ",".join(str(int(c)) for c in councils) + "}" if councils else ""
    with wrapper.cursor() as cursor:
        cursor.execute("SELECT set_config('app.councils', %s, false)", [value])


def _aborted(raw: Any) -> bool:
    """Whether the connection is lost or in a failed transaction, whose rollback takes the setting back by itself."""
    return raw.closed or raw.info.transaction_status in (TransactionStatus.INERROR, TransactionStatus.UNKNOWN)


def _on_borrow(sender: Any, connection: Any, **kwargs: Any) -> None:
    """Set the councils each time a connection is borrowed from the pool: the last borrower's must not leak."""
    if connection.alias == "default":
        _apply(connection, _councils.get())


def install() -> None:
    """Connect the borrow hook. The one exception to "no signals"."""
    connection_created.connect(_on_borrow, dispatch_uid="frontdesk.tenancy")


@contextmanager
def acting_for(*councils: int) -> Iterator[None]:
    """Act for these councils inside the block; the former ones are restored afterwards."""
    token = _councils.set(tuple(councils))
    try:
        if connection.connection is not None:
            _apply(connection, councils)
        yield
    finally:
        _councils.reset(token)
        if connection.connection is not None and not _aborted(connection.connection):
            _apply(connection, _councils.get())


def streamed(councils: tuple[int, ...], chunks: Iterable[T]) -> Iterator[T]:
    """Yield `chunks` acting for `councils`: a streamed answer runs after the middleware has left its council."""
    iterator = iter(chunks)
    while True:
        with acting_for(*councils):
            try:
                chunk = next(iterator)
            except StopIteration:
                return
        yield chunk
