"""Segments: the rules, what is counted of a customer, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

BUSINESS, VISITOR, HIGH, LOW, CASUAL = "business", "visitor", "high", "low", "casual"
KINDS = (BUSINESS, VISITOR, HIGH, LOW, CASUAL)
"""The segments, in the order in which their rules are asked: the first that fits counts."""
FIGURES = ("signal", "broadband", "over_65", "low_income")
"""The figures of an area's profile."""
NOBODY = "nobody"
"""In the counts, beside the segments: contacts of which no customer is known. They are visitors', told apart."""

LEFT_OUT = "segments.left_out"
BACK_IN = "segments.back_in"
SAID, BY_RIGHT = "said", "right"
"""Why somebody is left out: they only said so, or asked for it by right."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One segment: what it is called, and who is in it. Of what stands, all must hold; the last one takes the rest.

    `at_least` and `at_most` are numbers of contacts in the days that count, `online_only` that none came by a channel
    of staff. `own` says that the council named it, `numbers` that it gave the numbers too.
    """

    code: str
    name: str
    about: str
    organisation: bool = False
    outside: bool = False
    at_least: int | None = None
    at_most: int | None = None
    online_only: bool = False
    own: bool = False
    numbers: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """One sign that people of an area may be left behind: a figure of its profile under or over a limit (per cent).

    `own` says that the council stated the limit.
    """

    code: str
    name: str
    why: str
    under: float | None = None
    over: float | None = None
    own: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules of a council: the days that count, its segments in their order, signs of an area, when few are too few.

    `version` changes with any of it.
    """

    days: int
    fewest: int
    segments: tuple[Rule, ...]
    marks: tuple[Mark, ...]
    version: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What is counted of one customer, all their records together: contacts that they made in the days that count."""

    by_channel: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    organisation: bool = False
    outside: bool = False

    @property
    def contacts(self) -> int:
        """How many there were."""
        return sum(self.by_channel.values())


@dataclass(frozen=True, slots=True)
class Standing:
    """The segment of a customer and what led to it, as counted on a day. `why` is that in words."""

    person: int
    segment: str
    name: str
    why: str
    counted_on: date
    version: str
    by_channel: Mapping[str, int]
    profile: str = ""
    may_need: "Likely | None" = None


@dataclass(frozen=True, slots=True)
class Likely:
    """Something that a customer may need, how likely that is, and the reasons: to be asked, not assumed."""

    what: str
    likelihood: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """The segment of a customer for a page about them: what it is called, what led to it as a sentence, and what they
    may need."""

    name: str
    why: str
    may_need: Likely | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """For the offers: what a customer is among, by code. Empty where nothing is known or they want to be left out."""

    segment: str = ""
    profile: str = ""


@dataclass(frozen=True, slots=True)
class Round:
    """What a round did: customers looked at, and whether everybody was."""

    looked_at: int
    whole: bool
