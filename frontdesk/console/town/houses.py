"""The addresses of the invented town: streets filled with houses, blocks, businesses and public buildings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from random import Random

from frontdesk.console.town import names
from frontdesk.console.town.shapes import Line, Spot

_PLOT = {"RD02": 19.0, "RD03": 13.5, "RD04": 7.5}
_UNIT = "ABDEFGHJLNPQRSTUWXYZ"
_A_POSTCODE = 22


@dataclass(frozen=True, slots=True)
class House:
    """One address before it has a number of its own in the gazetteer."""

    street: int
    spot: Spot
    classification: str
    number: str = ""
    flat: str = ""
    building: str = ""
    organisation: str = ""
    status: int = 1
    shell: str = ""
    postcode: str = ""
    order: tuple[int, int, int] = (0, 0, 0)


@dataclass(slots=True)
class Street:
    """One street: its number in the gazetteer, name, ward, line and the houses along it."""

    usrn: int
    name: str
    ward: str
    line: Line
    district: str
    houses: list[House] = field(default_factory=list)


def fill(street: Street, random: Random, block_names: list[str], house_names: list[str]) -> None:
    """Put houses on both sides of a street, odd numbers left, even right; now and then a block or a named house."""
    kind = random.choices(("RD02", "RD03", "RD04"), (1, 3, 8))[0]
    for side, first in ((-1, 1), (1, 2)):
        along, number = random.uniform(8, 14), first
        while along < street.line.length - 8:
            spot = street.line.beside(along, side * random.uniform(11, 14))
            order = (side, number, 0)
            if block_names and random.random() < 0.009:
                street.houses.extend(_block(street.usrn, spot, number, block_names.pop(), random, order))
                along += 26
            else:
                street.houses.extend(_house(street.usrn, spot, kind, number, random, house_names, order))
            along += _PLOT[kind]
            number += 2
    if len(street.houses) > 12 and random.random() < 0.3:
        street.houses = [house for house in street.houses if house.number != "13"]


def _house(
    usrn: int, spot: Spot, kind: str, number: int, random: Random, house_names: list[str], order: tuple[int, int, int]
) -> Iterator[House]:
    house = House(usrn, spot, kind, str(number), order=order)
    chance = random.random()
    if chance < 0.006 and house_names:
        yield replace(house, number="", building=house_names.pop(), classification="RD02")
    elif chance < 0.02:
        yield house
        yield replace(house, number=f"{number}A", spot=(spot[0] + 3, spot[1] + 3), order=(order[0], order[1], 1))
    elif chance < 0.024:
        yield replace(house, status=8)
    elif chance < 0.030:
        yield replace(house, status=6)
    else:
        yield house


def _block(
    usrn: int, spot: Spot, number: int, name: str, random: Random, order: tuple[int, int, int]
) -> Iterator[House]:
    """A block of flats: a shell that is no address of its own, and its flats at the same spot."""
    shell = House(usrn, spot, "PP", str(number), building=name, shell=name, order=order)
    yield shell
    flats = 60 if name == names.TOWER else random.choice((6, 8, 8, 12, 12, 16, 18, 24))
    for flat in range(1, flats + 1):
        yield replace(shell, classification="RD06", flat=f"Flat {flat}", order=(order[0], order[1], flat))


def open_businesses(streets: list[Street], random: Random, count: int) -> None:
    """Turn houses near the centre into businesses with invented names."""
    central = [street for street in streets if street.name in _SHOPPING]
    made: set[str] = set()
    while len(made) < count:
        street = random.choice(central)
        at = random.randrange(len(street.houses))
        trade, kind = random.choice(names.TRADES)
        name = f"{random.choice(names.SURNAMES)} {trade}"
        house = street.houses[at]
        if name in made or house.flat or house.shell or house.organisation or not house.number:
            continue
        made.add(name)
        wide = house.number.isdigit() and random.random() < 0.1
        number = f"{house.number}-{int(house.number) + 2}" if wide else house.number
        street.houses[at] = replace(house, organisation=name, classification=kind, number=number, status=1)
        if wide:
            nextdoor = str(int(house.number) + 2)
            street.houses = [h for h in street.houses if h.number != nextdoor or h.flat or h.organisation]


_SHOPPING = frozenset(
    {"Market Place", "Guildhall Street", "Staithe Street", "Wharf Road", "Saddler's Row", "Tannery Road",
     "Station Road", "Candlewick Row", "Ropewalk", "Quill Street", "Cordwainer Street", "Tollhouse Lane"}
)  # fmt: skip


def place_landmarks(streets: list[Street]) -> None:
    """Put each public building where a house stood, in the middle of its street."""
    by_name = {street.name: street for street in streets}
    for name, kind, street_name in names.LANDMARKS:
        houses = by_name[street_name].houses
        plain = [n for n, h in enumerate(houses) if not (h.flat or h.shell or h.organisation) and h.number]
        at = plain[len(plain) // 2]
        houses[at] = replace(houses[at], organisation=name, classification=kind, status=1)


def trim(streets: list[Street], count: int) -> None:
    """Take houses from the ends of the longest streets until exactly so many addresses are left."""
    have = sum(len(street.houses) for street in streets)
    if have < count:
        raise ValueError(f"The town has {have} addresses, fewer than the {count} wanted")
    while have > count:
        longest = max(streets, key=lambda street: (_plain(street), street.usrn))
        last = max(
            (n for n, h in enumerate(longest.houses) if not (h.flat or h.shell or h.organisation)),
            key=lambda n: longest.houses[n].order[1],
        )
        del longest.houses[last]
        have -= 1


def _plain(street: Street) -> int:
    return sum(1 for house in street.houses if not (house.flat or house.shell or house.organisation))


def give_postcodes(streets: list[Street]) -> None:
    """Give each side of a street its postcodes, up to 22 addresses each; a block of 12 flats or more has its own."""
    used: dict[str, int] = {}
    for street in streets:
        given: list[House] = []
        for group in _groups(sorted(street.houses, key=lambda house: house.order)):
            postcode = _next_postcode(street.district, used)
            given.extend(replace(house, postcode=postcode) for house in group)
        street.houses = given


def _groups(houses: list[House]) -> Iterator[list[House]]:
    big = {h.shell for h in houses if h.shell and sum(1 for x in houses if x.shell == h.shell) > 12}
    for shell in sorted(big):
        yield [house for house in houses if house.shell == shell]
    rest = [house for house in houses if house.shell not in big]
    if len(rest) <= _A_POSTCODE:
        yield rest
        return
    for side in (-1, 1):
        one = [house for house in rest if house.order[0] == side]
        parts = -(-len(one) // _A_POSTCODE)
        size = -(-len(one) // parts) if parts else 0
        for begin in range(0, len(one), size or 1):
            yield one[begin : begin + size]


def _next_postcode(district: str, used: dict[str, int]) -> str:
    number = used.get(district, 0)
    used[district] = number + 1
    # Steps of 7 through the letters keep neighbours from differing by one letter only, as in real towns.
    sector, unit = divmod(number, 60)
    first, second = divmod(unit * 7 % 400, 20)
    return f"{district} {sector + 1}{_UNIT[first]}{_UNIT[second]}"
