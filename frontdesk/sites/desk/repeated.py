"""Requests that may repeat an earlier one: looked through page by page, marked together."""

from datetime import date
from urllib.parse import urlencode

from django.http import HttpResponse

from frontdesk.domains.requests import queries
from frontdesk.sites.desk.furniture import page
from frontdesk.sites.desk.gate import WORKS, Request, staff
from frontdesk.sites.desk.names import service_names
from frontdesk.ui.typed import place_in


@staff(*WORKS)
def repeated(request: Request) -> HttpResponse:
    """Possible duplicates, newest first."""
    of, service = request.GET.get("of", "open"), request.GET.get("service", "")
    found = queries.repeated(
        request.actor,
        closed=of == "all",
        service=service,
        after=place_in(request.GET.get("after", ""), date.fromisoformat, "."),
    )
    older = ""
    if found.after is not None:
        day, last = found.after
        older = "?" + urlencode({"of": of, "service": service, "after": f"{day.isoformat()}.{last}"})
    names = service_names(request.actor, with_form=True)
    return page(request, "repeated", found=found, of=of, service=service, services=names, older=older)
