"""Who is left out says so for themselves: a join that was wrong leaves out nobody else, and takes nobody else back."""

import pytest

from frontdesk.domains.segments import actions, queries
from tests.support.cast import Cast
from tests.support.joined import Joined

pytestmark = pytest.mark.shows("B3", "B10")


def left_out(two: Joined) -> list[str]:
    return [queries.left_out(two.cast.system.council, [each]) for each in (two.mother, two.son)]


def test_who_leaves_while_wrongly_joined_leaves_alone(cast: Cast) -> None:
    two = Joined.wrongly(cast)
    actions.leave_out(two.bill)
    assert queries.is_left_out(cast.system.council, [two.mother, two.son]), "read as one"
    two.part()
    assert left_out(two) == ["", "said"]


def test_who_comes_back_while_wrongly_joined_takes_back_only_what_they_said(cast: Cast) -> None:
    two = Joined.wrongly(cast)
    actions.leave_out(two.amina)
    actions.leave_out(two.bill)
    assert actions.come_back(two.bill) is False, "the other's word stands for both"
    two.part()
    assert left_out(two) == ["said", ""] and actions.come_back(two.bill) and actions.come_back(two.amina)


def test_what_was_asked_by_right_is_not_taken_back_by_a_press(cast: Cast) -> None:
    two = Joined.wrongly(cast)
    two.part()
    actions.leave_out(two.bill)
    actions.leave_out(cast.system, person=two.son)
    assert actions.come_back(two.bill) is False and left_out(two) == ["", "right"]
    actions.end_right(cast.system, person=two.son, stands=lambda: True)
    assert left_out(two) == ["", "right"]
    actions.end_right(cast.system, person=two.son, stands=lambda: False)
    assert left_out(two) == ["", "said"] and actions.come_back(two.bill) and left_out(two) == ["", ""]
