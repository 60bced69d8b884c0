"""Taking a wrong or old email or phone number off a customer's record."""

from django.http import HttpResponse, QueryDict
from django.urls import reverse

from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries
from frontdesk.domains.people.types.points import WHY_POINT_ENDS
from frontdesk.kernel.errors import NotFound
from frontdesk.sites.desk.asking import as_one, ask
from frontdesk.sites.desk.gate import SERVES, Request, staff


@staff(*SERVES)
def end(request: Request, person: int, point: int) -> HttpResponse:
    """We reach them there no more, and why."""
    found = queries.person(request.actor, person, seen_on="details")
    one = next((each for each in found.points if each.id == point), None)
    if one is None:
        raise NotFound("We do not reach them there any more.")
    back = reverse("site_desk:details", kwargs={"person": person})

    def take(typed: QueryDict) -> str:
        as_one(request, lambda: people.end_contact_point(request.actor, point=point, why=typed.get("why", "")))
        return "We send nothing there any more, and do not ring it."

    return ask(request, "end_point", take, back, person=found, one=one, whys=WHY_POINT_ENDS, back=back)
