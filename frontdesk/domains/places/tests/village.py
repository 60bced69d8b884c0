"""A village for tests: two streets, a block of flats, two wards, and one house over the border."""

from dataclasses import replace

from shapely.geometry import Polygon

from frontdesk.domains.places import actions
from frontdesk.domains.places.rules.areas import as_geojson
from frontdesk.domains.places.rules.grid import to_latlon
from frontdesk.domains.places.types import AddressParts, AddressRow, AreaRow, AuthorityRow, GridPoint, StreetRow
from frontdesk.kernel.actor import Actor

EAST, NORTH = 590_000, 480_000
STREETS = (
    StreetRow(501, "Mill Lane", town="Testwick", start=GridPoint(EAST, NORTH), end=GridPoint(EAST + 200, NORTH)),
    StreetRow(502, "Old Mill Lane", town="Testwick"),
    StreetRow(503, "St Oswin's Road", town="Testwick"),
)


def at(east: float, north: float) -> GridPoint:
    """A point so many metres from the village's corner."""
    return GridPoint(EAST + east, NORTH + north)


def house(uprn: int, number: str, east: float = 50, north: float = 50, usrn: int = 501, **more: object) -> AddressRow:
    """A terraced house in Mill Lane, ZY9 1AA, unless said otherwise."""
    parts = AddressParts(number=number, postcode=str(more.pop("postcode", "ZY9 1AA")))
    row = AddressRow(uprn, usrn, parts, at(east, north), classification="RD04")
    return replace(row, **more)  # type: ignore[arg-type]


def flat(uprn: int, name: str) -> AddressRow:
    """A flat in Heron Court, 3 Mill Lane, in the eastern ward."""
    parts = AddressParts(flat=name, building="Heron Court", number="3", postcode="ZY9 1AA")
    return AddressRow(uprn, 501, parts, at(1500, 50), classification="RD06", parent_uprn=100)


ADDRESSES = (
    house(1, "1"),
    house(2, "2"),
    house(10, "10"),
    house(12, "12A"),
    AddressRow(
        100,
        501,
        AddressParts(building="Heron Court", number="3", postcode="ZY9 1AA"),
        at(1500, 50),
        classification="PP",
    ),
    flat(101, "Flat 1"),
    flat(102, "Flat 2"),
    flat(110, "Flat 10"),
    house(20, "1", usrn=502, postcode="ZY9 1AB", collection_round="TU-A"),
    house(30, "1", usrn=503, postcode="ZY9 1AC", status=8),
    house(40, "99", east=2500, postcode="ZY9 1AA", authority="nextdoor"),
)


def square(west: float, east: float, kind: str, code: str, name: str, **more: object) -> AreaRow:
    """A strip of the village from west to east, a kilometre high."""
    corners = [at(west, 0), at(east, 0), at(east, 1000), at(west, 1000)]
    ring = Polygon([(p.longitude, p.latitude) for p in map(to_latlon, corners)])
    return AreaRow(kind, code, name, as_geojson(ring, 8), **more)  # type: ignore[arg-type]


WARDS = (square(0, 1000, "ward", "W1", "Mill"), square(1000, 2000, "ward", "W2", "Heron"))
AUTHORITIES = (
    AuthorityRow("us", "Testwick Council", "unitary", ours=True),
    AuthorityRow("nextdoor", "Nextdoor District Council", "district", "https://nextdoor.example", county="shire"),
    AuthorityRow("shire", "Shire County Council", "county", "https://shire.example"),
)


def build(actor: Actor) -> None:
    """Load all of it."""
    actions.load_authorities(actor, authorities=AUTHORITIES)
    actions.load_areas(actor, areas=WARDS)
    actions.load_addresses(actor, streets=STREETS, addresses=ADDRESSES)
