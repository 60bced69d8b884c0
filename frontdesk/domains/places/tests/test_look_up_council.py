"""Whose a postcode is, from the files that were brought in."""

from dataclasses import replace
from datetime import date

import pytest

from frontdesk.domains.places import actions, queries
from frontdesk.domains.places.tests import village
from frontdesk.domains.places.types import AreaRow, PostcodeRow, Whose
from frontdesk.kernel.errors import Refusal
from tests.support.cast import Cast

US, THEM, RETIRED, SOMERSET = "E06999001", "E07999002", "E07000189", "E06000066"


def outline(west: float, east: float, code: str, name: str, kind: str = "authority") -> AreaRow:
    return village.square(west, east, kind, code, name)


@pytest.fixture(autouse=True)
def built(cast: Cast) -> None:
    """Testwick to the east of Nextdoor and Somerset; postcodes of each, one of them ended, one coded as long ago."""
    village.build(cast.system)
    country = [outline(2000, 9000, THEM, "Nextdoor"), outline(9000, 12000, SOMERSET, "Somerset")]
    actions.bring_areas(cast.system, rows=[outline(0, 2000, US, "Testwick", "boundary"), *country])
    rows = [
        PostcodeRow("ZY9 2AA", village.at(500, 500)),
        PostcodeRow("ZY9 2AB", village.at(5000, 500), authority=THEM),
        PostcodeRow("ZY9 2AD", village.at(5000, 500), ended=date(1996, 6, 1)),
        PostcodeRow("ZY9 2AE", None, authority=RETIRED),
    ]
    assert not any(each.refused for each in actions.load_postcodes(cast.system, rows=rows))


def whose(cast: Cast, postcode: str) -> Whose:
    return actions.look_up_council(cast.nobody, postcode=postcode, visitor="amina's browser")


def test_it_tells_whose_a_postcode_is_and_how_to_reach_them(cast: Cast):
    assert whose(cast, "zy92aa").ours
    theirs = whose(cast, "ZY9 2AB")
    assert (theirs.ours, theirs.name, theirs.sure) == (False, "Nextdoor District Council", True)
    assert theirs.web == "https://nextdoor.example", "as the list of authorities has it"


def test_it_tells_of_a_postcode_that_has_ended_and_of_none_that_we_do_not_know(cast: Cast):
    ended = whose(cast, "ZY9 2AD")
    assert (ended.known, ended.ended, ended.ours, ended.sure) == (True, date(1996, 6, 1), False, False)
    assert whose(cast, "ZY9 9ZZ") == Whose("ZY9 9ZZ")
    with pytest.raises(Refusal, match="full UK postcode"):
        whose(cast, "ZY9")


def test_a_code_that_was_retired_is_told_as_the_council_that_took_over(cast: Cast):
    assert (whose(cast, "ZY9 2AE").name, whose(cast, "ZY9 2AE").ours) == ("Somerset", False)


def test_a_postcode_without_addresses_is_found_where_the_list_says(cast: Cast):
    assert queries.postcode_point(cast.system.council, "ZY9 2AA") == village.at(500, 500)
    assert queries.postcode_point(cast.system.council, "ZY9 2AE") is None


def test_without_a_boundary_rough_outlines_send_nobody_away_near_our_own(cast: Cast):
    council = cast.system.council
    actions.end_areas(cast.system, kind="boundary", but=[], on=date(2020, 1, 1))
    ours = replace(outline(0, 2000, "E06999009", "Demo"), kind="authority")
    assert queries.in_our_area(council, village.at(5000, 500)), "nothing tells which outline is ours"
    actions.bring_areas(cast.system, rows=[ours])
    spots = [village.at(east, 500) for east in (1000, 2300, 2700)]
    assert [queries.in_our_area(council, spot) for spot in spots] == [True, True, False]


def test_it_is_counted_with_the_look_ups_of_addresses(cast: Cast):
    for _ in range(10):
        whose(cast, "ZY9 2AA")
        actions.look_up_addresses(cast.nobody, postcode="ZY9 1AA", visitor="amina's browser")
    with pytest.raises(Refusal) as refused:
        whose(cast, "ZY9 2AA")
    assert refused.value.code == "too-many-look-ups"
    assert actions.look_up_council(cast.dee, postcode="ZY9 2AA", visitor="").ours, "staff are not counted"
