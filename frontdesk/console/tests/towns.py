"""The demo's town as far as a part of the demo needs it: its teams, its sign-ins, its first people."""

from frontdesk.console.demo import sign_ins
from frontdesk.console.demo.people import SYSTEM, make_people
from frontdesk.console.sign_ins import SIGN_INS
from frontdesk.domains.organisations import actions as organisations
from frontdesk.domains.people import actions as people
from tests.support.cast import TEAMS, Cast


def open_town(cast: Cast, number: int) -> None:
    """Open it with so many people."""
    codes = {code for each in SIGN_INS for code in each.teams} | {code for code, _ in TEAMS}
    teams = [{"code": code, "name": code, "department": "all"} for code in sorted(codes)]
    organisations.set_teams(cast.system, departments=[{"code": "all", "name": "All services"}], teams=teams)
    sign_ins.open_sign_ins(cast.councils.demo)
    people.load_people(cast.system, rows=make_people(number), system=SYSTEM)
