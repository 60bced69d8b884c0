"""What a council's strategy says is brought up to what its pack says, and only what differs is named."""

import pytest

from frontdesk.domains.organisations import queries
from frontdesk.domains.organisations.actions import set_strategy
from frontdesk.domains.organisations.types import StrategyEntry
from frontdesk.kernel.errors import NotAllowed
from tests.support.cast import Cast

CARD = StrategyEntry("action", "card", {"what": "One card", "due": "March 2027"})
CALLS = StrategyEntry("fact", "calls", {"text": "Half of all calls wait."})


def test_it_names_what_is_new_what_differs_and_what_is_gone(cast: Cast):
    council = cast.system.council
    assert set_strategy(cast.system, entries=[CARD, CALLS]) == [CARD, CALLS]
    assert set_strategy(cast.system, entries=[CALLS, CARD]) == []
    assert queries.strategy(council) == [CALLS, CARD]
    later = StrategyEntry("action", "card", {"what": "One card", "due": "June 2027"})
    assert set_strategy(cast.system, entries=[later]) == [later, CALLS]
    assert (queries.strategy(council), queries.strategy(council, "fact")) == ([later], [])


def test_an_adviser_may_not(cast: Cast):
    with pytest.raises(NotAllowed):
        set_strategy(cast.dee, entries=[])
