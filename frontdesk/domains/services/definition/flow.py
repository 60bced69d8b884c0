"""What becomes of a request: endings, routes, outcomes, workflow and messages, key by key, in canonical order."""

from dataclasses import dataclass

from frontdesk.domains.services.definition.conditions import Condition
from frontdesk.domains.services.definition.keys import may, need

EVENTS = ("received", "question", "changed", "late", "closed")
SUBMIT, REFUSE, ROUTE = "submit", "refuse", "route"


@dataclass(frozen=True)
class Ending:
    """Where a form can end: we take it, we say no and why, or it belongs elsewhere."""

    code: str = need("code")
    outcome: str = need("word", choices=(SUBMIT, REFUSE, ROUTE))
    title: str = need("text")
    text: str = may("text", "")
    reason: str = may("text", "")
    instead: str = may("text", "")
    to_service: str = may("code", "")
    to_team: str = may("code", "")
    to_body: str = may("text", "")
    link: str = may("text", "")
    phone: str = may("text", "")
    note: str = may("text", "")

    @property
    def takes(self) -> bool:
        """Whether a request comes of it: submitted, or routed to another team of ours."""
        return self.outcome == SUBMIT or bool(self.outcome == ROUTE and self.to_team)


@dataclass(frozen=True)
class Route:
    """Which team gets a submitted request."""

    when: Condition | None = may("condition")
    team: str = need("code")
    note: str = may("text", "")


@dataclass(frozen=True)
class Outcome:
    """How a request can be closed."""

    code: str = need("code")
    status: str = need("code")
    name: str = need("text")
    text: str = need("text")
    message: bool = may("flag", False)
    note: str = may("text", "")


@dataclass(frozen=True)
class Status:
    """A status of the workflow. Its clock runs, pauses or stops (final).

    `happened` is the fact that a request which comes here tells its clock, such as "payment": a promise whose clock
    starts with it (`starts_on`) has no date before.
    """

    code: str = need("code")
    name: str = need("text")
    clock: str = need("word", choices=("runs", "pauses", "stops"))
    open311: str = need("word", choices=("open", "closed"))
    happened: str = may("code", "")
    text: str = may("text", "")


@dataclass(frozen=True)
class Transition:
    """A step from one status to another: who may take it, and what they must give."""

    from_: str = need("code")
    to: str = need("code")
    who: tuple[str, ...] = need("codes")
    needs: str = may("word", "", choices=("question", "reason", "outcome"))


@dataclass(frozen=True)
class Workflow:
    """Statuses and the steps between them."""

    start: str = need("code")
    statuses: tuple[Status, ...] = need("inlines", item=Status)
    transitions: tuple[Transition, ...] = need("inlines", item=Transition)
    note: str = may("text", "")

    def status(self, code: str) -> Status | None:
        """The status with this code."""
        return next((status for status in self.statuses if status.code == code), None)


@dataclass(frozen=True)
class Message:
    """What the customer is told when something happens, in one language."""

    event: str = need("word", choices=EVENTS)
    language: str = need("word")
    subject: str = need("text")
    text: str = need("text")
    short: str = may("text", "")
    note: str = may("text", "")
