"""The demo's notices: recipients in every state, one death that waits, one move."""

from collections import Counter

import pytest

from frontdesk.console.demo import sign_ins
from frontdesk.console.demo.people import SYSTEM, make_people
from frontdesk.console.demo.told import GONE, make_told
from frontdesk.console.sign_ins import SIGN_INS
from frontdesk.domains.notices.models import Notice
from frontdesk.domains.notices.models import Telling as TellingRow
from frontdesk.domains.notices.tests.stories import Telling
from frontdesk.domains.organisations import actions as organisations
from frontdesk.domains.people import actions as people
from tests.support.cast import TEAMS, Cast
from tests.support.worker import work


@pytest.mark.shows("B8")
def test_it_shows_every_state_once_however_often_it_is_filled(cast: Cast):
    Telling.begin(cast)
    demo = cast.councils.demo
    codes = {code for each in SIGN_INS for code in each.teams} | {code for code, _ in TEAMS}
    teams = [{"code": code, "name": code, "department": "all"} for code in sorted(codes)]
    organisations.set_teams(cast.system, departments=[{"code": "all", "name": "All services"}], teams=teams)
    sign_ins.open_sign_ins(demo)
    people.load_people(cast.system, rows=make_people(max(GONE) + 1), system=SYSTEM)
    for _ in range(2):
        make_told(demo)
        work()
    kinds = Counter(Notice.objects.filter(council_id=demo.id).values_list("kind", "state"))
    assert kinds == {("death", "checked"): 1, ("death", "given"): 1, ("move", "checked"): 1}
    states = set(TellingRow.objects.filter(council_id=demo.id).values_list("state", flat=True))
    assert states == {"waiting", "sent", "confirmed", "could-not", "not-wanted"}
