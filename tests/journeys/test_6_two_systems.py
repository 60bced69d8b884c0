"""Two systems disagree about a person: a join is proposed, accepted, found wrong, and undone."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from frontdesk.domains.contacts import actions as contacts
from frontdesk.domains.contacts import queries as taken
from frontdesk.domains.contacts.types import MatterIn, WrapUp
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import models, queries
from frontdesk.domains.people.types import AddressIn, PersonIn
from frontdesk.kernel import clock
from tests.support.town import Town
from tests.support.walk import Walk

pytestmark = [pytest.mark.browser, pytest.mark.committed]
BORN = date(1961, 5, 9)
WHY = (("given", "same", 5.1), ("family", "near", 4.2), ("born", "same", 14.3), ("phone", "other", -1.2))


@dataclass(frozen=True)
class Two:
    """What council tax and housing each know of, as they say, Orla Penhallow."""

    tax: int
    housing: int
    names: tuple[str, str]


def loaded(town: Town, which: str) -> Two:
    """Both systems are loaded: another phone, another address, a letter's difference in the name."""
    names = (f"Orla Penhallow{which}", f"Orla Penhalow{which}")
    known = (
        ("council-tax", names[0], "07700 900201", "4 Mill Lane"),
        ("housing", names[1], "07700 900202", "9 High Street"),
    )
    for system, name, phone, line in known:
        place = AddressIn(line=line, postcode="ZY1 1AB")
        row = PersonIn(f"{system}-{which}", name, date_of_birth=BORN, phones=[phone], addresses=[place])
        people.load_people(town.system, rows=[row], system=system)
    ids = [queries.people_by_identity(town.council, each[0], [f"{each[0]}-{which}"]).popitem()[1] for each in known]
    return Two(ids[0], ids[1], names)


def rows(two: Two) -> list[dict[str, Any]]:
    """Both records, and everything that hangs on them."""
    ids = [two.tax, two.housing]
    found: list[dict[str, Any]] = [*models.Person.objects.filter(id__in=ids).order_by("id").values()]
    for model in (models.ContactPoint, models.PersonAddress, models.Identity, models.NameWord):
        found += list(model.objects.filter(person_id__in=ids).order_by("id").values())
    return found


def call(town: Town, person: int) -> int:
    """A call taken for the record."""
    now = clock.now()
    return contacts.record_contact(
        town.staff("adviser"), channel="phone", person=person, started_at=now, ended_at=now,
        matters=[MatterIn("missed-bin", "progress", WrapUp("answered", "value"))],
    )  # fmt: skip


@pytest.mark.shows("B2", "B3")
def test_a_join_found_wrong_is_undone_and_both_records_are_as_before(
    town: Town, someone: Callable[..., Walk], scripts: bool
):
    two = loaded(town, "by" if scripts else "ow")
    before = rows(two)
    people.bring_matches(town.system, run=None, certain=[], doubtful=[(two.tax, two.housing, 0.93, WHY)])
    sam = someone()
    sam.signs_in("manager")
    joined(sam, two)
    sam.go(f"/desk/customers/{two.housing}/")  # the address that the other system's record had
    sam.reads("07700 900202")
    sam.reads(two.names[0])
    sam.reads("4 Mill Lane")
    sam.reads("9 High Street")
    mine, theirs = call(town, two.tax), call(town, two.housing)
    people.record_need(town.staff("adviser"), person=two.housing, need="hearing", instruction=f"Use the loop {two.tax}")
    parted(sam, two)
    assert rows(two) == before
    kept = {each.id: each.person for each in taken.contacts_of(town.council, [two.tax, two.housing])}
    assert kept == {mine: two.tax, theirs: two.housing}
    for person, phone, other in (
        (two.tax, "07700 900201", "07700 900202"),
        (two.housing, "07700 900202", "07700 900201"),
    ):
        sam.go(f"/desk/customers/{person}/")
        sam.reads(phone)
        assert other not in sam.page.locator("main").inner_text()
    assert [each.instruction for each in queries.needs_of(town.system, two.tax)] == [f"Use the loop {two.tax}"]


def joined(sam: Walk, two: Two) -> None:
    """The manager finds the pair in the list, looks at both side by side, and joins them."""
    sam.follow("Same customer?")
    sam.is_at("Records that may be the same customer")
    sam.follow(re.compile(rf"Look at both.*{two.names[0]} "))
    sam.is_at("Is this the same person?")
    sam.reads(f"Family names differ by one letter ({two.names[0].split()[1]}; {two.names[1].split()[1]}).")
    sam.reads("Same date of birth.")
    assert sam.row("Both records", "Phone numbers")[0] == "Different"
    assert sam.row("Both records", "Date of birth")[0] == "Same"
    sam.choose(re.compile(two.names[0]))
    sam.press("Join the two records")
    sam.reads("The two records are joined.")


def parted(sam: Walk, two: Two) -> None:
    """The manager undoes the join on the customer's page, and says why."""
    sam.go(f"/desk/customers/{two.tax}/")
    sam.reads("Joined from other records")
    sam.follow(re.compile("Undo this join"))
    sam.press("Undo this join")
    sam.reads("Say why they are not the same person.")
    sam.fill("Why are they not the same person?", "Two cousins of one age")
    sam.press("Undo this join")
    sam.reads(f"The join is undone. {two.names[1]} has a record of their own again.")
