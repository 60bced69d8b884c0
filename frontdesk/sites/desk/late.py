"""What waits for its wrap-up: one's own, and that of colleagues who take contacts here no more."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from frontdesk.domains.access import queries as access
from frontdesk.domains.contacts import queries
from frontdesk.domains.contacts.types import Contact
from frontdesk.domains.people import queries as people
from frontdesk.kernel.errors import NotAllowed
from frontdesk.kernel.words import row_number
from frontdesk.sites.desk import furniture
from frontdesk.sites.desk.furniture import channel_name, page
from frontdesk.sites.desk.gate import FINISHES, SERVES, Request, staff
from frontdesk.sites.desk.names import service_names
from frontdesk.ui import words

SHOWN, FIRST = 20, 8
"""Contacts on a page of the list, and on the first page of the desk."""


@staff(*SERVES)
def waiting(request: Request) -> HttpResponse:
    """All of my own that wait; `?of=left` those of colleagues who left, for whoever may wrap up for others."""
    left = request.GET.get("of") == "left"
    if left and not request.actor.has(*FINISHES):
        raise NotAllowed("Managers and floorwalkers wrap up for colleagues who have left.")
    found = queries.waiting(request.actor, left=left, before=row_number(request.GET.get("before")), limit=SHOWN + 1)
    older = f"?before={found[SHOWN - 1].id}" + "&of=left" * left if len(found) > SHOWN else ""
    return page(
        request,
        "waiting",
        left=left,
        found=lines(request, found[:SHOWN]),
        total=queries.number_waiting(request.actor, left=left),
        older=older,
        others=reverse("site_desk:waiting") + "?of=left" if request.actor.has(*FINISHES) and not left else "",
    )


def on_desk(request: Request) -> dict[str, Any]:
    """What the first page of the desk shows of it: the newest of one's own, how many in all, how many of leavers."""
    if not request.actor.has(*SERVES):
        return {"waiting": [], "number_waiting": 0, "number_left": 0}
    finishes = request.actor.has(*FINISHES)
    return {
        "waiting": lines(request, furniture.waiting(request)[:FIRST]),
        "number_waiting": furniture.number_waiting(request),
        "number_left": queries.number_waiting(request.actor, left=True) if finishes else 0,
    }


def lines(request: Request, late: list[Contact]) -> list[dict[str, Any]]:
    """Contacts for a list: what to call each, since when it waits, what it was about, who took it if not I."""
    known = people.called(request.actor, [each.person for each in late if each.person is not None]) if late else {}
    names = service_names(request.actor) if late else {}
    others = {each.handler for each in late if each.handler not in (None, request.actor.user)}
    took = access.names_of(request.actor.council, [each for each in others if each is not None]) if others else {}
    return [
        {
            "id": each.id,
            "text": f"{channel_name(request.actor.council, each.channel)}: "
            + (known[each.person].name if each.person in known else "customer not known"),
            "since": each.ended_at,
            "about": words.listed([names[matter.service] for matter in each.matters if matter.service in names]),
            "took": took.get(each.handler or 0, ""),
        }
        for each in late
    ]
