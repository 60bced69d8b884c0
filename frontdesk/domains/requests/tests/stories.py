"""How the stories of requests begin: the demo's services and promises, and the usual answers."""

from dataclasses import dataclass
from typing import Any

from frontdesk.domains.people import actions as people
from frontdesk.domains.requests import actions, models
from frontdesk.domains.requests.types import Receipt
from frontdesk.kernel import tenancy
from frontdesk.kernel.actor import Actor
from tests.support.cast import Cast
from tests.support.services import publish

BIN = {
    "address": "12 Mill Lane, ZY1 1AB",
    "bin": "rubbish",
    "missed-on": "2026-12-01",
    "assisted": "no",
    "name": "Amina Testwood",
    "email": "amina@example.org",
}
HOLE = {"danger": "no", "place": {"words": "Outside 12 Mill Lane", "lat": 51.5, "lon": -0.6}}


@dataclass
class Story:
    """The cast, and short ways to say what happens."""

    cast: Cast

    @classmethod
    def begin(cls, cast: Cast) -> "Story":
        """Publish what the stories use, in both councils."""
        publish(cast.councils.demo.id, "missed-bin")
        with tenancy.acting_for(cast.councils.littlewick.id):
            publish(cast.councils.littlewick.id, "missed-bin")
        return cls(cast)

    def report(self, actor: Actor, **changes: Any) -> Receipt:
        """A missed bin, reported by `actor`; `changes` are arguments, `answers` changes to the usual ones."""
        answers = {**BIN, **changes.pop("answers", {})}
        answers = {code: answer for code, answer in answers.items() if answer is not None}
        channel = "phone" if actor.is_staff else "web"
        return actions.report_request(actor, **{"service": "missed-bin", "channel": channel} | changes, answers=answers)

    def row(self, receipt: Receipt) -> models.Request:
        """The request as the database has it."""
        return models.Request.objects.get(pk=receipt.request)

    def person(self, name: str = "Amina Testwood", **details: Any) -> int:
        """A customer that an adviser has created."""
        return people.create_person(self.cast.dee, name=name, source="desk", **details)
