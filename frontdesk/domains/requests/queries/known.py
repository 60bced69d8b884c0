"""A request with the version of the service it was made on, and how it is spoken of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from frontdesk.domains.people import queries as people
from frontdesk.domains.requests import models, policy
from frontdesk.domains.requests.rules import standing, steps
from frontdesk.domains.requests.types import FOLLOW, NEITHER, SAME_AS
from frontdesk.domains.services import queries as services
from frontdesk.domains.services.definition.flow import Status, Workflow
from frontdesk.domains.services.definition.model import Definition
from frontdesk.domains.services.definition.workflow import workflow_of
from frontdesk.domains.standards.rules.clock_data import rule_from_data
from frontdesk.domains.standards.types import ClockRule
from frontdesk.kernel import links
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound
from frontdesk.kernel.words import long_date


@dataclass
class Known:
    """A request's row, the definition it was made on, and that version's workflow."""

    row: models.Request
    definition: Definition
    workflow: Workflow

    @property
    def status(self) -> Status:
        """The status it is in."""
        return steps.status_of(self.workflow, self.row.status)

    @property
    def name(self) -> str:
        """The service's name in the customer's language."""
        return self.definition.said("name", self.definition.name, self.row.language)


def known(council: int, rows: Iterable[models.Request]) -> list[Known]:
    """Rows with their definitions, whose versions are read in one query and kept."""
    found = list(rows)
    versions = services.versions(council, {row.version_id for row in found}) if found else {}
    definitions = {version: each.definition for version, each in versions.items()}
    return [Known(row, definitions[row.version_id], workflow_of(definitions[row.version_id])) for row in found]


def seen(actor: Actor, request: int, sees: policy.Sight | None = None) -> Known:
    """The request; NotFound when the actor does not see it. `sees` is the actor's sight where it is known already."""
    rows = models.Request.objects.filter(
        policy.visible(sees or policy.sight(actor)), council_id=actor.council, pk=request
    )
    for one in known(actor.council, rows):
        return one
    raise NotFound("We could not find that request.")


def opens(row: models.Request, link: links.Link) -> bool:
    """Whether a signed link opens the request: made for it, not called back, not restricted or emptied.

    Links are called back of one request, when the address they went to was wrong, or of a customer who was restricted.
    """
    called_back = row.links_since is not None and link.made_at < row.links_since.replace(microsecond=0)
    return (
        (link.council, link.thing) == (row.council_id, row.pk)
        and not row.restricted
        and row.removed_at is None
        and not called_back
        and not (row.person_id and people.called_back(row.council_id, row.person_id, link.made_at))
    )


def follow_path(row: models.Request) -> str:
    """The path of the signed link by which the request is followed without an account; '' for a restricted one."""
    return "" if row.restricted else f"/follow/{links.sign(row.council_id, FOLLOW, row.pk)}/"


def rule_of(data: Mapping[str, Any] | None) -> ClockRule | None:
    """The clock rule kept with a request or an event."""
    if data is None:
        return None
    return rule_from_data(str(data["code"]), {key: value for key, value in data.items() if key != "code"})


def clocked(row: models.Request) -> standing.Clocked:
    """Where the row's clock stands, for the words about it: nobody finished what was withdrawn or was a duplicate."""
    kept = None if row.side == NEITHER else row.kept
    begun = not row.promise or row.due_at is not None
    return standing.Clocked(
        row.state, row.due_at, row.due_on, row.by_the_minute, row.missed, row.closed_at, kept, begun
    )  # fmt: skip


def next_step(known: Known, now: datetime) -> str:
    """What happens now and by when, in a sentence or two; of a duplicate, how the one that we have is going."""
    first = first_of(known.row)
    if first is not None:
        return said_of_first(first, now)
    said = standing.sentence(clocked(known.row), now, known.row.expected_on)
    return said if known.row.state == steps.STOPPED else " ".join(filter(None, (known.status.text, said)))


@dataclass(frozen=True, slots=True)
class Said:
    """What the ending of the form says to the customer, in their language."""

    title: str
    text: str


def ending_of(known: Known) -> Said:
    """The words of the ending by which it came in, else of its status: a duplicate was taken before."""
    row, definition = known.row, known.definition
    ending = definition.ending(row.ending)
    if ending is None or (row.status == steps.DUPLICATE and row.closed_at is not None):
        return Said(known.status.name, known.status.text)
    return Said(
        definition.said(f"ending.{row.ending}.title", ending.title, row.language),
        definition.said(f"ending.{row.ending}.text", ending.text, row.language),
    )


def first_of(row: models.Request) -> Known | None:
    """The request that a closed duplicate repeats, through others that were duplicates themselves.

    None where it is no duplicate, or the first is not for others to know of.
    """
    seen = {row.pk}
    while row.status == steps.DUPLICATE and row.closed_at is not None:
        links = models.RequestLink.objects.filter(council_id=row.council_id, request=row, kind=SAME_AS)
        link = links.select_related("other").order_by("-id").first()
        if link is None or link.other_id in seen:
            return None
        row = link.other
        seen.add(row.pk)
    if len(seen) == 1 or row.restricted:
        return None
    return known(row.council_id, [row])[0]


def over_for(row: models.Request, now: datetime) -> timedelta:
    """How long a request has been over for its customer: no time at all while it runs.

    A duplicate is over when the request that it repeats is: only then are they told how it ended.
    """
    if row.closed_at is None:
        return timedelta(0)
    first = first_of(row)
    ended = row.closed_at if first is None else first.row.closed_at
    return now - max(ended, row.closed_at) if ended is not None else timedelta(0)


def said_of_first(first: Known, now: datetime) -> str:
    """How a request is going, for somebody else who told us of the same: nothing that was written to its customer."""
    row = first.row
    if row.closed_at is not None:
        outcome = outcome_for_others(first)
        return f"We had this already, and closed it on {long_date(row.closed_at)}. {outcome}"
    if row.state == steps.WAITING:
        return "We have this already. We have asked a question about it and go on when it is answered."
    said = standing.sentence(clocked(row), now, row.expected_on)
    return " ".join(filter(None, ("We have this already.", first.status.text, said)))


def outcome_for_others(first: Known) -> str:
    """What became of a closed request, without what was written to its own customer."""
    if first.row.status == steps.WITHDRAWN:
        return "Whoever told us first no longer needs us to deal with it."
    chosen = steps.outcome(first.definition, first.row.outcome) if first.row.outcome else None
    if chosen is None:
        return first.status.text
    return f"{chosen.name}." if chosen.message else chosen.text
