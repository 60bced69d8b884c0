"""Reading the tokens that pages are given: the same signature as kernel.live, without loading any model."""

from django.core import signing

SALT = "frontdesk.live"
TOKEN_SECONDS = 60


def read_token(given: str) -> tuple[int, frozenset[str]]:
    """(council, topics) of a token. signing.BadSignature when it is wrong or older than a minute."""
    council, topics = signing.loads(given, salt=SALT, max_age=TOKEN_SECONDS)
    return int(council), frozenset(topics)
