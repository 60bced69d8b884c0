"""Stories of data protection: Amina has a record and a request, and asks for what we hold."""

from dataclasses import dataclass

from frontdesk.domains.information import actions, models, queries
from frontdesk.domains.information.types import Case
from frontdesk.domains.people import actions as people
from frontdesk.domains.requests.tests.stories import Story
from frontdesk.kernel import jobs
from frontdesk.kernel.actor import Actor
from tests.support.cast import Cast


@dataclass
class Asking:
    """The story, Amina with her record, and short ways to say what happens."""

    story: Story
    amina: Actor
    person: int
    request: int

    @classmethod
    def begin(cls, story: Story) -> "Asking":
        """Her record by her own sign-in, and a missed bin that she reported."""
        person = people.own_record(story.cast.amina, name="Amina Testwood", source="web", phone="07700 900123")
        amina = story.cast.amina.as_person(person)
        receipt = story.report(amina)
        return cls(story, amina, person, receipt.request or 0)

    @property
    def cast(self) -> Cast:
        """Everybody."""
        return self.story.cast

    def ask(self, kind: str = "access", words: str = "Everything, please") -> int:
        """Amina asks in her account."""
        return actions.ask_by_right(self.amina, kind=kind, words=words)

    def record(self, kind: str = "access", **more: object) -> int:
        """The adviser writes down what Amina asks on the phone."""
        told = {"person": self.person, "channel": "phone", "words": "Everything, please", **more}
        return actions.ask_by_right(self.cast.dee, kind=kind, **told)  # type: ignore[arg-type]

    def collect(self, case: int) -> Case:
        """Cora has the copy collected, and the worker does it."""
        actions.collect_copy(self.cast.cora, case=case)
        jobs.do_all()
        return self.case(case)

    def decide(self, case: int, decision: str = "taken-out") -> None:
        """The same decision for everything that was found."""
        found, _ = queries.findings_of(self.cast.cora, case)
        actions.decide_findings(self.cast.cora, case=case, decisions={each.id: decision for each in found})

    def case(self, case: int) -> Case:
        """The case as Cora sees it."""
        return queries.case(self.cast.cora, case)

    def row(self, case: int) -> models.RightsCase:
        """The case's row."""
        return models.RightsCase.objects.get(pk=case)
