"""Stories of telling once: the demo's register, a customer who tells, staff who look, recipients who answer."""

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from frontdesk.domains.notices import models, queries
from frontdesk.domains.notices.types import Notice
from frontdesk.domains.notifications.models import Message
from frontdesk.domains.organisations import actions as organisations
from frontdesk.domains.people import actions as people
from frontdesk.domains.requests import actions as requests
from frontdesk.kernel.actor import Actor
from tests.support.cast import TEAMS, Cast
from tests.support.services import PACKS, publish
from tests.support.worker import work

BORN, DIED = date(1938, 2, 11), date(2026, 11, 27)
DEATH: dict[str, Any] = {
    "who-died": "Arthur Oldershaw", "who-died-born": "1938-02-11", "who-died-on": "2026-11-27",
    "their-home": "12 Mill Lane, ZY1 1AB", "entry-number": "", "services": ["council-tax", "waste"],
    "others": ["pension"], "name": "Carla Oldershaw", "you-are": "child", "email": "carla@example.org",
    "phone": "07700 900321",
}  # fmt: skip
MOVE: dict[str, Any] = {
    "new-home": "3 Quay Street, ZY1 2CD", "moves-on": "2026-12-20", "who-else": "", "services": ["parking", "water"],
    "name": "Carla Oldershaw", "email": "carla@example.org",
}  # fmt: skip
BIRTH: dict[str, Any] = {
    "baby-name": "Noor Oldershaw", "baby-born": "2026-11-20", "services": ["health-visitors"],
    "name": "Carla Oldershaw", "email": "carla@example.org",
}  # fmt: skip


@dataclass
class Telling:
    """The council with its register, and Arthur, of whom Carla tells."""

    cast: Cast
    arthur: int
    carla: Actor
    made: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def begin(cls, cast: Cast) -> "Telling":
        told = tomllib.loads((PACKS["demo"].parent / "notices.toml").read_text())["kind"]
        organisations.set_council(
            code="demo", values={"name": "Demo Council", "phone": "01632 960100", "details": {"notices": told}}
        )
        teams = [{"code": c, "name": n, "department": "all", "email": f"{c}@demo.example"} for c, n in TEAMS]
        teams.append({"code": "registrars", "name": "Register office", "department": "all", "email": ""})
        organisations.set_teams(cast.system, departments=[{"code": "all", "name": "All services"}], teams=teams)
        publish(cast.system, "told-once-death", "told-once-move", "told-once-birth")
        arthur = people.create_person(
            cast.dee, name="Arthur Oldershaw", email="arthur@example.org", source="desk", date_of_birth=BORN
        )
        own = people.own_record(cast.amina, name="Carla Oldershaw", source="web", date_of_birth=date(1968, 5, 3))
        return cls(cast, arthur, cast.amina.as_person(own))

    def tell(self, kind: str = "death", actor: Actor | None = None, **answers: Any) -> Notice:
        """Send the form as it is sent online, and let the worker do its part; the notice as staff see it."""
        base = {"death": DEATH, "move": MOVE, "birth": BIRTH}[kind]
        by = actor or self.carla
        channel = "phone" if by.is_staff else "web"
        receipt = requests.report_request(
            by, service=f"told-once-{kind}", answers=base | answers, channel=channel, even_if_same=True
        )
        work()
        row = models.Notice.objects.get(council_id=self.cast.dee.council, request_id=receipt.request)
        return self.notice(row.pk)

    def notice(self, notice: int) -> Notice:
        """It, as the adviser sees it now."""
        return queries.notice(self.cast.dee, notice)

    def stands(self, notice: int) -> dict[str, str]:
        """Each recipient with how it stands."""
        return {each.recipient: each.state for each in self.notice(notice).tellings}

    def mail(self, address: str) -> list[Message]:
        """What was written to an address."""
        return list(Message.objects.filter(council_id=self.cast.dee.council, address=address).order_by("id"))

    def token(self, address: str) -> str:
        """The link in the newest mail to a recipient."""
        found = re.search(r"/told/([^/]+)/", self.mail(address)[-1].link)
        assert found is not None
        return found[1]

    def telling(self, notice: int, recipient: str) -> int:
        """The id of one recipient's telling."""
        return next(each.id for each in self.notice(notice).tellings if each.recipient == recipient)
