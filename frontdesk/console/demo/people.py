"""Invented people for the demo council and for measurements: households with twins, fathers and sons, house shares.

The same addresses and seed give the same people, and the first thousand of five thousand are the first thousand of a
million. Telephone numbers are in the ranges Ofcom keeps for drama, emails at example.org.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, islice
from random import Random

from frontdesk.console.year import names
from frontdesk.console.year.homes import homes as homes_without_end
from frontdesk.domains.people.types import AddressIn, PersonIn
from frontdesk.domains.places import queries as places

SEED = 1974
SYSTEM = "demo"
LATEST_BIRTH = date(2008, 1, 1)
# Each with three more digits. Those from 900 on are left for people whom tests and the demo name.
_RANGES = (
    "07700 900", "01632 960", "020 7946 0", "0113 496 0", "0114 496 0", "0115 496 0", "0116 496 0", "0117 496 0",
    "0118 496 0", "0121 496 0", "0131 496 0", "0141 496 0", "0151 496 0", "0161 496 0", "0191 498 0", "028 9649 6",
    "029 2018 0", "03069 990",
)  # fmt: skip
_A_RANGE = 900
_HOUSEHOLDS = ("alone", "couple", "family", "shared", "twins", "father and son", "three generations")
_HOW_MANY = (34, 30, 18, 9, 2, 3, 4)


def homes(council: int) -> list[AddressIn]:
    """Where the people of this council's town live: with other homes, other people would be made."""
    return [AddressIn(uprn=uprn) for uprn in places.homes(council)]


def make_people(
    count: int, addresses: Sequence[AddressIn] = (), *, seed: int = SEED, system: str = SYSTEM
) -> Iterator[PersonIn]:
    """Make `count` people who live at `addresses` in an order of their own, then at invented ones without end."""
    random = Random(seed)  # noqa: S311 (people, not secrets)
    houses = chain(random.sample(list(addresses), len(addresses)), homes_without_end())
    made = 0
    while made < count:
        household = _household(random, next(houses))
        for one in islice(household, count - made):
            made += 1
            yield _person(random, made, one, system)


@dataclass(frozen=True, slots=True)
class _Member:
    """Somebody before they have a number: name, birth, home."""

    given: str
    family: str
    born: date
    home: AddressIn


def _household(random: Random, home: AddressIn) -> list[_Member]:
    kind = random.choices(_HOUSEHOLDS, _HOW_MANY)[0]
    origin = random.choices(names.ORIGINS, [one.share for one in names.ORIGINS])[0]
    family, man, woman = _family(random, origin), random.choice(origin.men), random.choice(origin.women)
    born = _born(random, 24, 88)
    if kind == "alone":
        return [_Member(random.choice((man, woman)), family, born, home)]
    if kind == "couple":
        theirs = family if random.random() < 0.7 else _family(random, origin)
        return [_Member(man, family, born, home), _Member(woman, theirs, _near(random, born, 8), home)]
    if kind == "shared":
        strangers = [random.choice(names.ORIGINS) for _ in range(random.randint(2, 4))]
        return [
            _Member(random.choice(o.women + o.men), _family(random, o), _born(random, 19, 40), home) for o in strangers
        ]
    parent = _born(random, 45, 70)
    child = parent + timedelta(days=random.randint(22, 38) * 365)
    if kind == "father and son":
        return [_Member(man, family, parent, home), _Member(man, family, min(child, LATEST_BIRTH), home)]
    if kind == "twins":
        first, second = random.sample(origin.women + origin.men, 2)
        twins = min(child, LATEST_BIRTH)
        return [_Member(woman, family, parent, home), *(_Member(g, family, twins, home) for g in (first, second))]
    members = [_Member(man, family, parent, home), _Member(woman, family, _near(random, parent, 6), home)]
    members.append(_Member(random.choice(origin.women + origin.men), family, min(child, LATEST_BIRTH), home))
    if kind == "three generations":
        members.append(_Member(random.choice(origin.women), family, parent - timedelta(days=26 * 365), home))
    return members


def _person(random: Random, number: int, one: _Member, system: str) -> PersonIn:
    emails, phones = [], []
    if random.random() < 0.72:
        plain = f"{one.given}.{one.family}".lower().replace("'", "")
        emails.append(f"{plain}{number}@example.org")
    if random.random() < 0.85:
        phones.append(_phone(number))
    if random.random() < 0.15:
        phones.append(_phone(-number))
    return PersonIn(
        key=f"{system}-{number:07}",
        name=f"{one.given} {one.family}",
        given=one.given,
        family=one.family,
        date_of_birth=one.born if random.random() < 0.9 else None,
        emails=emails,
        phones=phones,
        addresses=[one.home],
        proved=frozenset(emails if random.random() < 0.5 else ()),
    )


def _phone(number: int) -> str:
    """One number each until the sixteen thousand are used up."""
    turn, place = divmod(number, len(_RANGES))
    return f"{_RANGES[place]}{turn % _A_RANGE:03}"


def _family(random: Random, origin: names.Origin) -> str:
    """A family name; common ones come first in their list and more often, rare ones are put together."""
    if origin is names.BRITISH and random.random() < 0.35:
        return random.choice(names.BEGINNINGS) + random.choice(names.ENDINGS)
    one = _common(random, origin.families)
    if random.random() < 0.02:
        return f"{one}-{_common(random, origin.families)}"
    return one


def _common(random: Random, families: tuple[str, ...]) -> str:
    return families[min(int(random.expovariate(3.0) * len(families)), len(families) - 1)]


def _born(random: Random, youngest: int, oldest: int) -> date:
    return date(2024, 12, 31) - timedelta(days=random.randint(youngest * 365, oldest * 365))


def _near(random: Random, born: date, years: int) -> date:
    return min(born + timedelta(days=random.randint(-years * 365, years * 365)), LATEST_BIRTH)
