"""Reading what an outside system says of a customer. It comes from outside: what is odd is refused as a whole."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from frontdesk.domains.partners.types import Status

LONGEST = 200


def read(document: Mapping[str, Any] | None) -> Status | None:
    """What the document says; None for none. ValueError for one that is not as docs/how-to/one-sign-in.md has it."""
    if document is None:
        return None
    if not isinstance(document, Mapping):
        raise ValueError("no object")
    words, following, day = (document.get(name) or "" for name in ("words", "next", "next_on"))
    if not isinstance(words, str) or not words.strip() or not isinstance(following, str) or not isinstance(day, str):
        raise ValueError("no words")
    return Status(words[:LONGEST], following[:LONGEST], date.fromisoformat(day) if day else None)
