"""How the stories of requests begin: the demo's services and promises, and the usual answers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet

from frontdesk.domains.forms import actions as forms
from frontdesk.domains.forms import queries as form_queries
from frontdesk.domains.forms.rules.journey import may_visit
from frontdesk.domains.forms.types import Started
from frontdesk.domains.people import actions as people
from frontdesk.domains.requests import actions, models
from frontdesk.domains.requests.types import Receipt
from frontdesk.domains.services.actions import publish_service
from frontdesk.domains.services.types import Tried
from frontdesk.domains.standards import actions as standards
from frontdesk.domains.standards.tests.made import promise
from frontdesk.kernel import tenancy
from frontdesk.kernel.actor import Actor
from tests.support.cast import Cast
from tests.support.services import definition_of, publish

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
        publish(cast.system, "missed-bin")
        standards.set_standards(cast.system, standards=[promise()])
        with tenancy.acting_for(cast.councils.littlewick.id):
            publish(cast.littlewick_system, "missed-bin")
        return cls(cast)

    def publish(self, code: str, *, tried: Sequence[Tried] = (), **changes: Any) -> None:
        """A service like the missed bin under another code, with some of its keys changed."""
        changed = replace(definition_of("demo", "missed-bin"), code=code, **changes)
        publish_service(self.cast.system, definition=changed, tried=tried, examples_passed=3)

    def report(self, actor: Actor, **changes: Any) -> Receipt:
        """A missed bin, reported by `actor`; `changes` are arguments, `answers` changes to the usual ones."""
        answers = {**BIN, **changes.pop("answers", {})}
        answers = {code: answer for code, answer in answers.items() if answer is not None}
        channel = "phone" if actor.is_staff else "web"
        return actions.report_request(actor, **{"service": "missed-bin", "channel": channel} | changes, answers=answers)

    def draft(self, actor: Actor, *, channel: str = "web", **changes: Any) -> Started:
        """A draft of a missed bin with all its pages answered."""
        answers = {**BIN, **changes.pop("answers", {})}
        started = forms.start_draft(actor, service="missed-bin", channel=channel, **changes)
        self.fill(actor, started, answers)
        return started

    def fill(self, actor: Actor, started: Started, answers: dict[str, Any]) -> None:
        """Answer every page that is on the way."""
        draft = form_queries.draft(actor, started.draft, key=started.key)
        for page in draft.published.definition.pages:
            typed = {question.code: answers.get(question.code) or "" for question in page.questions}
            if may_visit(form_queries.journey(form_queries.draft(actor, started.draft, key=started.key)), page.code):
                forms.answer_page(actor, draft=started.draft, page=page.code, typed=typed, key=started.key)

    @property
    def rows(self) -> QuerySet[models.Request]:
        """All requests of the council of the stories."""
        return models.Request.objects.filter(council_id=self.cast.councils.demo.id)

    def row(self, receipt: Receipt) -> models.Request:
        """The request as the database has it."""
        return models.Request.objects.get(pk=receipt.request)

    def person(self, name: str = "Amina Testwood", **details: Any) -> int:
        """A customer that an adviser has created."""
        return people.create_person(self.cast.dee, name=name, source="desk", **details)
