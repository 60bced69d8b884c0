"""The time now, asked in one place so that one operation uses one moment and tests can travel."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Europe/London")
FIRST = date(1974, 1, 1)
"""When the councils of today's law began: nothing that customers brought them is of an earlier day."""

_moment: ContextVar[datetime | None] = ContextVar("frontdesk_moment", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC. Ask once per operation and pass it on."""
    return _moment.get() or datetime.now(UTC)


def today() -> date:
    """The local day (Europe/London) of `now()`."""
    return now().astimezone(LOCAL).date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Make `now()` answer `moment` (aware) inside the block: for tests, seeding and imports."""
    if moment.tzinfo is None:
        raise ValueError("clock.at needs an aware moment")
    token = _moment.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _moment.reset(token)
