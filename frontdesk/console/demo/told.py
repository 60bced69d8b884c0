"""Deaths and a move told once in the demo: one with recipients in every state, one that waits for a colleague."""

from datetime import date, timedelta
from typing import Any

from frontdesk.console.demo.people import SYSTEM
from frontdesk.console.demo.sign_ins import actors
from frontdesk.domains.notices import actions, queries
from frontdesk.domains.notices.types import Notice
from frontdesk.domains.organisations.types import Council
from frontdesk.domains.people import queries as people
from frontdesk.domains.people.types import Person
from frontdesk.domains.requests import actions as requests
from frontdesk.kernel import clock, tenancy
from frontdesk.kernel.actor import Actor

GONE = (31, 57)
"""Which of the town's first people have died: the first looked at and told, the second only just told to us."""
_RESIDENT: dict[str, Any] = {"name": "Amina Reedmace", "email": "resident@demo.example", "phone": "07700 900199"}


def make_told(council: Council) -> None:
    """What the demo's resident told once. Made once."""
    with tenancy.acting_for(council.id):
        who = actors(council.id)
        amina, dee = who.get("resident"), who.get("adviser")
        if amina is None or dee is None:
            return
        keys = [f"{SYSTEM}-{number:07}" for number in GONE]
        gone = [
            people.prefill(Actor.system(council.id), person)
            for _, person in sorted(people.people_by_identity(council.id, SYSTEM, keys).items())
        ]
        if len(gone) < len(GONE) or queries.own_notices(amina):
            return
        _looked_at(amina, dee, gone[0])
        _tell(amina, "told-once-death", _death(gone[1], services=["council-tax", "adult-care"], others=["pension"]))
        with clock.at(clock.now() - timedelta(days=2)):
            day = (clock.today() + timedelta(days=12)).isoformat()
            home = {"new-home": "3 Market Place, ZY1 1AT", "moves-on": day, "services": ["parking", "waste", "water"]}
            _tell(amina, "told-once-move", home | _RESIDENT)


def _looked_at(amina: Actor, dee: Actor, who: Person) -> None:
    """Told twelve days ago, passed the day after; some have confirmed, one could not, one is late, one not wanted."""
    now = clock.now()
    with clock.at(now - timedelta(days=12)):
        services = ["council-tax", "benefits", "waste", "parking"]
        notice = _tell(amina, "told-once-death", _death(who, services=services, others=["pension", "water"]))
    if notice is None:
        return
    with clock.at(now - timedelta(days=11)):
        if notice.person is None:
            actions.find_person(dee, notice=notice.id, person=who.id)
        actions.check_notice(dee, notice=notice.id, evidence="certificate", words="Entry 214")
    telling = {each.recipient: each.id for each in queries.notice(Actor.system(dee.council), notice.id).tellings}
    with clock.at(now - timedelta(days=8)):
        actions.confirm_telling(dee, telling=telling["council-tax"], words="The account is closed")
        actions.confirm_telling(dee, telling=telling["pension"], reference="QPF 5512", words="They rang")
        actions.confirm_telling(dee, telling=telling["waste"])
        actions.could_not(dee, telling=telling["water"], why="They ask for the number on the bill")
        actions.not_wanted(dee, telling=telling["parking"], why="There was no permit")


def _death(who: Person, *, services: list[str], others: list[str]) -> dict[str, Any]:
    died = clock.today() - timedelta(days=3)
    home = who.address
    return {
        "who-died": who.name, "who-died-born": (who.date_of_birth or date(1940, 1, 2)).isoformat(),
        "who-died-on": died.isoformat(), "their-home": f"{home.line}, {home.postcode}" if home else "12 Mill Lane",
        "services": services, "others": others, "you-are": "relative", **_RESIDENT,
    }  # fmt: skip


def _tell(amina: Actor, service: str, answers: dict[str, Any]) -> Notice | None:
    """Send the form; the notice is taken at once, and the worker finds it taken."""
    sent = requests.report_request(amina, service=service, answers=answers, channel="web", even_if_same=True)
    if sent.request is None:
        return None
    made = actions.take_request(amina.council, request=sent.request, known=True)
    return queries.notice(Actor.system(amina.council), made) if made is not None else None
