"""Asking outside systems while somebody waits: all at once, for a short time, and never one that has just failed."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

import structlog

from frontdesk.kernel.breaker import Breaker

log = structlog.get_logger()
AT_ONCE = 4
"""Calls to one system that this process makes at the same time; more wait, within their limit. Each system has threads
of its own: one that hangs holds those and no other's."""
K = TypeVar("K", bound=Hashable)
_breakers: dict[Hashable, Breaker] = defaultdict(Breaker)


@dataclass(frozen=True, slots=True)
class Call:
    """One call: to which `system` (any key; calls with one rest together, and wait for each other's threads), and what
    makes it. It runs in a thread of its own, with the moment of whoever asks, and touches no database. Errors of `fine`
    are answers."""

    system: Hashable
    make: Callable[[], Any]
    fine: tuple[type[Exception], ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What came of a call: its `value`, or the `error`; TimeoutError where it rests or took too long."""

    value: Any = None
    error: Exception | None = None


@cache
def _threads(system: Hashable) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(AT_ONCE, thread_name_prefix="outside")


def ask(calls: Mapping[K, Call], *, within: float) -> dict[K, Told]:
    """What each call came to, by its key, after `within` seconds at most. Call it outside a transaction.

    A system that failed or was late three times running is left alone for a minute, and no other for its sake.
    """
    asked = {
        key: _threads(call.system).submit(copy_context().run, call.make)
        for key, call in calls.items()
        if not _breakers[call.system].resting
    }
    wait(asked.values(), timeout=within)
    return {key: _told(call, asked.get(key)) for key, call in calls.items()}


def forget() -> None:
    """Forget which systems failed, and threads that still wait for one: for tests."""
    _breakers.clear()
    _threads.cache_clear()


def _told(call: Call, future: Future[Any] | None) -> Told:
    if future is None:
        return Told(error=TimeoutError("it rests"))
    breaker = _breakers[call.system]
    if not future.done():
        if not future.cancel():  # one that never began says nothing of the system
            breaker.count(ok=False)
        log.warning("outside.late", system=str(call.system))
        return Told(error=TimeoutError("it is late"))
    try:
        value = future.result()
    except call.fine as error:
        breaker.count(ok=True)
        return Told(error=error)
    except Exception as error:
        # Whatever it is, it is theirs: the page stands.
        breaker.count(ok=False)
        log.warning("outside.failed", system=str(call.system), error=type(error).__name__)
        return Told(error=error)
    breaker.count(ok=True)
    return Told(value)
