"""Calls to a council's bridge: JSON both ways, each signed with the secret that both sides know and neither sends.

The form is described in docs/how-to/back-office.md. Settings whose name ends in the council's code are that council's
(BACKOFFICE_URL_ANYTOWN); those without are everybody's. No part of this touches the database: it runs in threads.
"""

import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Mapping
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

LARGEST = 500_000
HERE = ("localhost", "127.0.0.1", "::1")
NOT_FOUND = 404


class BridgeError(Exception):
    """The bridge cannot be used, or answered with what is not as documented."""


class _Straight(HTTPRedirectHandler):
    """Nobody is sent elsewhere with a customer's number."""

    def redirect_request(self, *told: Any, **more: Any) -> None:
        """None: the redirect is an error."""


_OPENER = build_opener(_Straight)


def is_set_up(council: str) -> bool:
    """Whether there is an address and a secret for the council with this code."""
    return bool(_own(settings.BACKOFFICE_URL, council) and _own(settings.BACKOFFICE_SECRET, council))


def call(council: str, what: str, body: Mapping[str, Any], within: float) -> Mapping[str, Any] | None:
    """What the bridge answers to `POST <address>/<what>`; None where it knows no such thing (404).

    BridgeError, OSError or ValueError for everything else.
    """
    url, secret = _own(settings.BACKOFFICE_URL, council).rstrip("/"), _own(settings.BACKOFFICE_SECRET, council)
    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname not in HERE:
        raise BridgeError("its address must begin with https://")
    nonce, moment, sent = secrets.token_hex(16), str(int(time.time())), json.dumps(body).encode()
    signed = sign(secret, moment, nonce, what, sent)
    headers = {
        "Content-Type": "application/json",
        "Frontdesk-Council": council,
        "Frontdesk-Signature": f"t={moment},n={nonce},s={signed}",
    }
    until = time.monotonic() + within
    request = Request(f"{url}/{what}", data=sent, headers=headers, method="POST")  # noqa: S310 (looked at above)
    try:
        with _OPENER.open(request, timeout=within) as answer:
            return _read(answer, secret, nonce, until)
    except HTTPError as error:
        with error:
            if error.code == NOT_FOUND:
                _read(error, secret, nonce, until)
                return None
            raise BridgeError(f"status {error.code}") from None


def sign(secret: str, *parts: str | bytes) -> str:
    """The signature of these parts, each closed by a line feed: HMAC-SHA256, in hexadecimal."""
    made = hmac.new(secret.encode(), digestmod=hashlib.sha256)
    for part in parts:
        made.update((part.encode() if isinstance(part, str) else part) + b"\n")
    return made.hexdigest()


def _body(answer: Any, until: float) -> bytes:
    """All of it, by then: the limit of a socket holds for each piece only, and an answer may come in drops."""
    told = b""
    while piece := answer.read1(65_536):
        told += piece
        if len(told) > LARGEST:
            raise BridgeError("an answer that is too long")
        if time.monotonic() > until:
            raise BridgeError("an answer that comes in drops")
    return told


def _read(answer: Any, secret: str, nonce: str, until: float) -> Mapping[str, Any]:
    """The answer, once its signature shows that whoever gave it knows the secret and answers this very call."""
    told = _body(answer, until)
    wanted = sign(secret, nonce, str(answer.status), told)
    if not hmac.compare_digest(wanted, answer.headers.get("Frontdesk-Signature", "")):
        raise BridgeError("an answer that is not signed with our secret")
    found = json.loads(told)
    if not isinstance(found, dict):
        raise BridgeError("an answer that is no object")
    return found


def _own(values: Mapping[str, str], council: str) -> str:
    return values.get(council) or values.get("", "")
