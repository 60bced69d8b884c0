"""A pack is loaded again after an import, and streets get other names."""

from dataclasses import replace
from datetime import date

from frontdesk.domains.places import actions, queries
from frontdesk.domains.places.tests import village
from frontdesk.domains.places.types import AddressLine, Changes
from tests.support.cast import Cast

RUN = 7


def bring(cast: Cast, *lines: AddressLine, run: int = RUN) -> list[bool]:
    return [one.same for one in actions.bring_addresses(cast.system, rows=lines, run=run)]


def reload(cast: Cast) -> Changes:
    return actions.load_addresses(
        cast.system, streets=village.STREETS, addresses=village.ADDRESSES, whole=True
    )  # fmt: skip


def labels(cast: Cast, *uprns: int) -> list[tuple[str, int]]:
    found = queries.addresses(cast.system.council, uprns)
    return [(found[uprn].label, found[uprn].status) for uprn in uprns]


def test_a_pack_leaves_addresses_and_streets_alone_that_an_import_brought_changed_or_ended(cast: Cast):
    village.build(cast.system)
    weir = replace(village.STREETS[0], name="Weir Lane")
    moved = replace(village.house(1, "1A"), classification="RD04")
    bring(cast, AddressLine(moved, weir), AddressLine(village.house(900, "90")))
    actions.end_addresses(cast.system, but=[each.uprn for each in village.ADDRESSES if each.uprn != 2] + [900], run=RUN)
    stands = [("1A Weir Lane", 1), ("2 Weir Lane", 8), ("10 Weir Lane", 1), ("90 Weir Lane", 1)]
    assert labels(cast, 1, 2, 10, 900) == stands
    assert reload(cast) == Changes(same=9, left=3), "a street and two addresses"
    assert labels(cast, 1, 2, 10, 900) == stands
    actions.undo_addresses(cast.system, run=RUN)
    assert reload(cast) == Changes(same=11), "taken back, the pack's stand again"
    assert labels(cast, 1, 2, 900) == [("1 Mill Lane", 1), ("2 Mill Lane", 1), ("90 Mill Lane", 8)]


def test_a_pack_does_not_revive_a_ward_that_an_import_ended(cast: Cast):
    village.build(cast.system)
    council, day = cast.system.council, date(2026, 5, 7)
    actions.bring_areas(cast.system, rows=[village.square(0, 2000, "ward", "E1", "Real", valid_from=day)], run=RUN)
    actions.end_areas(cast.system, kind="ward", but=["E1"], on=day, run=RUN)
    assert actions.load_areas(cast.system, areas=village.WARDS) == Changes(left=2)
    assert [each.name for each in queries.areas(council, "ward")] == ["Real"]
    found = queries.address(council, 1)
    assert found is not None and found.ward == "E1"


def test_the_addresses_of_a_street_are_found_by_its_new_name_whoever_brings_it_and_by_the_old_when_taken_back(
    cast: Cast,
):
    village.build(cast.system)
    council, weir = cast.system.council, replace(village.STREETS[1], name="Weir Lane")

    def found(words: str) -> list[int]:
        return [each.uprn for each in queries.addresses_like(council, words)]

    bring(cast, AddressLine(replace(village.ADDRESSES[8], classification="RD02")), run=6)
    assert bring(cast, AddressLine(street=weir)) == [False]
    assert (found("1 weir"), found("1 old mill")) == ([20], [])
    assert bring(cast, AddressLine(village.house(10, "10"), replace(village.STREETS[0], name="Lock Row"))) == [False]
    assert (found("2 lock"), found("2 mill")) == ([2], []), "nor are those that have no line"
    actions.undo_addresses(cast.system, run=RUN)
    assert (found("1 weir"), found("1 old mill"), found("2 mill")) == ([], [20], [2])
    assert actions.undo_addresses(cast.system, run=6).kept == 0, "a street's name is no change of the address"
    actions.load_addresses(cast.system, streets=[weir], addresses=[])
    assert (found("1 weir"), found("1 old mill")) == ([20], [])
