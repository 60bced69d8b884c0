"""A list as its address asks for it: whose, how it stands, what narrows it. Codes and ids only, nobody's name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from frontdesk.domains.access import queries as access
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.requests import queries
from frontdesk.domains.requests.types import Page
from frontdesk.domains.requests.types.lists import Wanted
from frontdesk.domains.requests.types.many import MOST
from frontdesk.domains.services import queries as services
from frontdesk.domains.services.definition.flow import Status
from frontdesk.domains.services.definition.workflow import ORDINARY, workflow_of
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.words import row_number
from frontdesk.sites.desk.gate import WORKS
from frontdesk.sites.desk.names import service_names, ward_names

NARROWS = ("service", "team", "owner", "status", "ward", "days")
"""What an address says beside whose list it is and how its requests stand."""


@dataclass(frozen=True, slots=True)
class AskedList:
    """A list that somebody looks at: what it shows, and the saved list that it is, if it is one."""

    actor: Actor
    wanted: Wanted
    saved: int | None = None

    @property
    def path(self) -> str:
        """Its page, without what narrows it."""
        if self.saved is not None:
            return reverse("site_desk:saved", kwargs={"list_id": self.saved})
        return reverse("site_desk:mine" if self.wanted.scope == "mine" else "site_desk:team")

    @property
    def asked(self) -> dict[str, str]:
        """What its address says."""
        if self.saved is not None:
            return {}
        given = {"show": self.wanted.show, "of": "all" if self.wanted.scope == "all" else ""}
        return given | {name: str(getattr(self.wanted, name) or "") for name in NARROWS}

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """The same as fields of a form."""
        named = {"scope": self.wanted.scope, "list": str(self.saved or "")}
        return [(name, value) for name, value in {**self.asked, **named}.items() if value]

    @property
    def address(self) -> str:
        """Its address."""
        return self.path + self.query()

    def query(self, **more: str) -> str:
        """The end of its address, with some of it changed."""
        given = {key: value for key, value in {**self.asked, **more}.items() if value}
        return f"?{urlencode(given)}" if given else "?"

    @property
    def sent(self) -> str:
        """The same as the end of an address that takes a list."""
        return f"?{urlencode(self.hidden)}"

    def first_of_all(self) -> list[list[int]]:
        """The first of the list, as many as can be dealt with at once and one more: id and number of changes."""
        found = queries.listed(self.actor, wanted=self.wanted, limit=MOST + 1)
        return [[item.id, item.changes] for item in found.items]


def wanted_of(scope: str, typed: QueryDict) -> Wanted:
    """What is asked for; what there is not is everything, and of lists my own."""
    show = typed.get("show", "")
    return Wanted(
        scope=scope if scope in queries.SCOPES else "mine",
        show=show if show in queries.FILTERS else "open",
        service=typed.get("service", "")[:60],
        team=row_number(typed.get("team")),
        owner=row_number(typed.get("owner")),
        status=typed.get("status", "")[:60],
        ward=typed.get("ward", "")[:20],
        days=min(row_number(typed.get("days")) or 0, 3650),
    )


def key_of(found: Page) -> str:
    """Where the next page begins, as the address says it."""
    return f"{found.after[0].astimezone(UTC):%Y%m%dT%H%M%S.%f}-{found.after[1]}" if found.after else ""


def keyset(typed: Mapping[str, Any]) -> tuple[datetime, int] | None:
    """The same read again; None for the first page."""
    moment, _, last = typed.get("after", "").partition("-")
    try:
        return datetime.strptime(moment + "+0000", "%Y%m%dT%H%M%S.%f%z"), row_number(last) or 0
    except ValueError:
        return None


AGES = {
    0: "Any age",
    2: "2 days or older",
    7: "A week or older",
    28: "Four weeks or older",
    91: "Three months or older",
}


def choices(actor: Actor, wanted: Wanted) -> dict[str, Any]:
    """What a list can be narrowed to: codes and names."""
    working = [each for each in access.members(actor.council) if not each.roles.isdisjoint(WORKS)]
    published = services.published(actor.council, wanted.service) if wanted.service else None
    workflow = workflow_of(published.definition) if published else ORDINARY
    return {
        "shows": queries.FILTERS,
        "scopes": queries.SCOPES,
        "services": service_names(actor, with_form=True),
        "teams": organisations.teams(actor.council),
        "owners": {each.user: each.name for each in working},
        "statuses": {each.code: _said(each) for each in workflow.statuses},
        "wards": ward_names(actor),
        "ages": AGES,
    }


def _said(status: Status) -> str:
    """A status for colleagues: its own name speaks to the customer."""
    return "Waiting for the customer" if status.clock == "pauses" else status.name


def narrowed(asked: AskedList, offered: Mapping[str, Any]) -> list[dict[str, str]]:
    """What the list is narrowed by, in words, each with the address of the list without it."""
    wanted = asked.wanted
    words = {
        "service": offered["services"].get(wanted.service, wanted.service),
        "team": next((each.name for each in offered["teams"] if each.id == wanted.team), "A team"),
        "owner": offered["owners"].get(wanted.owner, "A colleague"),
        "status": offered["statuses"].get(wanted.status, wanted.status),
        "ward": offered["wards"].get(wanted.ward, wanted.ward),
        "days": AGES.get(wanted.days, f"{wanted.days} days or older"),
    }
    return [{"text": words[name], "href": asked.query(**{name: ""})} for name in NARROWS if getattr(wanted, name)]
