"""Kinds of customers of the demo: an invented profile of areas, and everybody counted from their own contacts."""

import csv

from frontdesk.console.surroundings import CHECKOUT
from frontdesk.domains.organisations.types import Council
from frontdesk.domains.places import actions as places
from frontdesk.domains.places.types import ProfileRow
from frontdesk.domains.segments import actions
from frontdesk.kernel import tenancy
from frontdesk.kernel.actor import Actor

FILE = CHECKOUT / "councils" / "demo" / "places" / "profiles.csv"
FIGURES = ("signal", "broadband", "over_65", "low_income")


def make_kinds(council: Council) -> None:
    """Bring in the profile and count. Made again it changes what is new only."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = [
            ProfileRow(line["postcode"], line["profile"], line["label"], *(float(line[name]) for name in FIGURES))
            for line in csv.DictReader(file)
        ]
    with tenancy.acting_for(council.id):
        places.load_profiles(Actor.system(council.id), rows=rows)
        actions.count_all(council.id)
