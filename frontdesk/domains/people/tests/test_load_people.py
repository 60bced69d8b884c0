"""Many people at once, as the installation loads them."""

from datetime import date

import pytest

from frontdesk.domains.people import actions, queries
from frontdesk.domains.people.models import Person, Word
from frontdesk.domains.people.types import AddressIn, PersonIn
from frontdesk.kernel import journal, tenancy
from frontdesk.kernel.errors import NotAllowed
from tests.support.cast import Cast

ROWS = [
    PersonIn(
        key="1",
        name="Amina Begum",
        date_of_birth=date(1980, 3, 12),
        emails=["Amina@example.org"],
        phones=["07700 900123", "nonsense"],
        addresses=[AddressIn("12 Mill Lane, Anytown", "zy1 4ab", uprn=990000000001)],
        proved=frozenset({"Amina@example.org"}),
    ),
    PersonIn(key="2", name="Bill Marsh"),
]


def test_it_loads_them_as_the_verb_would_have_made_them(cast: Cast):
    assert actions.load_people(cast.system, rows=ROWS, system="demo") == 2
    ids = queries.people_by_identity(cast.dee.council, "demo", ["1", "2", "3"])
    seen = queries.person(cast.dee, ids["1"])
    assert (seen.name, seen.family, seen.date_of_birth) == ("Amina Begum", "Begum", date(1980, 3, 12))
    assert (seen.email, seen.phone, seen.proved) == ("amina@example.org", "07700 900123", True)
    assert seen.address is not None
    assert (seen.address.line, seen.address.postcode, seen.address.uprn) == (
        "12 Mill Lane, Anytown",
        "ZY1 4AB",
        990000000001,
    )
    assert [entry.kind for entry in journal.timeline(cast.dee.council, person=ids["2"])] == ["people.created"]
    assert set(Word.objects.filter(council_id=cast.system.council).values_list("kind", "word")) == {
        ("name", "amina"), ("name", "begum"), ("name", "bill"), ("name", "marsh"), ("place", "mill lane"),
    }  # fmt: skip


def test_loading_again_adds_nothing(cast: Cast):
    actions.load_people(cast.system, rows=ROWS, system="demo")
    assert actions.load_people(cast.system, rows=[*ROWS, PersonIn(key="3", name="Carl Hook")], system="demo") == 1
    assert Person.objects.filter(council_id=cast.system.council).count() == 3


def test_each_council_loads_its_own(cast: Cast):
    actions.load_people(cast.system, rows=ROWS, system="demo")
    theirs = Person.objects.filter(council_id=cast.littlewick_system.council)
    before = theirs.count()
    with tenancy.acting_for(cast.littlewick_system.council):
        assert actions.load_people(cast.littlewick_system, rows=ROWS[:1], system="demo") == 1
        assert theirs.count() == before + 1
    with pytest.raises(NotAllowed):
        actions.load_people(cast.dee, rows=ROWS, system="demo")
