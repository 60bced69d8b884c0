"""Lists of requests: my own and my team's, with filters and counts that agree; and requests on other pages."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from frontdesk.domains.requests import queries
from frontdesk.domains.requests.types import Item, Page
from frontdesk.sites.desk.asking import number
from frontdesk.sites.desk.furniture import page
from frontdesk.sites.desk.gate import WORKS, Request, staff
from frontdesk.sites.desk.happened import Known
from frontdesk.sites.desk.names import service_names, ward_names

FIRST = 8
EMPTY = {
    "open": "Nothing is open here.",
    "unread": "No customer has written.",
    "due-today": "Nothing else is due today.",
    "late": "Nothing is late.",
    "warned": "No promise is nearly used up.",
    "waiting": "Nothing waits for a customer.",
    "disputed": "Nobody says that something is not done.",
    "closed": "Nothing has been closed yet.",
}


@staff(*WORKS)
def mine(request: Request) -> HttpResponse:
    """My own requests, those due first at the top."""
    return _list(request, "mine", "My list")


@staff(*WORKS)
def team(request: Request) -> HttpResponse:
    """The requests of my teams; of the whole council, as far as one sees them, where that is asked for."""
    everybody = request.GET.get("of") == "all"
    return _list(request, "all" if everybody else "team", "Everybody's list" if everybody else "Team list")


def _list(request: Request, scope: str, title: str) -> HttpResponse:
    show = request.GET.get("show", "open") if request.GET.get("show") in queries.FILTERS else "open"
    service = request.GET.get("service", "")
    asked = {"show": show, "service": service, "of": request.GET.get("of", "")}
    sees = queries.sight_of(request.actor)
    found = queries.listed(request.actor, scope=scope, show=show, service=service, after=_key(request), sees=sees)
    counts = queries.counts(request.actor, scope=scope, service=service, sees=sees)
    context: dict[str, Any] = {
        "found": found.items,
        "show": show,
        "of": asked["of"],
        "scope": scope,
        "wards": ward_names(request.actor) if any(item.ward for item in found.items) else {},
        "empty": EMPTY[show],
        "total": counts.get(show),
        "older": _address(asked, after=_key_of(found)) if found.after else "",
    }
    if "fragment" in request.GET:
        return render(request, "site_desk/list_body.jinja", context)
    return page(
        request,
        "list",
        heading=title,
        fragment=_address(asked, after=request.GET.get("after", ""), fragment="1"),
        tabs=[_tab(asked, code, text, counts) for code, text in queries.FILTERS.items()],
        service=service,
        services=service_names(request.actor),
        **context,
    )


def _tab(asked: dict[str, str], code: str, text: str, counts: dict[str, int]) -> dict[str, Any]:
    href = _address({**asked, "show": code})
    return {"text": text, "href": href, "count": counts.get(code), "current": code == asked["show"]}


def _address(asked: dict[str, str], **more: str) -> str:
    return "?" + urlencode({key: value for key, value in {**asked, **more}.items() if value})


def _key_of(found: Page) -> str:
    return f"{found.after[0].astimezone(UTC):%Y%m%dT%H%M%S.%f}-{found.after[1]}" if found.after else ""


def _key(request: Request) -> tuple[datetime, int] | None:
    moment, _, last = request.GET.get("after", "").partition("-")
    try:
        return datetime.strptime(moment + "+0000", "%Y%m%dT%H%M%S.%f%z"), number(last) or 0
    except ValueError:
        return None


def first_ones(request: Request) -> list[Item]:
    """My own open work, due first at the top."""
    return list(queries.listed(request.actor, limit=FIRST).items)


def by_reference(request: Request, typed: str) -> Item | None:
    """The request with this reference, if the actor may see it."""
    return queries.by_reference(request.actor, typed)


def by_half_reference(request: Request, typed: str) -> list[Item]:
    """The requests whose reference begins so, if the actor may see them."""
    return queries.by_half_reference(request.actor, typed)


def of_customer(request: Request, people: Iterable[int], told: Iterable[int]) -> tuple[list[Item], Known]:
    """Open requests of a customer, and names and references of those `told` of, as far as the actor may see them."""
    found, known = queries.on_page_of(request.actor, people, told)
    return found, {item.id: (item.name, item.reference) for item in known.values()}


def address(item: int) -> str:
    """The page of a request."""
    return reverse("site_desk:request", kwargs={"request_id": item})
