"""The one credential of live pages: signed by the pages, read by the live application, which loads no model."""

from collections.abc import Iterable

from django.core import signing

CHANNEL = "frontdesk_live"
"""The channel of the database on which notices come."""
TOKEN_SECONDS = 60
_SALT = "frontdesk.live"


def token(council: int, topics: Iterable[str]) -> str:
    """A token that lets its holder listen to `topics` of `council`; it must be used within a minute."""
    return signing.dumps([council, sorted(topics)], salt=_SALT)


def read_token(given: str) -> tuple[int, frozenset[str]]:
    """(council, topics) of a token. signing.BadSignature when it is wrong or older than a minute."""
    council, topics = signing.loads(given, salt=_SALT, max_age=TOKEN_SECONDS)
    return int(council), frozenset(topics)
