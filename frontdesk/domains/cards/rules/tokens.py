"""The code of a card: a compact JWS (RFC 7515) signed with Ed25519 (RFC 8037), which anybody checks without a network.

It says which card (`sub` its number, `jti` its serial), since and until when the code is good (`iat`, `exp`, seconds)
and what the card opens with the last day of each (`ent`: code to YYYYMMDD). It says nothing of whose card it is.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

LASTS = timedelta(days=731)
"""How long a code is good at most, whatever stands on the card: so long a serial that was stopped stays on the list."""
LONGEST = 4000


class Unfit(ValueError):
    """What is wrong with a code: `code` is one of broken, unknown-key, not-signed, other-council, too-old."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Says:
    """What a code says. `until` is the last day on which it is good."""

    issuer: str
    number: str
    serial: str
    since: date
    until: date
    opens: Mapping[str, date] = field(default_factory=dict)


def says_now(issuer: str, number: str, serial: str, opens: Mapping[str, date | None], today: date) -> Says:
    """What a code made today says: no day in it lies further ahead than a code is good."""
    last = today + LASTS
    return Says(issuer, number, serial, today, last, {kind: min(day or last, last) for kind, day in opens.items()})


def sign(key: Ed25519PrivateKey, said: Says) -> str:
    """The code that says this."""
    claims = {
        "iss": said.issuer, "sub": said.number, "jti": said.serial, "iat": _seconds(said.since),
        "exp": _seconds(said.until + timedelta(days=1)), "ent": {k: f"{d:%Y%m%d}" for k, d in said.opens.items()},
    }  # fmt: skip
    return seal(key, claims)


def seal(key: Ed25519PrivateKey, claims: Mapping[str, Any]) -> str:
    """These claims as a compact JWS with the key's id."""
    header = {"alg": "EdDSA", "kid": key_id(key.public_key())}
    signed = f"{_packed(header)}.{_packed(claims)}"
    return f"{signed}.{_letters(key.sign(signed.encode()))}"


def read(token: str, keys: Mapping[str, Ed25519PublicKey], issuer: str, today: date) -> Says:
    """What a code says, once its signature is proved by one of the council's `keys`. Unfit where it is not."""
    claims = unseal(token, keys)
    if claims.get("iss") != issuer:
        raise Unfit("other-council")
    try:
        opens = {str(kind): date.fromisoformat(day) for kind, day in claims["ent"].items()}
        since, ends = _day(claims["iat"]), _day(claims["exp"])
        said = Says(issuer, str(claims["sub"]), str(claims["jti"]), since, ends - timedelta(days=1), opens)
    except (KeyError, ValueError, TypeError, AttributeError, OverflowError):
        raise Unfit("broken") from None
    if said.until < today:
        raise Unfit("too-old")
    return said


def unseal(token: str, keys: Mapping[str, Ed25519PublicKey]) -> Mapping[str, Any]:
    """The claims of a compact JWS, once its signature is proved. Unfit where it is not."""
    if len(token) > LONGEST or token.count(".") != 2:
        raise Unfit("broken")
    header, payload, signature = token.split(".")
    told = _unpacked(header)
    if told.get("alg") != "EdDSA":
        raise Unfit("not-signed")
    key = keys.get(str(told.get("kid")))
    if key is None:
        raise Unfit("unknown-key")
    try:
        key.verify(_bytes(signature), f"{header}.{payload}".encode())
    except InvalidSignature:
        raise Unfit("not-signed") from None
    return _unpacked(payload)


def new_key() -> Ed25519PrivateKey:
    """A new key."""
    return Ed25519PrivateKey.generate()


def key_id(key: Ed25519PublicKey) -> str:
    """What a key is called in codes: the beginning of its thumbprint (RFC 7638)."""
    told = json.dumps(_jwk(key), separators=(",", ":"), sort_keys=True)
    return _letters(sha256(told.encode()).digest())[:8]


def jwk(key: Ed25519PublicKey) -> dict[str, str]:
    """A key as it is published (RFC 8037)."""
    return {**_jwk(key), "kid": key_id(key), "alg": "EdDSA", "use": "sig"}


def private_bytes(key: Ed25519PrivateKey) -> bytes:
    """The secret of a key, to be kept sealed."""
    raw = serialization.Encoding.Raw
    return key.private_bytes(raw, serialization.PrivateFormat.Raw, serialization.NoEncryption())


def private_key(secret: bytes) -> Ed25519PrivateKey:
    """The key of its secret."""
    return Ed25519PrivateKey.from_private_bytes(secret)


def public_key(letters: str) -> Ed25519PublicKey:
    """A public key from how it is kept and published (`x`)."""
    return Ed25519PublicKey.from_public_bytes(_bytes(letters))


def public_letters(key: Ed25519PublicKey) -> str:
    """How a public key is kept and published (`x`)."""
    raw = serialization.Encoding.Raw
    return _letters(key.public_bytes(raw, serialization.PublicFormat.Raw))


def _jwk(key: Ed25519PublicKey) -> dict[str, str]:
    return {"crv": "Ed25519", "kty": "OKP", "x": public_letters(key)}


def _packed(told: Mapping[str, Any]) -> str:
    return _letters(json.dumps(told, separators=(",", ":")).encode())


def _unpacked(letters: str) -> Mapping[str, Any]:
    try:
        told = json.loads(_bytes(letters))
    except ValueError:
        raise Unfit("broken") from None
    if not isinstance(told, dict):
        raise Unfit("broken")
    return told


def _letters(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


def _bytes(letters: str) -> bytes:
    try:
        raw = urlsafe_b64decode(letters + "=" * (-len(letters) % 4))
    except ValueError:
        raise Unfit("broken") from None
    if _letters(raw) != letters:  # the last letter has bits that nobody reads: only one spelling is the code
        raise Unfit("broken")
    return raw


def _seconds(day: date) -> int:
    return int(datetime.combine(day, time(), UTC).timestamp())


def _day(seconds: Any) -> date:
    return datetime.fromtimestamp(int(seconds), UTC).date()
