"""Reports of the same thing at the same place. No Django."""

from dataclasses import dataclass
from datetime import date, datetime

from frontdesk.domains.requests.types import Item


@dataclass(frozen=True, slots=True)
class Within:
    """How near counts as nearby for a service: metres, and hours between the two."""

    radius_m: int
    hours: int


@dataclass(frozen=True, slots=True)
class Pair:
    """A request, and the first one of the same service that it may repeat: metres between them, and the time."""

    item: Item
    first: Item
    metres: int
    hours: int


@dataclass(frozen=True, slots=True)
class Pairs:
    """A page of them, newest first. `after` is given to the next call: None where all were looked through."""

    pairs: tuple[Pair, ...]
    after: tuple[date, int] | None


@dataclass(frozen=True, slots=True)
class Beside:
    """A request of the same service near another one."""

    request: int
    reference: str
    status: str
    received_at: datetime
    metres: int
    earlier: bool
    closed: bool


@dataclass(frozen=True, slots=True)
class Following:
    """What somebody who follows a request sees of it: nothing that says whose it is."""

    name: str
    sentence: str
    proved: bool
    ended: bool
    closed: bool
