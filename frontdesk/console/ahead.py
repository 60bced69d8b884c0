"""Preparing the next while the database takes this one, and giving it two at a time."""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from threading import Barrier
from typing import TypeVar

from django.db import connection

Item = TypeVar("Item")
Made = TypeVar("Made")
AT_ONCE = 2
"""A disk and a second core are waited for less; more would take what pages of the same machine need."""


def ahead(items: Iterator[Item]) -> Iterator[Item]:
    """The items in their order, each made in a thread of its own while the one before is worked on.

    What makes them must not touch the database: its connection belongs to the thread of whoever asks.
    """
    end = object()
    with ThreadPoolExecutor(1) as maker:
        coming = maker.submit(next, items, end)
        while (item := coming.result()) is not end:
            coming = maker.submit(next, items, end)
            yield item  # type: ignore[misc]


def side_by_side(items: Iterator[Item], do: Callable[[Item], Made]) -> Iterator[Made]:
    """What `do` answers for each item, in their order, `AT_ONCE` of them at work, each with a connection of its own.

    The first is done by whoever asks: a single one costs no other connection.
    """
    for first in items:
        yield do(first)
        break
    with ThreadPoolExecutor(AT_ONCE) as pool:
        begun: deque[Future[Made]] = deque()
        try:
            for item in items:
                begun.append(pool.submit(copy_context().run, do, item))
                if len(begun) == AT_ONCE:
                    yield begun.popleft().result()
            while begun:
                yield begun.popleft().result()
        finally:
            _hang_up(pool)


def _hang_up(pool: ThreadPoolExecutor) -> None:
    """Close each thread's connection, which nobody else can: all threads meet first, so that none does it for two."""
    met = Barrier(AT_ONCE)

    def close() -> None:
        met.wait()
        connection.close()

    for _ in range(AT_ONCE):
        pool.submit(close)
