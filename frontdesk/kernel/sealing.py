"""Sealed with the installation's secret key, for one purpose each: links in messages, secrets kept in the database."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


def seal_for(purpose: str) -> Fernet:
    """The seal of a purpose: what one sealed, no other opens."""
    key = hashlib.sha256(f"frontdesk.{purpose}.{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def sealed(purpose: str, secret: bytes) -> str:
    """A secret as it may be kept."""
    return seal_for(purpose).encrypt(secret).decode()


def opened(purpose: str, kept: str) -> bytes:
    """The secret of what was kept. RuntimeError where it was sealed with another secret key."""
    try:
        return seal_for(purpose).decrypt(kept.encode())
    except InvalidToken:
        raise RuntimeError("A kept secret does not open: SECRET_KEY is not the one it was sealed with.") from None
