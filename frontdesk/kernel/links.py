"""Addresses that go into messages: absolute, sealed, and carrying their council.

A token is sealed, not only signed: it tells nobody the number of a thing, from which they could count how many a
council has.
"""

import base64
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from cryptography.fernet import InvalidToken
from django.conf import settings

from frontdesk.kernel import clock
from frontdesk.kernel.errors import Refusal
from frontdesk.kernel.sealing import seal_for


class Link(NamedTuple):
    """What a token was made for, and when (UTC, whole seconds)."""

    council: int
    thing: int
    made_at: datetime


def absolute(council_code: str, path: str) -> str:
    """The full address of `path` ('/follow/x/') on the council's public site."""
    return f"{settings.PUBLIC_ADDRESS}/c/{council_code}{path}"


def sign(council: int, purpose: str, thing: int, *, made_at: datetime | None = None) -> str:
    """A token for one thing of one council, good for one purpose only. `made_at` is the moment of the link by which
    somebody came, for a token that must not outlive it; else now."""
    moment = int((made_at or clock.now()).timestamp())
    sealed = seal_for(purpose).encrypt_at_time(f"{council}.{thing}".encode(), moment)
    return sealed.decode().rstrip("=")


def read(token: str, purpose: str, max_age: timedelta | None = None) -> Link:
    """What the token was made for. Refusal when it was changed, was made for something else, or is too old."""
    seal, padded = seal_for(purpose), (token + "=" * (-len(token) % 4)).encode()
    try:
        # Base64 leaves up to four bits of the last letter unread: only the spelling that we sent is the token.
        if base64.urlsafe_b64encode(base64.urlsafe_b64decode(padded)) != padded:
            raise ValueError
        made_at = datetime.fromtimestamp(seal.extract_timestamp(padded), UTC)
        council, thing = seal.decrypt(padded).split(b".")
    except (InvalidToken, ValueError):
        raise Refusal("This link is not complete. Copy all of it from our message.", code="link-broken") from None
    if max_age is not None and clock.now() - made_at > max_age:
        raise Refusal("This link is too old. Ask us for a new one.", code="link-expired")
    return Link(int(council), int(thing), made_at)
