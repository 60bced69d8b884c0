"""A set of invented records whose truth is known, made of what leads matching astray, as the engine reads it."""

import csv
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from random import Random

from frontdesk.console.year.names import BRITISH, CELTIC, SOUTH_ASIAN
from frontdesk.domains.people.rules import addresses, names, reach
from frontdesk.domains.people.search import nicknames

ORIGINS = (BRITISH, CELTIC, SOUTH_ASIAN)
TWINS = [("Jon", "Joan"), ("Ella", "Ellie"), ("Harry", "Harvey"), ("Amina", "Amira"), ("Sam", "Pam"), ("Kate", "Nate")]
STREETS = ("Quarry Lane", "Mill Road", "Tanner Street", "Elm Grove", "Harbour View", "Castle Hill", "Orchard Close")
UNKNOWN = date(1900, 1, 1)


@dataclass(frozen=True)
class Record:
    """One record. `who` is the truth; `case` why it is here."""

    who: str
    case: str
    name: str
    born: date | None
    line: str = ""
    postcode: str = ""
    uprn: int | None = None
    email: str = ""
    phone: str = ""
    proved: bool = False
    restricted: bool = False
    root: int | None = None
    numbers: tuple[tuple[str, str], ...] = field(default_factory=tuple)


def write(folder: Path, records: list[Record]) -> None:
    """The files of `features.TABLES`; a record's id is its place, from 1."""
    with ExitStack() as open_:
        files = {
            name: csv.writer(open_.enter_context((folder / f"{name}.csv").open("w", newline="")))
            for name in ("person", "point", "address", "identity")
        }
        for id_, one in enumerate(records, 1):
            read = names.parts(one.name)
            flag = "t" if one.restricted else "f"
            files["person"].writerow([id_, one.root or id_, read.given, read.family, one.born or "", flag])
            proved = "t" if one.proved else "f"
            if one.email:
                files["point"].writerow([id_, reach.normalise_email(one.email), "", proved])
            if one.phone:
                files["point"].writerow([id_, "", reach.normalise_phone(one.phone), proved])
            if one.line:
                keys = addresses.keys(one.line)
                files["address"].writerow(
                    [id_, one.uprn or "", one.postcode, keys.number, keys.street, keys.flat, keys.building, "t"]
                )
            files["identity"].writerows([id_, system, value] for system, value in one.numbers)


def true_pairs(records: list[Record]) -> set[tuple[int, int]]:
    """The pairs of ids that are of one person."""
    by_person: dict[str, list[int]] = {}
    for id_, one in enumerate(records, 1):
        by_person.setdefault(one.who, []).append(id_)
    return {pair for ids in by_person.values() for pair in combinations(ids, 2)}


def make(households: int, seed: int = 11) -> list[Record]:
    """Records of so many households, each with one of the cases; about three records a household."""
    random = Random(seed)
    found: list[Record] = []
    for number in range(households):
        case = CASES[number % len(CASES)]
        found += case(random, number)
    random.shuffle(found)
    return found


def _somebody(random: Random, number: int, case: str) -> Record:
    origin = random.choice(ORIGINS)
    given, family = random.choice(origin.women + origin.men), random.choice(origin.families)
    born = date(1935, 1, 1) + timedelta(days=random.randrange(25_000))
    line, postcode = f"{random.randrange(1, 99)} {random.choice(STREETS)}", _postcode(random)
    who = f"{case}-{number}"
    phone = f"+447700{900000 + number % 1000:06}"
    return Record(who, case, f"{given} {family}", born, line, postcode, 10_000_000 + number * 10, "", phone)


def _postcode(random: Random) -> str:
    letters = "ABDEFGHJLN"
    return f"ZY{random.randrange(1, 10)} {random.randrange(1, 10)}{random.choice(letters)}{random.choice(letters)}"


def _mail(one: Record) -> str:
    return f"{one.name.replace(' ', '.').replace(chr(39), '').lower()}.{one.who}@example.org"


def _twins(random: Random, number: int) -> Iterator[Record]:
    one = _somebody(random, number, "twins")
    family = names.parts(one.name).family
    first, second = random.choice(TWINS)
    one = replace(one, born=one.born + timedelta(days=15_000), email=_mail(one))
    yield replace(one, who=f"{one.who}-a", name=f"{first} {family}")
    yield replace(one, who=f"{one.who}-b", name=f"{second} {family}")


def _father_and_son(random: Random, number: int) -> Iterator[Record]:
    one = _somebody(random, number, "father-and-son")
    one = replace(one, email=_mail(one))
    yield replace(one, who=f"{one.who}-father")
    yield replace(one, who=f"{one.who}-son", born=one.born + timedelta(days=9_000 + random.randrange(3_000)))
    born = UNKNOWN if number % 2 else None
    yield replace(one, who=f"{one.who}-{random.choice(('father', 'son'))}", born=born)


def _family(random: Random, number: int) -> Iterator[Record]:
    one = _somebody(random, number, "family")
    family, origin = names.parts(one.name).family, random.choice(ORIGINS)
    one = replace(one, email=_mail(one))
    yield one
    for at, given in enumerate(random.sample(origin.women + origin.men, 2)):
        born = one.born + timedelta(days=random.randrange(200, 9_000))
        yield replace(one, who=f"{one.who}-{at}", name=f"{given} {family}", born=born)


def _flats(random: Random, number: int) -> Iterator[Record]:
    one = _somebody(random, number, "flats")
    family = names.parts(one.name).family
    for flat in (1, 2, 3):
        given = names.parts(one.name).given if flat < 3 else random.choice(BRITISH.men)
        born = one.born if flat == 1 else one.born + timedelta(days=random.randrange(1, 20_000))
        yield replace(
            one, who=f"{one.who}-{flat}", name=f"{given} {family}", born=born, phone="",
            line=f"Flat {flat}, Beacon House, {one.line}", uprn=(one.uprn or 0) + flat,
        )  # fmt: skip


def _strangers(random: Random, number: int) -> Iterator[Record]:
    one = _somebody(random, number, "strangers")
    common = random.choice(("David Jones", "Sarah Smith", "John Taylor", "Susan Brown"))
    one = replace(one, name=common)
    yield replace(one, who=f"{one.who}-a")
    other = _somebody(random, number + 500_000, "strangers")
    yield replace(other, who=f"{other.who}-b", name=common, born=one.born)


def _twice(random: Random, number: int) -> Iterator[Record]:
    one = _somebody(random, number, "twice")
    one = replace(one, email=_mail(one))
    yield one
    yield replace(one, phone="", email=one.email if number % 2 else "")


def _misspelt(random: Random, number: int) -> Iterator[Record]:
    one = _somebody(random, number, "misspelt")
    read = names.parts(one.name)
    at = random.randrange(1, max(2, len(read.family) - 1))
    yield one
    yield replace(one, name=f"{read.given} {read.family[:at]}{read.family[at + 1 :]}")


def _nicknamed(random: Random, number: int) -> Iterator[Record]:
    one = _somebody(random, number, "nickname")
    read = names.parts(one.name)
    also = sorted(nicknames.also(names.fold(read.given))) or [read.given]
    one = replace(one, email=_mail(one), proved=number % 2 == 0)
    yield one
    yield replace(one, name=f"{random.choice(also).title()} {read.family}")


def _married(random: Random, number: int) -> Iterator[Record]:
    one = _somebody(random, number, "married")
    read = names.parts(one.name)
    yield one
    yield replace(one, name=f"{read.given} {random.choice(BRITISH.families)}")


def _other_date(random: Random, number: int) -> Iterator[Record]:
    one = _somebody(random, number, "other-date")
    yield one
    born = one.born
    if number % 2 and born.day <= 12 and born.day != born.month:
        yield replace(one, born=date(born.year, born.day, born.month))
    else:
        yield replace(one, born=born.replace(day=born.day - 1 if born.day % 10 > 1 else 10 + born.day % 20))


def _moved(random: Random, number: int) -> Iterator[Record]:
    one = _somebody(random, number, "moved")
    other = _somebody(random, number + 700_000, "moved")
    yield replace(one, email=_mail(one))
    yield replace(other, who=one.who, name=one.name, born=one.born, email=_mail(one), phone="")


CASES = (
    _twins, _twice, _father_and_son, _misspelt, _family, _nicknamed, _flats, _married, _strangers, _other_date, _moved,
)  # fmt: skip
