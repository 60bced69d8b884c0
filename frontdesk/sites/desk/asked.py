"""What the address of a page of figures asks for: days, one service, one channel, one area, one basis of cost."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus

from django.urls import reverse

from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.insight import queries
from frontdesk.domains.insight.types import (
    EVERYWHERE,
    LOCALITY,
    NO_SERVICE,
    NOT_KNOWN,
    OTHER_SERVICES,
    TEAM,
    WARD,
    Area,
    Cut,
    Period,
)
from frontdesk.domains.services import queries as services
from frontdesk.domains.standards.types import Basis
from frontdesk.kernel import clock
from frontdesk.kernel.errors import Refusal
from frontdesk.sites.desk.gate import Request
from frontdesk.sites.desk.names import service_names

MONTHS = "January February March April May June July August September October November December".split()
_FIELDS = ("since", "until", "service", "channel", "basis", "promise", "area")
PLACES = {WARD: "Wards", LOCALITY: "Localities", TEAM: "Area teams"}
"""How figures can be cut by place, in words."""


class Asked:
    """The days, and the cut. What cannot be read has its sentence in `errors`; `typed` is all as it was typed."""

    def __init__(self, request: Request) -> None:
        self.typed = {name: request.GET.get(name, "").strip()[:100] for name in _FIELDS}
        self.errors: dict[str, str] = {}
        self._routes: dict[str, str] = {}
        self.names = service_names(request.actor)
        self.channels = contacts.lists_of(request.actor.council).channels
        listed = services.catalogue(request.actor)
        self.hidden = frozenset(each.code for each in listed if each.restricted and each.code not in self.names)
        self.areas = queries.areas(request.actor.council)
        today = clock.today()
        self.since = self._day("since", "From") or (today - timedelta(days=364))
        self.until = self._day("until", "To") or today
        if self.until < self.since:
            self.since, self.until = self.until, self.since
        self.service = self._code("service", {**self.names, NO_SERVICE: ""}, "service")
        self.channel = self._code("channel", self.channels, "channel")
        self.area = self._area()
        self.promise = self.typed["promise"]
        self.basis = Basis[name] if (name := self._code("basis", Basis.__members__, "basis of cost")) else None

    def refuse(self) -> "Asked":
        """The same; Refusal with the first sentence where something could not be read, for pages without the form."""
        for field, sentence in self.errors.items():
            raise Refusal(sentence, field=field)
        return self

    def _day(self, field: str, label: str) -> date | None:
        typed = self.typed[field]
        if typed and day_of(typed) is None:
            self.errors[field] = f"{label}: “{typed}” is not a day. Write it like 2026-12-03."
        return day_of(typed)

    def _code(self, field: str, known: Mapping[str, Any], what: str) -> str:
        typed = self.typed[field]
        if typed and typed not in known:
            self.errors[field] = f"{what.capitalize()}: there is no {what} “{typed}”. Choose one from the list."
            return ""
        return typed

    def _area(self) -> Area:
        typed = self.typed["area"]
        found = self.areas.named(typed) if typed else EVERYWHERE
        if found is None:
            self.errors["area"] = f"Where: there is no place “{typed}”. Choose one from the list."
        return found or EVERYWHERE

    @property
    def places(self) -> dict[str, dict[str, str]]:
        """The areas that can be chosen, in words, by what the address calls them, under what they are."""
        listed = [*self.areas.all(), *([self.area] if self.area.kind else [])]
        return {
            words: {each.key: each.name for each in listed if each.kind == kind}
            for kind, words in PLACES.items()
            if any(each.kind == kind for each in listed)
        }

    @property
    def bases(self) -> dict[str, str]:
        """The bases that a cost can be told on, in words, by what the address calls them."""
        return {basis.name: basis.value.capitalize() for basis in Basis}

    @property
    def period(self) -> Period:
        """The days asked for."""
        return Period(self.since, self.until)

    @property
    def cut(self) -> Cut:
        """Service, channel and area asked for."""
        return Cut(self.service, self.channel, area=self.area)

    def records(self, part: str, **more: Any) -> str:
        """The address of the records of one part of a figure."""
        return self._address("records", part=part, **more)

    def contacts(self, **more: Any) -> str:
        """The address of the contacts that a figure counted."""
        return self._address("contact_records", **more)

    def csv(self) -> str:
        """The address of the same figures as CSV."""
        return self._address("figures_csv", basis=self.basis.name if self.basis else "")

    def matrix_csv(self) -> str:
        """The address of the same matrix as CSV."""
        return self._address("matrix_csv")

    def _address(self, name: str, **more: Any) -> str:
        asked = {"since": self.since, "until": self.until, "service": self.service, "channel": self.channel,
                 "promise": self.promise, "area": self.area.key, **more}  # fmt: skip
        narrowed = "&".join(f"{key}={_quoted(str(value))}" for key, value in asked.items() if value)
        return f"{self._route(name)}?{narrowed}"

    def _route(self, name: str) -> str:
        if name not in self._routes:
            self._routes[name] = reverse(f"site_desk:{name}")
        return self._routes[name]

    def label(self, by: str, code: str) -> str:
        """A code of a cut in words. A service that is not the reader's to know of has none."""
        if by == "month":
            return f"{MONTHS[int(code[5:7]) - 1]} {code[:4]}"
        if code == OTHER_SERVICES or (by == "service" and code in self.hidden):
            return OTHER_SERVICES.capitalize()
        if by in PLACES:
            return self.areas.label(by, code)
        names = self.names if by == "service" else self.channels
        return names.get(code, code) if code not in ("", NO_SERVICE) else "Not about a service"

    def narrowed(self) -> list[str]:
        """The service, the channel and the area asked for, in words."""
        asked = (("service", self.service), ("channel", self.channel), (self.area.kind, self.area.code))
        return [self.label(by, code) for by, code in asked if code]

    def only(self, by: str, code: str) -> dict[str, Any]:
        """What narrows an address to one row of a table."""
        if by in PLACES:
            return {"area": f"{by}.{code or NOT_KNOWN}"}
        if by != "month":
            return {by: code}
        first = date(int(code[:4]), int(code[5:7]), 1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return {"since": max(first, self.since), "until": min(last, self.until)}


def day_of(typed: str | None) -> date | None:
    """A day from an address; None where there is none."""
    try:
        return date.fromisoformat(typed or "")
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def _quoted(value: str) -> str:
    """A day or code as an address has it. A table by ward has over a thousand links, of few different ones."""
    return quote_plus(value)
