from dataclasses import replace

import pytest

from frontdesk.domains.places import actions, queries
from frontdesk.domains.places.tests import village
from frontdesk.domains.places.types import AddressParts, Changes, LatLon
from frontdesk.kernel import journal, tenancy
from frontdesk.kernel.errors import NotAllowed, Refusal
from tests.support.cast import Cast


def load(cast: Cast, *rows, whole=False) -> Changes:
    return actions.load_addresses(cast.system, streets=village.STREETS, addresses=rows, whole=whole)


def test_it_adds_addresses_and_says_how_many(cast: Cast):
    assert load(cast, *village.ADDRESSES) == Changes(added=11)
    found = queries.address(cast.system.council, 101)
    assert found is not None
    assert found.one_line == "Flat 1, Heron Court, 3 Mill Lane, Testwick, ZY9 1AA"
    assert found.point.latitude == pytest.approx(54.18, abs=0.01)


def test_it_changes_nothing_when_nothing_changed(cast: Cast):
    load(cast, *village.ADDRESSES)
    before = len(journal.timeline(cast.system.council))
    assert load(cast, *village.ADDRESSES) == Changes(same=11)
    assert len(journal.timeline(cast.system.council)) == before


def test_it_writes_only_what_differs(cast: Cast):
    load(cast, *village.ADDRESSES)
    moved = replace(village.ADDRESSES[0], grid=village.at(60, 60))
    assert load(cast, moved, *village.ADDRESSES[1:]) == Changes(changed=1, same=10)


def test_it_gives_a_renamed_street_to_its_addresses(cast: Cast):
    load(cast, *village.ADDRESSES)
    renamed = replace(village.STREETS[1], name="Weir Lane")
    row = village.ADDRESSES[8]
    actions.load_addresses(cast.system, streets=[renamed], addresses=[row])
    council = cast.system.council
    assert [s.name for s in queries.find_street(council, "weir")] == ["Weir Lane"]
    assert queries.find_street(council, "old") == ()
    assert [a.uprn for a in queries.addresses_like(council, "1 weir")] == [20]


def test_it_keeps_an_address_that_is_gone_as_historical(cast: Cast):
    load(cast, *village.ADDRESSES)
    changes = load(cast, *village.ADDRESSES[1:], whole=True)
    assert (changes.removed, changes.added) == (1, 0)
    gone = queries.address(cast.system.council, 1)
    assert gone is not None and gone.status == 8
    assert "1 Mill Lane" not in {a.label for a in queries.addresses_at(cast.system.council, "ZY9 1AA").addresses}


def test_it_computes_the_coordinates_that_are_missing_and_keeps_those_given(cast: Cast):
    precise = LatLon(54.1805800, 0.9099900)
    load(cast, replace(village.house(1, "1"), grid=None, point=precise), village.house(2, "2"))
    one, two = (queries.address(cast.system.council, uprn) for uprn in (1, 2))
    assert one is not None and one.point == precise and one.grid.easting == pytest.approx(590_000, abs=5)
    assert two is not None and two.point.longitude == pytest.approx(0.9107, abs=0.001)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([village.house(1, "1"), village.house(1, "2")], "Address 1 is given twice."),
        ([village.house(1, "1", usrn=999)], "is in street 999, which is not among the streets"),
        ([replace(village.house(1, "1"), grid=None)], "Address 1 has no coordinates."),
    ],
)
def test_it_refuses_what_it_cannot_place_and_loads_nothing(cast: Cast, rows, sentence):
    with pytest.raises(Refusal, match=sentence):
        load(cast, *rows)
    assert queries.address(cast.system.council, 1) is None


def test_it_takes_ten_thousand_at_a_time(cast: Cast, monkeypatch):
    monkeypatch.setattr("frontdesk.domains.places.actions.gazetteer.BATCH", 3)
    monkeypatch.setattr("frontdesk.kernel.bulk.BATCH", 4)
    steps: list[int] = []
    rows = [village.house(n, str(n)) for n in range(1, 11)]
    actions.load_addresses(cast.system, streets=village.STREETS, addresses=rows, progress=steps.append)
    assert steps == [3, 6, 9, 10]
    assert len(queries.addresses_at(cast.system.council, "ZY9 1AA").addresses) == 10


def test_it_leaves_the_other_council_alone(cast: Cast):
    load(cast, *village.ADDRESSES)
    with tenancy.acting_for(cast.littlewick_system.council):
        row = replace(village.house(1, "7"), parts=AddressParts(number="7", postcode="ZY9 1AA"))
        actions.load_addresses(cast.littlewick_system, streets=village.STREETS, addresses=[row], whole=True)
        assert [a.label for a in queries.addresses_at(cast.littlewick_system.council, "ZY9 1AA").addresses] == [
            "7 Mill Lane"
        ]
    with tenancy.acting_for(cast.system.council, cast.littlewick_system.council):
        assert len(queries.addresses_at(cast.system.council, "ZY9 1AA").addresses) == 8
        ours, theirs = (queries.address(each.council, 101) for each in (cast.system, cast.littlewick_system))
        assert ours and theirs and (ours.status, theirs.status) == (1, 8), "theirs is historical by their whole list"


def test_only_the_installation_and_administrators_may(cast: Cast):
    with pytest.raises(NotAllowed):
        actions.load_addresses(cast.dee, streets=[], addresses=[])
    assert actions.load_addresses(cast.ada, streets=[], addresses=[]) == Changes()


def test_it_writes_one_line_in_the_journal_without_an_address_in_it(cast: Cast):
    load(cast, *village.ADDRESSES)
    (entry,) = [e for e in journal.timeline(cast.system.council) if e.kind == "places.addresses_loaded"]
    assert dict(entry.data) == {"added": 11, "changed": 0, "retired": 0}
