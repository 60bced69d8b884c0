"""Which councils this piece of work may see: a context variable, and the database setting that mirrors it.

The policies made by `kernel.rls` compare `council_id` with the function `councils()`, which reads the setting
`app.councils` and raises when it is unset: forgetting the council is loud, never an empty page.
A session-level setting needs direct or session-pooled connections (PgBouncer's transaction mode is unsupported).
What a connection was last told is remembered, so that a page of the council that the last page was of tells it nothing.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from select import POLLIN, poll
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from django.db import connection
from django.db.backends.signals import connection_created
from psycopg import Error
from psycopg.pq import TransactionStatus

_councils: ContextVar[tuple[int, ...]] = ContextVar("frontdesk_councils", default=())
_told: "WeakKeyDictionary[Any, str]" = WeakKeyDictionary()
"""What each connection's setting is, where that is sure: told outside a transaction, which nothing takes back."""
T = TypeVar("T")


def current() -> tuple[int, ...]:
    """The ids of the councils this work acts for; empty when none was set."""
    return _councils.get()


def _apply(wrapper: Any, councils: tuple[int, ...]) -> None:
    """Mirror the councils in the connection's session setting ('' when there are none)."""
    value = "{" + ",".join(str(int(c)) for c in councils) + "}" if councils else ""
    if _told.get(wrapper.connection) == value:
        return
    _told.pop(wrapper.connection, None)
    with wrapper.cursor() as cursor:
        cursor.execute("SELECT set_config('app.councils', %s, false)", [value])
    if wrapper.connection.info.transaction_status == TransactionStatus.IDLE:
        _told[wrapper.connection] = value


def _aborted(wrapper: Any) -> bool:
    """Whether the connection is lost or in a failed transaction, whose rollback takes the setting back by itself."""
    raw = wrapper.connection
    lost = (TransactionStatus.INERROR, TransactionStatus.UNKNOWN)
    return wrapper.needs_rollback or raw.closed or raw.info.transaction_status in lost


def _on_borrow(sender: Any, connection: Any, **kwargs: Any) -> None:
    """Set the councils each time a connection is borrowed from the pool: the last borrower's must not leak.

    One that the server has closed meanwhile is changed for another first. That takes no question to the server, as
    Django's own check does: the end of the line stands in the socket of a connection that waits for nothing.
    """
    if connection.alias != "default":
        return
    if connection.pool and _cut_off(connection.connection):
        connection.connection.close()
        connection.close()
        connection.connect()  # which comes here again
    else:
        _apply(connection, _councils.get())


def _cut_off(raw: Any) -> bool:
    """Whether the server has ended this connection, which nobody uses now."""
    waiting = poll()
    waiting.register(raw.fileno(), POLLIN)
    if not waiting.poll(0):
        return False
    try:
        raw.execute("")  # it may only have said something
    except Error:
        return True
    return False


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
        if connection.connection is not None and not _aborted(connection):
            _apply(connection, _councils.get())


def hand_back() -> None:
    """Give the connection back to its pool: what comes after this piece of work borrows anew, for nobody."""
    pooled = getattr(connection, "pool", None)
    if connection.connection is not None and pooled and not connection.in_atomic_block:
        connection.close()


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
