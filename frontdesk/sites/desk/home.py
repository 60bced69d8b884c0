"""The desk itself: the search box with the cursor in it, ways to take a contact, what is mine."""

from django.http import HttpResponse

from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.people import queries as people
from frontdesk.kernel.channels import TAKEN
from frontdesk.sites.desk import first, late, mine
from frontdesk.sites.desk.furniture import in_hand, page
from frontdesk.sites.desk.gate import COUNTS, OUTSIDE, SERVES, WORKS, Request, staff
from frontdesk.sites.desk.names import ROLES, ward_names


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
        **late.on_desk(request),
        denied=len(people.denied_helps(request.actor)) if serves else 0,
        work=work,
        wards=ward_names(request.actor) if any(item.ward for item in work or []) else {},
    )


def channels(request: Request) -> list[tuple[str, str]]:
    """(code, label) of the channels on which this council's staff take contacts; visits first for those who greet."""
    known = contacts.lists_of(request.actor.council).channels
    greets = request.actor.has("floorwalker") and not request.actor.has(*WORKS)
    order = sorted(TAKEN, key=lambda code: code != "visit") if greets else TAKEN
    return [(code, known[code]) for code in order if code in known]
