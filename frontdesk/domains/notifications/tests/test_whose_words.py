"""How somebody wants to hear from us is their own word, also while their record is wrongly joined to another's."""

import pytest

from frontdesk.domains.notifications import actions, queries
from frontdesk.kernel import clock
from tests.support.cast import Cast
from tests.support.joined import Joined

pytestmark = pytest.mark.shows("B3")


def test_what_they_choose_while_wrongly_joined_is_theirs_and_ends_with_their_account(cast: Cast) -> None:
    two, council = Joined.wrongly(cast), cast.system.council
    actions.choose(two.bill, topic="progress", way="none")
    assert {row[:2] for row in queries.choices_held(council, [two.mother, two.son])} == {("progress", "none")}
    two.part()
    assert queries.choices_held(council, [two.mother]) == []
    assert [row[:2] for row in queries.choices_held(council, [two.son])] == [("progress", "none")]


def test_whoever_closes_their_account_while_wrongly_joined_ends_their_own_choices(cast: Cast) -> None:
    two, council = Joined.wrongly(cast), cast.system.council
    actions.choose(two.bill, topic="progress", way="none")
    actions.choose(two.amina, topic="written", way="none")
    assert actions.end_choices(council, person=two.son, until=clock.now()) == 1
    assert [row[:2] for row in queries.choices_held(council, [two.mother, two.son])] == [("written", "none")]
