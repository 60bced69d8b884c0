"""Homes without end for invented people: wards side by side, streets of forty houses, numbers shaped like UPRNs. Pure.

They lie beside the town of the demo, on the national grid 60 kilometres off the coast, where nobody lives.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from frontdesk.console.year import names
from frontdesk.domains.people.types import AddressIn
from frontdesk.domains.places.rules.grid import many_to_latlon
from frontdesk.domains.places.types import AddressParts, AddressRow, AreaRow, GridPoint, StreetRow

TOWN = "Quillmere"
FIRST_UPRN, FIRST_USRN = 999_100_000_001, 99_910_001
A_STREET, A_WARD = 40, 100
"""Homes in a street, streets in a ward: 4,000 homes, some 9,000 people."""
WEST, SOUTH, SIDE, ACROSS = 600_000.0, 470_000.0, 2_000.0, 10
"""Where the first ward begins, how many metres its sides have, how many wards lie beside each other."""
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
_KINDS = ("Road", "Street", "Lane", "Close", "Avenue", "Drive", "Gardens", "Way")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a home is: its number in the gazetteer, its place on the grid, the code of its ward."""

    uprn: int
    easting: float
    northing: float
    ward: str


def spot(uprn: int) -> Spot:
    """Where the home with this number is."""
    street, house = divmod(uprn - FIRST_UPRN, A_STREET)
    ward, row = divmod(street, A_WARD)
    west, south = _corner(ward)
    return Spot(uprn, west + 20.0 + 49.0 * house, south + 10.0 + 19.8 * row, ward_code(ward))


def homes() -> Iterator[AddressIn]:
    """Homes one after the other, a postcode for twenty of them."""
    number = 0
    while True:
        street, house = divmod(number, A_STREET)
        yield AddressIn(f"{house + 1} {_street(street)}, {TOWN}", _postcode(number), FIRST_UPRN + number)
        number += 1


def streets(number: int) -> Iterator[StreetRow]:
    """The streets of the first so many homes."""
    for street in range(-(-number // A_STREET)):
        ends = [spot(FIRST_UPRN + street * A_STREET + house) for house in (0, A_STREET - 1)]
        first, last = (GridPoint(end.easting, end.northing) for end in ends)
        yield StreetRow(FIRST_USRN + street, _street(street), "", TOWN, first, last)


def addresses(number: int) -> Iterator[AddressRow]:
    """The first so many homes as a gazetteer has them."""
    for home in range(number):
        street, house = divmod(home, A_STREET)
        where = spot(FIRST_UPRN + home)
        parts = AddressParts(number=str(house + 1), postcode=_postcode(home))
        point = GridPoint(where.easting, where.northing)
        yield AddressRow(where.uprn, FIRST_USRN + street, parts, point, classification="RD04")


def wards(number: int) -> Iterator[AreaRow]:
    """The wards that the first so many homes lie in."""
    for ward in range(-(-number // (A_STREET * A_WARD))):
        west, south = _corner(ward)
        corners = ((0, 0), (SIDE, 0), (SIDE, SIDE), (0, SIDE), (0, 0))
        ring = [[p.longitude, p.latitude] for p in many_to_latlon([GridPoint(west + e, south + n) for e, n in corners])]
        name = f"{names.BEGINNINGS[ward % len(names.BEGINNINGS)]}{names.ENDINGS[ward % len(names.ENDINGS)]}"
        yield AreaRow("ward", ward_code(ward), name, {"type": "Polygon", "coordinates": [ring]})


def ward_code(ward: int) -> str:
    """The code of a ward by its place."""
    return f"outer-{ward + 1}"


def _corner(ward: int) -> tuple[float, float]:
    north, east = divmod(ward, ACROSS)
    return WEST + SIDE * east, SOUTH + SIDE * north


def _street(street: int) -> str:
    beginning = names.BEGINNINGS[street % len(names.BEGINNINGS)]
    ending = names.ENDINGS[(street // len(names.BEGINNINGS)) % len(names.ENDINGS)]
    return f"{beginning}{ending} {_KINDS[street % len(_KINDS)]}"


def _postcode(number: int) -> str:
    district, unit = divmod(number // 20, 400)
    inward = f"{unit // 40}{_LETTERS[unit % 20]}{_LETTERS[unit // 20 % 2]}"
    return f"ZY{10 + district % 90} {inward}"
