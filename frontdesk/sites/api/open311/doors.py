"""What stands around every call: its council, its format, and errors in the shape that the standard wants."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from frontdesk.domains.forms.rules.open311 import obstacles
from frontdesk.domains.organisations.types import Council
from frontdesk.domains.requests.types import Incomplete
from frontdesk.domains.services import queries as services
from frontdesk.domains.services.types import Published
from frontdesk.kernel import tenancy
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal, TooMany
from frontdesk.sites.api import keys
from frontdesk.sites.api.open311 import wire
from frontdesk.sites.api.open311.council import council_of

CHANNEL = "api"
_STATUSES: tuple[tuple[type[Refusal], int], ...] = ((TooMany, 429), (NotAllowed, 403), (NotFound, 404))
Call = Callable[..., tuple[str, Any]]


def call(*methods: str) -> Callable[[Call], Callable[..., HttpResponse]]:
    """Make a view of a function that takes (request, council, ...) and gives (name of the root, tree).

    Calls without a key are counted. The council is found first and is acted for; each Refusal becomes an error
    document. Keys come in arguments, not cookies, so there is nothing for another site to forge.
    """

    def around(do: Call) -> Callable[..., HttpResponse]:
        @csrf_exempt
        @wraps(do)
        def view(request: HttpRequest, *, format: str, **named: str) -> HttpResponse:
            if request.method not in methods and not (request.method == "HEAD" and "GET" in methods):
                return _answer(*_errors(Refusal("Use " + " or ".join(methods) + " here."), 405), format, 405)
            try:
                if request.method != "POST":
                    keys.count_keyless(request, request.GET.get("api_key", ""))
                council = council_of(request)
                with tenancy.acting_for(council.id):
                    root, tree = do(request, council, **named)
            except Refusal as refused:
                return _refused(refused, format)
            return _answer(root, tree, format, 201 if request.method == "POST" else 200)

        return view

    return around


def _answer(root: str, tree: Any, format: str, status: int) -> HttpResponse:
    answer = HttpResponse(wire.written(root, tree, format), content_type=wire.TYPES[format], status=status)
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _refused(refused: Refusal, format: str) -> HttpResponse:
    status = next((status for kind, status in _STATUSES if isinstance(refused, kind)), 400)
    answer = _answer(*_errors(refused, status), format, status)
    if isinstance(refused, TooMany):
        answer["Retry-After"] = str(refused.wait)
    return answer


def _errors(refused: Refusal, status: int) -> tuple[str, list[dict[str, Any]]]:
    """One error for each thing that is wrong."""
    sentences = [refused.sentence]
    if isinstance(refused, Incomplete) and refused.errors:
        sentences = [
            f"{code}: {sentence}" for code, parts in refused.errors.items() for sentence in parts.values() if sentence
        ]
    return "errors", [{"code": status, "description": sentence} for sentence in sentences or [refused.sentence]]


def offered(council: Council) -> dict[str, Published]:
    """The services that outside clients may find and use, by code: those whose form they can complete."""
    found: dict[str, Published] = {}
    listed = services.catalogue(Actor.nobody(council.id))
    for code, published in services.published_each(council.id, listed).items():
        if not published.definition.offered_by_open311 or published.definition.restricted:
            continue
        if CHANNEL in published.definition.channels.open and not obstacles(published.definition):
            found[code] = published
    return found
