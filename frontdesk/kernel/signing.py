"""The keys with which the installation signs who somebody is, for systems that trust its sign-in (OpenID Connect).

In the environment: SIGNING_KEY (RSA, PEM), and SIGNING_KEY_BEFORE while the former still counts; on several machines
there is no other way. Else files of the home folder, made when they are first needed, mode 0600, each named by the
second from which it was known; a newer one signs once whoever trusts us has had time to hear of it.
"""

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings

from frontdesk.kernel import clock

BITS = 3072
LEAD = timedelta(hours=2)
"""So long a new key is published before it signs: whoever trusts us reads the list of keys anew each hour."""
AFTER = timedelta(days=1)
"""So long the former is published after that: what it signed lasts minutes."""


@dataclass(frozen=True, slots=True)
class Key:
    """A private key as PEM, and from when to when it counts; None: from ever, for ever."""

    pem: str
    known_at: datetime | None = None
    signs_from: datetime | None = None
    ends_at: datetime | None = None


def living() -> list[Key]:
    """The keys that count, oldest first. Makes the first one where there is none."""
    if settings.SIGNING_KEY:
        old = [Key(settings.SIGNING_KEY_BEFORE)] if settings.SIGNING_KEY_BEFORE else []
        return [*old, Key(settings.SIGNING_KEY, known_at=datetime(2000, 1, 1, tzinfo=UTC))]
    if not _files():
        _make(clock.now())
    found = _files()
    starts = [None, *(_moment(each) + LEAD for each in found[1:])]
    ends = [*(start + AFTER for start in starts[1:] if start), None]
    made = [Key(_read(each), _moment(each), start, end) for each, start, end in zip(found, starts, ends, strict=True)]
    return [each for each in made if each.ends_at is None or each.ends_at > clock.now()]


def make_key() -> Key:
    """Make a new key, which signs after LEAD; takes away those that count no more. ValueError where the environment
    names the key."""
    if settings.SIGNING_KEY:
        raise ValueError(
            "The key is in the environment: name the new one in SIGNING_KEY, the old in SIGNING_KEY_BEFORE."
        )
    counting = {each.known_at for each in living()}
    for each in _files():
        if _moment(each) not in counting:
            each.unlink()
    _make(clock.now())
    return living()[-1]


def _folder() -> Path:
    return Path(settings.FRONTDESK_HOME) / "signing-keys"


def _files() -> list[Path]:
    return sorted(_folder().glob("*.pem"), key=lambda each: int(each.stem))


def _moment(file: Path) -> datetime:
    return datetime.fromtimestamp(int(file.stem), UTC)


def _make(moment: datetime) -> None:
    _folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    key = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file = _folder() / f"{int(moment.timestamp())}.pem"
    part = file.with_suffix(f".{os.getpid()}.part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(key.private_bytes(*form))
        out.flush()
        os.fsync(out.fileno())
    try:
        os.link(part, file)  # whole or not at all, and of two that begin at once the first
    except FileExistsError:
        pass
    finally:
        part.unlink()


@lru_cache(maxsize=16)
def _read(file: Path) -> str:
    return file.read_text()
