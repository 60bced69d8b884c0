"""What the other parts of the house may know about places: points, addresses, areas, hours, look-ups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from frontdesk.domains.places.types.maps import MapFrame, MapImage, MapLine, MapPicture, MapPin, MapShape
from frontdesk.domains.places.types.points import GridPoint, LatLon
from frontdesk.kernel.worktime import WorkCalendar

__all__ = ["GridPoint", "LatLon", "MapFrame", "MapImage", "MapLine", "MapPicture", "MapPin", "MapShape"]

ADDRESSES_LOADED = "places.addresses_loaded"
AREAS_LOADED = "places.areas_loaded"
PLACES_LOADED = "places.places_loaded"
AUTHORITIES_LOADED = "places.authorities_loaded"
ROUNDS_LOADED = "places.rounds_loaded"
POSTCODES_LOADED = "places.postcodes_loaded"
PROFILES_LOADED = "places.profiles_loaded"

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


FACILITIES = {
    "step-free": "Step-free access",
    "accessible-toilet": "Accessible toilet",
    "hearing-loop": "Hearing loop",
    "private-room": "Private interview room",
    "children": "Space for children",
    "baby-change": "Baby changing",
    "computers": "Computers to use",
    "wifi": "Free wifi",
    "phones": "Phones to use",
    "document-scan": "Documents scanned and checked",
    "parking": "Parking",
    "blue-badge-parking": "Blue Badge parking",
    "water": "Drinking water",
}
"""Facilities a place may say it has: code and words."""


class AreaKind(StrEnum):
    """The kinds of area the product itself asks for. Others are open: any code of letters, digits and underscores."""

    BOUNDARY = "boundary"
    AUTHORITY = "authority"
    WARD = "ward"
    PARKING_ZONE = "parking_zone"


class Tier(StrEnum):
    """Which tier of local government an authority is, or a service belongs to."""

    UNITARY = "unitary"
    DISTRICT = "district"
    COUNTY = "county"


@dataclass(frozen=True, slots=True)
class AddressParts:
    """An address in its parts, each as people write it; an empty part is an empty string.

    ``flat`` is the part within a building ("Flat 2"), ``building`` a building's name ("Heron Court"),
    ``number`` a house number with its suffix or range ("14", "14A", "14-16").
    """

    organisation: str = ""
    flat: str = ""
    building: str = ""
    number: str = ""
    street: str = ""
    locality: str = ""
    town: str = ""
    postcode: str = ""


@dataclass(frozen=True, slots=True)
class AddressRow:
    """One address as a file gives it, ready for the bulk verb.

    Coordinates may be grid, degrees or both; what is missing is computed. ``authority`` is the code of the
    council whose area the address is in (the lower tier where there are two).
    """

    uprn: int
    usrn: int
    parts: AddressParts
    grid: GridPoint | None = None
    point: LatLon | None = None
    classification: str = ""
    status: int = 1
    parent_uprn: int | None = None
    authority: str = ""
    collection_round: str = ""


@dataclass(frozen=True, slots=True)
class StreetRow:
    """One street as a file gives it."""

    usrn: int
    name: str
    locality: str = ""
    town: str = ""
    start: GridPoint | None = None
    end: GridPoint | None = None


@dataclass(frozen=True, slots=True)
class AddressLine:
    """One line of a file of addresses: an address, its street where the line tells of it, or a street alone."""

    address: AddressRow | None = None
    street: StreetRow | None = None


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One area as a file gives it. ``geometry`` is GeoJSON (Polygon or MultiPolygon, WGS84 degrees)."""

    kind: str
    code: str
    name: str
    geometry: Mapping[str, object]
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class PostcodeRow:
    """One postcode as a file gives it. `ended` is the month in which it went out of use, by its first day.

    `authority` is the official code of its lower-tier council, "" where the file names none. `quality` is the file's
    own number for how good the point is.
    """

    postcode: str
    grid: GridPoint | None = None
    quality: int | None = None
    authority: str = ""
    introduced: date | None = None
    ended: date | None = None


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """What a profile of areas says of one postcode; the figures are per cent, None where the file has none."""

    postcode: str
    profile: str
    label: str = ""
    signal: float | None = None
    broadband: float | None = None
    over_65: float | None = None
    low_income: float | None = None


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of one row of an import: written, the same already, or refused with a sentence."""

    same: bool = False
    refused: str = ""


@dataclass(frozen=True, slots=True)
class OpenState:
    """Whether a place is open at a moment, and the sentence that says so."""

    is_open: bool
    words: str
    changes_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place where customers are received, as a pack gives it.

    It stands at an address of the gazetteer (``uprn``), or has lines of its own and a point, or is known by its name
    alone. ``hours`` is None where nobody has told them; ``day_notes`` says why a date keeps other hours.
    ``facilities`` are codes of `FACILITIES`; ``offers`` is what is done there, in the council's words.
    """

    code: str
    name: str
    kind: str
    hours: WorkCalendar | None = None
    uprn: int | None = None
    address: tuple[str, ...] = ()
    postcode: str = ""
    point: LatLon | None = None
    phone: str = ""
    facilities: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    note: str = ""
    day_notes: Mapping[date, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AuthorityRow:
    """A council that looks after some of the addresses: this one, a neighbour, or the other tier."""

    code: str
    name: str
    tier: str
    web: str = ""
    phone: str = ""
    county: str = ""
    ours: bool = False


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A collection round: its ISO weekday, and the first date of recycling (which then comes every other week)."""

    code: str
    weekday: int
    recycling_from: date


@dataclass(frozen=True, slots=True)
class Door:
    """Whose door a matter belongs to: ours, or the authority that looks after it."""

    ours: bool
    name: str = ""
    web: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Whose:
    """Which council looks after a postcode or a point, as far as the files that were brought in tell.

    `ours` is None where they do not. `sure`: by the postcode's own record, else by outlines that may be rough. `known`
    is whether the postcode is in use, or was until `ended`.
    """

    postcode: str = ""
    known: bool = False
    ended: date | None = None
    ours: bool | None = None
    name: str = ""
    web: str = ""
    phone: str = ""
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Address:
    """An address as pages show it. `label` is for a list of one postcode, `one_line` for everywhere else.

    `authority` is "" where the address is in our own area; `ward` is a ward's code as of the last load.
    """

    id: int
    uprn: int
    parts: AddressParts
    label: str
    one_line: str
    grid: GridPoint
    point: LatLon
    classification: str = ""
    status: int = 1
    usrn: int | None = None
    authority: str = ""
    ward: str = ""
    collection_round: str = ""


@dataclass(frozen=True, slots=True)
class AddressPage:
    """Some addresses in order; `after` is the UPRN after which the next page begins (0 when this is the last)."""

    addresses: tuple[Address, ...]
    after: int = 0


@dataclass(frozen=True, slots=True)
class Street:
    """A street: its number in the gazetteer, name, locality and the middle of its line where that is known."""

    usrn: int
    name: str
    locality: str = ""
    town: str = ""
    middle: GridPoint | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """An area by kind and code."""

    kind: str
    code: str
    name: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place where customers are received. `facilities` are words; `day_notes` say why a date has other hours."""

    code: str
    name: str
    kind: str
    address: tuple[str, ...] = ()
    postcode: str = ""
    phone: str = ""
    hours: WorkCalendar | None = None
    day_notes: Mapping[date, str] = field(default_factory=dict)
    facilities: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    note: str = ""
    uprn: int | None = None
    grid: GridPoint | None = None


@dataclass(frozen=True, slots=True)
class LookUpDecision:
    """Whether a visitor may look up one more postcode; if not, when, and what to tell them."""

    allowed: bool
    left: int
    again_at: datetime | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a bulk verb changed."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    same: int = 0
    names: tuple[str, ...] = field(default=())
    left: int = 0
    """Rows that stay otherwise than was given, for an import wrote them."""

    @property
    def any(self) -> bool:
        """Whether anything at all is different from before."""
        return bool(self.added or self.changed or self.removed)
