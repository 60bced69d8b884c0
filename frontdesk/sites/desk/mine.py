"""Lists of requests: my own and my team's, with filters and counts that agree; and requests on other pages."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from frontdesk.domains.requests import queries
from frontdesk.domains.requests.types import Item
from frontdesk.domains.requests.types.many import MOST
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.words import row_number
from frontdesk.sites.desk.furniture import navigation, page
from frontdesk.sites.desk.gate import WORKS, Request, staff
from frontdesk.sites.desk.happened import Known
from frontdesk.sites.desk.listing import AskedList, choices, key_of, keyset, narrowed, wanted_of
from frontdesk.sites.desk.names import ward_names

FIRST = 8
MANY = (
    ("assign", "Give to somebody"),
    ("close", "Reply and close"),
    ("recategorise", "Move to another service"),
    ("duplicate", "Mark as reported before"),
)
"""What can be done to the ticked ones, and what its button says."""
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
    return show_list(request, AskedList(request.actor, wanted_of("mine", request.GET)), "My list")


@staff(*WORKS)
def team(request: Request) -> HttpResponse:
    """The requests of my teams; of the whole council, as far as one sees them, where that is asked for."""
    everybody = request.GET.get("of") == "all"
    asked = AskedList(request.actor, wanted_of("all" if everybody else "team", request.GET))
    return show_list(request, asked, "Everybody's list" if everybody else "Team list")


def show_list(request: Request, asked: AskedList, title: str) -> HttpResponse:
    """A page of a list, or the list alone where only that is renewed."""
    actor, wanted, sees = request.actor, asked.wanted, queries.sight_of(request.actor)
    found = queries.listed(actor, wanted=wanted, after=keyset(request.GET), sees=sees)
    counts = queries.counts(actor, wanted=wanted, sees=sees)
    context: dict[str, Any] = {
        "found": found.items,
        "asked": asked,
        "show": wanted.show,
        "of": "all" if wanted.scope == "all" else "",
        "scope": wanted.scope,
        "wards": ward_names(actor) if any(item.ward for item in found.items) else {},
        "empty": EMPTY[wanted.show],
        "total": counts.get(wanted.show),
        "older": asked.query(after=key_of(found)) if found.after else "",
        "most": MOST,
        "many": MANY,
    }
    if "fragment" in request.GET:
        return render(request, "site_desk/list_body.jinja", context)
    offered, after = choices(actor, wanted), request.GET.get("after", "")
    return page(
        request, "list", heading=title, fragment=asked.query(after=after, fragment="1"),
        tabs=[_tab(asked, code, text, counts) for code, text in queries.FILTERS.items()],
        choices=offered, narrowed=narrowed(asked, offered), navigation=_with_saved(request, sees), **context,
    )  # fmt: skip


def _with_saved(request: Request, sees: Any) -> list[dict[str, Any]]:
    """The places of the desk, and after them the lists that were saved, with how many stand on each."""
    saved = queries.saved_lists(request.actor)
    counts = queries.count_each(request.actor, {each.id: each.wanted for each in saved}, sees)
    lists = [
        {"text": each.name, "href": (here := AskedList(request.actor, each.wanted, each.id).path),
         "count": counts.get(each.id), "current": here == request.path}
        for each in saved
    ]  # fmt: skip
    return [*navigation(request), *lists]


def asked_of(actor: Actor, typed: QueryDict) -> AskedList:
    """The list that a form was sent from, or that an address names."""
    saved = row_number(typed.get("list"))
    if saved is not None:
        return AskedList(actor, queries.saved_list(actor, saved).wanted, saved)
    return AskedList(actor, wanted_of(typed.get("scope", ""), typed))


def _tab(asked: AskedList, code: str, text: str, counts: dict[str, int]) -> dict[str, Any]:
    current = code == asked.wanted.show
    return {"text": text, "href": asked.query(show=code), "count": counts.get(code), "current": current}


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
