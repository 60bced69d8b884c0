"""What a council and a team are, for everybody above."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

COUNCIL_CHANGED = "organisations.council_changed"
STRATEGY_CHANGED = "organisations.strategy_changed"


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel as this council offers it: standing is offered, promoted, shrinking or closed."""

    code: str
    label: str
    standing: str = "offered"
    alternative: str = ""


@dataclass(frozen=True, slots=True)
class Council:
    """A council as pages see it. `prefix` is '' or '/c/<code>', set by the address it was reached by."""

    id: int
    code: str
    name: str
    description: str = ""
    phone: str = ""
    phone_hours: str = ""
    email: str = ""
    address: str = ""
    website: str = ""
    colours: Mapping[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ("en",)
    channels: tuple[Channel, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict)
    version: int = 1
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Team:
    """A team that answers or does the work."""

    id: int
    code: str
    name: str
    department: str = ""
    phone: str = ""
    email: str = ""


RESERVED = frozenset({"none", "elsewhere"})
"""Codes that no locality or team can have: figures call so what has no known ward, and the wards of no group."""


@dataclass(frozen=True, slots=True)
class Patch:
    """Wards, by their codes, that are looked at together (a locality) or looked after by one team (an area team)."""

    code: str
    name: str
    wards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StrategyEntry:
    """One thing that the council's strategy or plan says, by its kind (strategy, segment, tier, fact, plan, principle,
    recommendation, phase, action) and code; `said` is what its pack says of it, as plain data."""

    kind: str
    code: str
    said: Mapping[str, Any]
