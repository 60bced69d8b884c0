"""Addresses that go into messages: absolute, signed, and carrying their council."""

from django.conf import settings
from django.core import signing

from frontdesk.kernel.errors import Refusal


def absolute(council_code: str, path: str) -> str:
    """The full address of `path` ('/follow/x/') on the council's public site."""
    return f"{settings.PUBLIC_ADDRESS}/c/{council_code}{path}"


def sign(council: int, purpose: str, thing: int) -> str:
    """A token for one thing of one council, good for one purpose only."""
    return signing.dumps([council, thing], salt=f"frontdesk.{purpose}", compress=False)


def read(token: str, purpose: str, max_age: int | None = None) -> tuple[int, int]:
    """The (council, thing) that the token was made for.

    `max_age` in seconds. Refusal when it was changed, was made for something else, or is too old.
    """
    try:
        council, thing = signing.loads(token, salt=f"frontdesk.{purpose}", max_age=max_age)
    except signing.SignatureExpired:
        raise Refusal("This link is too old. Ask us for a new one.", code="link-expired") from None
    except (signing.BadSignature, ValueError, TypeError):
        raise Refusal("This link is not complete. Copy all of it from our message.", code="link-broken") from None
    return int(council), int(thing)
