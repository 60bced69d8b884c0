"""The desk itself: the search box with the cursor in it, ways to take a contact, what is mine."""

from typing import Any

from django.http import HttpResponse

from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.people import queries as people
from frontdesk.kernel.channels import TAKEN
from frontdesk.sites.desk import first, mine
from frontdesk.sites.desk.furniture import channel_name, in_hand, page, waiting
from frontdesk.sites.desk.gate import COUNTS, OUTSIDE, SERVES, WORKS, Request, staff
from frontdesk.sites.desk.names import ROLES, service_names, ward_names
from frontdesk.ui import words


@staff(outside=True)
def home(request: Request) -> HttpResponse:
    """The search box with the cursor in it, ways to take a contact, my own open work."""
    serves = request.actor.has(*SERVES)
    work = mine.first_ones(request) if request.actor.has(*WORKS) else None
    return page(
        request,
        "home",
        **first.sections(request),
        outside=[] if request.actor.is_staff else [ROLES[each] for each in OUTSIDE if request.actor.has(each)],
        serves=serves,
        counts=request.actor.has(*COUNTS),
        channels=channels(request) if serves and in_hand(request) is None else [],
        waiting=waiting_lines(request) if serves else [],
        work=work,
        wards=ward_names(request.actor) if any(item.ward for item in work or []) else {},
    )


def waiting_lines(request: Request) -> list[dict[str, Any]]:
    """My contacts that wait for their wrap-up, for the list: what to call them, since when, what they were about."""
    late = waiting(request)
    known = people.called(request.actor, [each.person for each in late if each.person is not None]) if late else {}
    names = service_names(request.actor) if late else {}
    return [
        {
            "id": each.id,
            "text": f"{channel_name(request.actor.council, each.channel)}: "
            + (known[each.person].name if each.person in known else "customer not known"),
            "since": each.ended_at,
            "about": words.listed([names[matter.service] for matter in each.matters if matter.service in names]),
        }
        for each in late
    ]


def channels(request: Request) -> list[tuple[str, str]]:
    """(code, label) of the channels on which this council's staff take contacts; visits first for those who greet."""
    known = contacts.lists_of(request.actor.council).channels
    greets = request.actor.has("floorwalker") and not request.actor.has(*WORKS)
    order = sorted(TAKEN, key=lambda code: code != "visit") if greets else TAKEN
    return [(code, known[code]) for code in order if code in known]
