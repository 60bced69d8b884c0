"""The demo's notices: recipients in every state, one death that waits, one move."""

from collections import Counter

import pytest

from frontdesk.console.demo.told import GONE, make_told
from frontdesk.console.tests.towns import open_town
from frontdesk.domains.notices.models import Notice
from frontdesk.domains.notices.models import Telling as TellingRow
from frontdesk.domains.notices.tests.stories import Telling
from tests.support.cast import Cast
from tests.support.worker import work


@pytest.mark.shows("B8")
def test_it_shows_every_state_once_however_often_it_is_filled(cast: Cast):
    Telling.begin(cast)
    demo = cast.councils.demo
    open_town(cast, max(GONE) + 1)
    for _ in range(2):
        make_told(demo)
        work()
    kinds = Counter(Notice.objects.filter(council_id=demo.id).values_list("kind", "state"))
    assert kinds == {("death", "checked"): 1, ("death", "given"): 1, ("move", "checked"): 1}
    states = set(TellingRow.objects.filter(council_id=demo.id).values_list("state", flat=True))
    assert states == {"waiting", "sent", "confirmed", "could-not", "not-wanted"}
