"""Pages to find a service: home, search, the list of a task, the service's own page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from frontdesk.domains.places import queries as places
from frontdesk.domains.services import actions as services
from frontdesk.domains.services import queries
from frontdesk.domains.services.definition.model import Definition
from frontdesk.kernel.errors import NotFound
from frontdesk.sites.public import acted, kinds, promise
from frontdesk.sites.public.request import council_of


def home(request: HttpRequest) -> HttpResponse:
    """Search box, the seven tasks, the services used most, notices, sign in."""
    council, actor = council_of(request)
    listed = queries.catalogue(actor)
    context = {"tasks": kinds.TASKS, "popular": promise.most_used(council.id, listed)}
    return render(request, "site_public/home.jinja", context)


def search(request: HttpRequest) -> HttpResponse:
    """Services that fit what was typed."""
    _, actor = council_of(request)
    typed = request.GET.get("q", "")[:100].strip()
    found = queries.search(actor, typed) if typed else []
    if typed and not found:
        services.note_nothing_found(actor.council)
    danger, despair = queries.danger_in(typed)
    context = {"typed": typed, "found": found, "tasks": kinds.TASKS, "danger": danger, "despair": despair}
    return render(request, "site_public/search.jinja", context)


def task(request: HttpRequest, kind: str) -> HttpResponse:
    """The services of one task."""
    _, actor = council_of(request)
    if kind not in kinds.BY_CODE:
        raise NotFound("There is no such page.")
    listed = queries.catalogue(actor, kind=kind)
    return render(request, "site_public/task.jinja", {"task": kinds.BY_CODE[kind], "services": listed})


def everything(request: HttpRequest) -> HttpResponse:
    """All services, by group."""
    _, actor = council_of(request)
    groups: dict[str, list[object]] = {}
    for listing in queries.catalogue(actor):
        groups.setdefault(listing.group, []).append(listing)
    return render(request, "site_public/everything.jinja", {"groups": groups})


def service(request: HttpRequest, code: str) -> HttpResponse:
    """A service's own page: what, for whom, cost, promise, what you need, one button, other ways.

    That of a restricted service is open to everybody too, and says whom to ring.
    """
    council, actor = council_of(request)
    published = queries.published(council.id, code)
    if published is None:
        raise NotFound("We do not have a service of that name.")
    context = {
        "acted": acted.asked_for(actor, request.GET.get("for"), code),
        "service": published.definition, "version": published, "task": kinds.BY_CODE[published.definition.kind],
        "online": _online(published.definition),
        "instead": published.definition.alternative("web") or "",
        "ways": promise.other_ways(council, published.definition),
        "desks": [] if published.definition.has_form else places.places(council.id),
        "promise": promise.of_service(council.id, published.definition),
        "trials": queries.trials(council.id, published.version),
    }  # fmt: skip
    return render(request, "site_public/service.jinja", context)


def _online(definition: Definition) -> bool:
    return definition.has_form and "web" in definition.channels.open and definition.tier != 4
