"""A list as its address asks for it: whose, how it stands, what narrows it. Codes and ids only, nobody's name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from frontdesk.domains.requests import queries
from frontdesk.domains.requests.types import Page
from frontdesk.domains.requests.types.lists import Wanted
from frontdesk.domains.requests.types.many import MOST
from frontdesk.kernel.actor import Actor
from frontdesk.sites.desk.asking import number

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

    def first_of_all(self) -> list[list[int]]:
        """The first of the list, as many as can be dealt with at once and one more: id and number of changes."""
        found = queries.listed(self.actor, wanted=self.wanted, limit=MOST + 1)
        return [[item.id, item.changes] for item in found.items]


def wanted_of(scope: str, typed: QueryDict) -> Wanted:
    """What is asked for; what there is not is everything."""
    show = typed.get("show", "")
    return Wanted(
        scope=scope,
        show=show if show in queries.FILTERS else "open",
        service=typed.get("service", "")[:60],
        team=number(typed.get("team")),
        owner=number(typed.get("owner")),
        status=typed.get("status", "")[:60],
        ward=typed.get("ward", "")[:20],
        days=min(number(typed.get("days")) or 0, 3650),
    )


def key_of(found: Page) -> str:
    """Where the next page begins, as the address says it."""
    return f"{found.after[0].astimezone(UTC):%Y%m%dT%H%M%S.%f}-{found.after[1]}" if found.after else ""


def keyset(typed: Mapping[str, Any]) -> tuple[datetime, int] | None:
    """The same read again; None for the first page."""
    moment, _, last = typed.get("after", "").partition("-")
    try:
        return datetime.strptime(moment + "+0000", "%Y%m%dT%H%M%S.%f%z"), number(last) or 0
    except ValueError:
        return None
