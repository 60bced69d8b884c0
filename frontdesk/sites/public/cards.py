"""Checking a card: what it opens, for anybody to whom it is shown; and what others need to check it without us.

The code stands behind the # of the address, so that no server, log or history has it; the script posts it. Without
script one types the number that is printed beside it.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from frontdesk.domains.cards import queries
from frontdesk.domains.cards.types import Checked
from frontdesk.domains.people import queries as people
from frontdesk.kernel.errors import NotFound
from frontdesk.kernel.limits import count, visitor_of
from frontdesk.sites.public.request import council_of

_TOO_MANY = "There were too many checks from here. Wait a while, or ask the council for a way to check many cards."


@require_http_methods(["GET", "POST"])
def card(request: HttpRequest) -> HttpResponse:
    """Whether a card is in force and what it opens: nothing of whose it is."""
    council, _ = council_of(request)
    _with_cards(council.id)
    checked: Checked | None = None
    if request.method == "POST":
        count("check_card.visitor", visitor_of(request), most=300, seconds=3600, sentence=_TOO_MANY)
        checked = queries.check(council.id, request.POST.get("shown", ""))
    page = {"checked": checked, "shown": request.POST.get("shown", ""), **_more(request, checked)}
    return render(request, "site_public/card.jinja", page)


def _more(request: Any, checked: Checked | None) -> dict[str, Any]:
    """Where those who are signed in see more: the desk, and the organisations one acts for."""
    if checked is None or not checked.good or request.actor.user is None:
        return {}
    mine = {each.other: each.name for each in people.acted_for(request.actor.as_customer()) if each.other}
    organisations = people.organisations_of(request.actor.council, mine)
    return {
        "at_desk": queries.may_check(request.actor),
        "organisations": [(each, name) for each, name in mine.items() if each in organisations],
    }


@require_GET
def keys(request: HttpRequest) -> HttpResponse:
    """The council's public keys (JWK set), for who checks cards without a network."""
    council, _ = council_of(request)
    return _told(queries.published_keys(council.id))


@require_GET
def stopped(request: HttpRequest) -> HttpResponse:
    """Serials of cards that are good no more, with the moment of the list."""
    council, _ = council_of(request)
    return _told(queries.stopped_list(council.id))


def _told(what: dict[str, Any]) -> HttpResponse:
    answer = JsonResponse(what)
    answer["Access-Control-Allow-Origin"] = "*"  # a page of a partner may read what is public anyway
    answer["Cache-Control"] = "public, max-age=300"
    return answer


def _with_cards(council: int) -> None:
    if not queries.kinds_of(council):
        raise NotFound("This council has no card.")
