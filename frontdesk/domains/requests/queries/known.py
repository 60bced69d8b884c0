"""A request with the version of the service it was made on, and how it is spoken of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from frontdesk.domains.requests import models, policy
from frontdesk.domains.requests.rules import standing, steps
from frontdesk.domains.requests.types import FOLLOW, NEITHER
from frontdesk.domains.services import queries as services
from frontdesk.domains.services.definition.flow import Status, Workflow
from frontdesk.domains.services.definition.model import Definition
from frontdesk.domains.services.definition.workflow import workflow_of
from frontdesk.domains.standards.rules.clock_data import rule_from_data
from frontdesk.domains.standards.types import ClockRule
from frontdesk.kernel import links
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound


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
    """Whether a signed link opens the request: made for it, not called back, not restricted or emptied."""
    called_back = row.links_since is not None and link.made_at < row.links_since.replace(microsecond=0)
    return (
        (link.council, link.thing) == (row.council_id, row.pk)
        and not row.restricted
        and row.removed_at is None
        and not called_back
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
    return standing.Clocked(row.state, row.due_at, row.due_on, row.by_the_minute, row.missed, row.closed_at, kept)


def next_step(known: Known, now: datetime) -> str:
    """What happens now and by when, in a sentence or two."""
    said = standing.sentence(clocked(known.row), now, known.row.expected_on)
    return said if known.row.state == steps.STOPPED else " ".join(filter(None, (known.status.text, said)))
