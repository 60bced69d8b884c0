"""The statements that a piece of work sends, with their values: for tests that read plans."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

Asked = list[tuple[str, Any]]


@contextmanager
def statements() -> Iterator[Asked]:
    """(text, values) of each statement sent meanwhile, those that the server keeps planned among them."""
    asked: Asked = []

    def note(execute: Callable[..., Any], text: str, values: Any, *others: Any) -> Any:
        asked.append((text, values))
        return execute(text, values, *others)

    with connection.execute_wrapper(note):
        yield asked
