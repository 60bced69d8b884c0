"""Reading the same thing once for one page, however many parts of it ask.

Only inside `one_page`, which the middleware opens for pages that change nothing; elsewhere every call asks anew.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

_kept: ContextVar[dict[Any, Any] | None] = ContextVar("frontdesk_kept", default=None)
P = ParamSpec("P")
T = TypeVar("T")


@contextmanager
def one_page() -> Iterator[None]:
    """Keep what `once_a_page` functions answer until the block ends."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def once_a_page(function: Callable[P, T]) -> Callable[P, T]:
    """Let a reading function be asked once a page for the same arguments, which can be hashed.

    For what no page changes while it is made. All who ask share the answer, so it is one that nobody alters.
    """

    @wraps(function)
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        kept = _kept.get()
        if kept is None:
            return function(*args, **kwargs)
        key = (function, args, tuple(sorted(kwargs.items())))
        if key not in kept:
            kept[key] = function(*args, **kwargs)
        found: T = kept[key]
        return found

    return asked


def keep(function: Callable[P, T], answer: T, *args: P.args, **kwargs: P.kwargs) -> None:
    """Say what a `once_a_page` function would answer, where the same has just been read in another way."""
    kept = _kept.get()
    if kept is not None:
        kept[getattr(function, "__wrapped__"), args, tuple(sorted(kwargs.items()))] = answer  # noqa: B009
