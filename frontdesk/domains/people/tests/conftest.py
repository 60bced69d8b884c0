"""A town of 5,000 invented people and the decoys of the search cases, loaded once for the module that asks."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest

from frontdesk.console import roles
from frontdesk.console.demo.people import make_people
from frontdesk.domains.people import actions, queries
from frontdesk.domains.people.types import AddressIn, PersonIn
from frontdesk.kernel import tenancy
from frontdesk.kernel.actor import Actor
from tests.support.cast import make_councils
from tests.support.fixtures import Template, own_database

TOWN = 5_000


# Those who are looked for, beside those whom they may be taken for: same family name, same house, father and son.
LOOKED_FOR = Path(__file__).parent / "looked_for.csv"


# By what numbers back offices know some of them.
NUMBERS = {
    "bob": [("council-tax", "CT-100234/1")],
    "mo": [("housing", "HB77120"), ("benefits", "CT-100235/1")],
    "john": [("library", "20055 31177")],
}


def looked_for() -> list[PersonIn]:
    """The people of the cases."""
    return [_person(row) for row in csv.DictReader(LOOKED_FOR.open(encoding="utf-8"))]


def _person(row: dict[str, str]) -> PersonIn:
    return PersonIn(
        key=row["key"],
        name=row["name"],
        date_of_birth=date.fromisoformat(row["born"]) if row["born"] else None,
        emails=[row["email"]] if row["email"] else [],
        phones=[row["phone"]] if row["phone"] else [],
        addresses=[AddressIn(row["line"], row["postcode"], int(row["uprn"] or 0) or None)],
        others=NUMBERS.get(row["key"], []),
    )


@dataclass
class Crowd:
    """The loaded town: who searches, and the ids of the people of the cases by key and back."""

    dee: Actor
    luca: Actor
    addresses: roles.Addresses
    ids: dict[str, int] = field(default_factory=dict)
    keys: dict[int, str] = field(default_factory=dict)

    def found(self, text: str, limit: int = 20) -> list[str]:
        """The keys of the people found, in order; strangers are '?', as are the other council's people."""
        with tenancy.acting_for(self.dee.council, self.luca.council):
            return [self.keys.get(hit.person, "?") for hit in queries.search(self.dee, text, limit)]


@pytest.fixture(scope="module")
def crowd(django_db_setup: None, template: Template, django_db_blocker: Any) -> Iterator[Crowd]:
    """The town, in a database of its own that lives as long as the module."""
    with own_database(template, django_db_blocker, "crowd") as addresses:
        crowd = _load(addresses)
        analyse(addresses)
        yield crowd


def analyse(addresses: roles.Addresses) -> None:
    """What the database does by itself a minute later: count what is in the tables, so that plans are as in service."""
    with psycopg.connect(addresses.owner_url, autocommit=True) as owner:
        owner.execute("VACUUM ANALYZE")


def _load(addresses: roles.Addresses) -> Crowd:
    councils = make_councils()
    made = Crowd(
        Actor(councils.demo.id, frozenset({"adviser"}), 1),
        Actor(councils.littlewick.id, frozenset({"adviser"}), 2),
        addresses,
    )
    for council, count in ((councils.demo.id, TOWN), (councils.littlewick.id, 200)):
        with tenancy.acting_for(council):
            system = Actor.system(council)
            actions.load_people(system, rows=make_people(count), system="town")
            actions.load_people(system, rows=looked_for(), system="cases")
            if council == made.dee.council:
                made.ids = queries.people_by_identity(council, "cases", [one.key for one in looked_for()])
    made.keys = {id_: key for key, id_ in made.ids.items()}
    return made
