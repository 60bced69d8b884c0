"""What customers write of themselves is theirs, also while their record is wrongly joined to somebody else's."""

import pytest

from frontdesk.domains.people import actions, queries
from frontdesk.domains.people.types.needs import NO_LONGER
from tests.support.cast import Cast
from tests.support.joined import Joined

pytestmark = pytest.mark.shows("B3", "B4")


def known(two: Joined) -> list[list[str]]:
    """The kinds of need that staff see of mother and son."""
    return [[each.code for each in queries.needs_of(two.cast.dee, record)] for record in (two.mother, two.son)]


def test_whoever_signs_in_is_known_with_the_record_of_their_own_sign_in(cast: Cast) -> None:
    two, council = Joined.wrongly(cast), cast.system.council
    assert queries.signed_in_as(council, cast.bill.user) == (two.mother, two.son)
    assert queries.signed_in_as(council, cast.amina.user) == (two.mother, two.mother)
    assert queries.signed_in_as(council, cast.lena.user) == queries.signed_in_as(council, None) == (None, None)
    assert [queries.whose_words(each) for each in (two.bill, two.amina)] == [two.son, two.mother]


def test_what_they_need_is_read_by_both_while_they_are_one_and_theirs_after_parting(cast: Cast) -> None:
    two = Joined.wrongly(cast)
    actions.record_need(two.bill, person=two.mother, need="large-print", source="account")
    assert known(two) == [["large-print"], ["large-print"]], "read as one"
    two.part()
    assert known(two) == [[], ["large-print"]]
    assert [each.code for each in queries.needs_of(two.bill, two.son)] == ["large-print"]


def test_what_takes_the_place_of_the_others_leaves_it_to_them_once_parted(cast: Cast) -> None:
    two = Joined.wrongly(cast)
    actions.record_need(two.amina, person=two.mother, need="interpreter", detail="Punjabi", source="account")
    actions.record_need(two.bill, person=two.mother, need="interpreter", detail="Polish", source="account")
    assert [each.detail for each in queries.needs_of(cast.dee, two.mother)] == ["Polish"]
    two.part()
    told = [[each.detail for each in queries.needs_of(cast.dee, record)] for record in (two.mother, two.son)]
    assert told == [["Punjabi"], ["Polish"]]


def test_the_same_said_by_both_is_known_of_both(cast: Cast) -> None:
    two = Joined.wrongly(cast)
    actions.record_need(two.amina, person=two.mother, need="large-print", source="account")
    first = actions.record_need(two.bill, person=two.mother, need="large-print", source="account")
    assert actions.record_need(two.bill, person=two.mother, need="large-print", source="account") == first
    assert known(two) == [["large-print"], ["large-print"]], "once each time"
    two.part()
    assert known(two) == [["large-print"], ["large-print"]]


def test_what_they_take_off_of_the_others_stands_again_once_parted(cast: Cast) -> None:
    two = Joined.wrongly(cast)
    mothers = actions.record_need(two.amina, person=two.mother, need="large-print", source="account")
    theirs = actions.record_need(two.bill, person=two.mother, need="slow-speech", source="account")
    for need in (mothers, theirs):
        actions.end_need(two.bill, need=need, why=NO_LONGER)
    assert known(two) == [[], []]
    two.part()
    assert known(two) == [["large-print"], []]


def test_ways_to_reach_them_go_with_them(cast: Cast) -> None:
    two = Joined.wrongly(cast)
    actions.add_contact_point(two.bill, person=two.mother, kind="email", value="bill@example.org", source="web")
    actions.set_phone(two.bill, person=two.mother, value="07700 900123", source="account")
    actions.keep_verified_emails(two.bill)
    two.part()
    told = [{each.value for each in queries.person(cast.dee, record).points} for record in (two.mother, two.son)]
    assert "bill@example.org" not in told[0] and not any(each.startswith("07700 900123") for each in told[0])
    assert {"bill@example.org", "07700 900123"} <= told[1]


def test_what_staff_write_down_stands_in_front_as_before(cast: Cast) -> None:
    two = Joined.wrongly(cast)
    actions.record_need(cast.dee, person=two.son, need="large-print", consent="agreed")
    two.part()
    assert known(two) == [["large-print"], []]
