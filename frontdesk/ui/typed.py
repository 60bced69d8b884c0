"""Reading what was typed into the boxes of a small form."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from django.http import QueryDict

from frontdesk.kernel.errors import Refusal
from frontdesk.kernel.words import row_number

T = TypeVar("T")


def day_in(typed: QueryDict, name: str, sentence: str) -> date | None:
    """A day from three boxes; None when all are empty. Refusal with `sentence` for what is no day."""
    parts = [typed.get(f"{name}-{part}", "").strip() for part in ("year", "month", "day")]
    if not any(parts):
        return None
    try:
        return date(*(int(part) for part in parts))
    except (ValueError, OverflowError):
        raise Refusal(sentence, field=f"{name}-day") from None


def place_in(text: str, read: Callable[[str], T], between: str = "~") -> tuple[T, int] | None:
    """Where a page of a long list begins: a value, which `read` makes out, and a row's id. None for the first page."""
    value, _, last = text.partition(between)
    identity = row_number(last)
    try:
        return (read(value), identity) if identity else None
    except ValueError:
        return None
