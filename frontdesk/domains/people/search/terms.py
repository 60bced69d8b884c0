"""What was typed, taken apart: terms, and for each the ways in which a person may fit it.

A term fits a person when one of its ways does ("1980" may be a year of birth, a house number, the end of a phone).
"""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Named:
    """One of the words of the name: folded word -> how well it fits what was typed (1.0 = exactly)."""

    words: dict[str, float] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Initial:
    """A word of the name begins so."""

    letters: str


@dataclass(frozen=True, slots=True)
class EmailIs:
    """Exactly this email, normalised."""

    email: str


@dataclass(frozen=True, slots=True)
class EmailBegins:
    """The email begins so."""

    text: str


@dataclass(frozen=True, slots=True)
class PhoneIs:
    """Exactly this number (E.164)."""

    e164: str


@dataclass(frozen=True, slots=True)
class PhoneBegins:
    """The number (E.164) begins so."""

    e164: str


@dataclass(frozen=True, slots=True)
class PhoneEnds:
    """The number ends with these digits."""

    digits: str


@dataclass(frozen=True, slots=True)
class Uprn:
    """Lives at this property."""

    uprn: int


@dataclass(frozen=True, slots=True)
class Born:
    """Born on one of these days."""

    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class BornIn:
    """Born in this year."""

    year: int


@dataclass(frozen=True, slots=True)
class Postcode:
    """The postcode begins so, in stored form: likely beginnings, and less likely ones."""

    likely: tuple[str, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inward:
    """The second half of the postcode."""

    inward: str


@dataclass(frozen=True, slots=True)
class Number:
    """The house or flat number."""

    number: str


@dataclass(frozen=True, slots=True)
class Place:
    """A street or building: key -> how well it fits; with house number and flat where they were typed."""

    keys: dict[str, float] = field(hash=False)
    number: str = ""
    flat: str = ""


@dataclass(frozen=True, slots=True)
class KnownAs:
    """The number by which another system knows the person, without gaps and signs: all of it, or its run of digits."""

    number: str


Way = (
    Named
    | Initial
    | EmailIs
    | EmailBegins
    | PhoneIs
    | PhoneBegins
    | PhoneEnds
    | Uprn
    | Born
    | BornIn
    | Postcode
    | Inward
    | Number
    | Place
    | KnownAs
)


@dataclass(frozen=True, slots=True)
class Term:
    """A piece of what was typed and the ways to fit it."""

    ways: tuple[Way, ...]

    @property
    def is_name(self) -> bool:
        """Whether it speaks of the name only."""
        return all(isinstance(way, Named | Initial) for way in self.ways)

    @property
    def is_broad(self) -> bool:
        """Whether on its own it fits too many people to be worth looking for."""
        return all(isinstance(way, Initial | Number | BornIn) for way in self.ways)


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed: terms that are certain, and the words and numbers left, folded and in order."""

    terms: tuple[Term, ...] = ()
    rest: tuple[str, ...] = ()
    email_start: str = ""
