"""The calls of GeoReport v2. There are no tokens: every service answers at once with the id (type realtime)."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from frontdesk.domains.organisations.types import Council
from frontdesk.domains.requests.queries.open311 import Wanted, known_requests
from frontdesk.kernel.errors import NotFound
from frontdesk.sites.api import keys
from frontdesk.sites.api.open311 import arguments, shapes
from frontdesk.sites.api.open311.creating import create
from frontdesk.sites.api.open311.doors import call, offered


@call("GET")
def services(request: HttpRequest, council: Council) -> tuple[str, Any]:
    """The service list."""
    return "services", [shapes.service(published.definition) for published in offered(council).values()]


@call("GET")
def service(request: HttpRequest, council: Council, code: str) -> tuple[str, Any]:
    """The definition of one service."""
    published = offered(council).get(code)
    if published is None:
        raise NotFound(f"There is no service with the code {code[:60]}.")
    return "service_definition", shapes.service_definition(published.definition)


@call("GET", "POST")
def requests(request: HttpRequest, council: Council) -> tuple[str, Any]:
    """Many requests, or a new one."""
    if request.method == "POST":
        return "service_requests", [shapes.created(create(request, council))]
    return _answered(request, council, arguments.wanted(request.GET))


@call("GET")
def one(request: HttpRequest, council: Council, reference: str) -> tuple[str, Any]:
    """One request, as a list of one."""
    root, found = _answered(request, council, Wanted(references=(reference,)))
    if not found:
        raise NotFound("There is no request with this service_request_id.")
    return root, found


@call("GET")
def token(request: HttpRequest, council: Council, token: str) -> tuple[str, Any]:
    """We give no tokens, so none is known."""
    raise NotFound("We give no tokens: every request has its id at once.")


@call("GET")
def discovery(request: HttpRequest, council: Council) -> tuple[str, Any]:
    """Where and what this endpoint is."""
    newest = max((published.published_at for published in offered(council).values()), default=None)
    changeset = shapes.moment(newest) or f"{council.version}"
    return "discovery", shapes.discovery(council, changeset, test=settings.DEMO)


def _answered(request: HttpRequest, council: Council, wanted: Wanted) -> tuple[str, list[dict[str, Any]]]:
    """Requests as the caller may know them: what a key sent, its holder reads whole."""
    secret = request.GET.get("api_key", "")
    reader = keys.token_of(request, secret, "open311", council=council.id).id if secret else None
    found = known_requests(council.id, offered(council), wanted, reader)
    extended = request.GET.get("extensions", "").lower() == "true"
    return "service_requests", [shapes.request(each, council, extended=extended) for each in found]
