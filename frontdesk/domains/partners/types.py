"""Outside systems: what is registered of them, what a customer agreed to tell them, what they say of the customer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

SYSTEM_REGISTERED = "partners.system_registered"
SYSTEM_CHANGED = "partners.system_changed"
SYSTEM_ENDED = "partners.system_ended"
CONNECTED = "partners.connected"
DISCONNECTED = "partners.disconnected"

OPENID, NAME, EMAIL = "openid", "profile", "email"
SCOPES: Mapping[str, str] = MappingProxyType(
    {
        OPENID: "A number that means you there and nowhere else, so that they know you again",
        NAME: "Your name",
        EMAIL: "Your email address",
    }
)
"""What a system may be told, by OpenID Connect's name of it, as the customer reads it beforehand."""


@dataclass(frozen=True, slots=True)
class OutsideSystem:
    """A system that opens by the council's sign-in. `start` is where one begins there, `returns` the only addresses
    that a sign-in goes back to, `client` its name at the provider."""

    id: int
    code: str
    name: str
    about: str
    start: str
    returns: tuple[str, ...]
    scopes: tuple[str, ...]
    client: str
    registered_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """What an outside system says of a customer: how it stands, what comes next, and the day of that."""

    words: str
    next: str = ""
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class Connection:
    """A customer's way into an outside system: what they agreed to tell it and when, and the last that it said."""

    id: int
    system: OutsideSystem
    subject: str
    scopes: tuple[str, ...]
    agreed_at: datetime
    last_at: datetime | None
    status: Status | None = None
    told_at: datetime | None = None
    down: bool = False
