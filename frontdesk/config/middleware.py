"""From an address to a council and an actor: what every view finds on its request.

`request.council` (organisations.types.Council), `request.actor` (kernel.actor.Actor). Requests that name no
council and have none by default get `council = None` and act for nobody: reading council data then raises.
"""

import re
import time
from collections.abc import Callable
from typing import Any

import structlog
from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    HttpResponsePermanentRedirect,
)
from django.shortcuts import render
from django.urls import set_script_prefix

from frontdesk.config import staff_sessions
from frontdesk.domains.access import queries as access
from frontdesk.domains.organisations import queries as organisations
from frontdesk.domains.organisations.types import Council
from frontdesk.domains.people import queries as people
from frontdesk.kernel import reading, tenancy
from frontdesk.kernel.actor import STAFF, Actor
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal, TooMany

log = structlog.get_logger("frontdesk.request")
Answer = Callable[[HttpRequest], HttpResponseBase]

METHODS = ("GET", "HEAD", "POST")
_PREFIX = re.compile(r"^/c/([a-z0-9-]+)(/.*)?$")
_DESK = "/desk/"
_NO_COUNCIL = ("/static/", "/healthz", "/readyz", "/metrics")


def log_request(get_response: Answer) -> Answer:
    """One line a request: method, the route (never the address itself, which may hold tokens), status, time."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        started = time.perf_counter()
        response = get_response(request)
        match = getattr(request, "resolver_match", None)
        log.info(
            "request",
            method=request.method,
            route=match.route if match else "",
            status=response.status_code,
            ms=round((time.perf_counter() - started) * 1000, 1),
        )
        return response

    return middleware


def refuse_odd_methods(get_response: Answer) -> Answer:
    """No address takes another method than METHODS: a view that does not look must not take it for a GET.

    Open311 says so itself, in the format that was asked for.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.method in METHODS or "/open311/" in request.path_info:
            return get_response(request)
        return HttpResponseNotAllowed(METHODS)

    return middleware


def read_once(get_response: Answer) -> Answer:
    """Let the parts of a page that changes nothing share what they read."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return get_response(request)
        with reading.one_page():
            return get_response(request)

    return middleware


def find_council(get_response: Answer) -> Answer:
    """Find the council by /c/<council>/ prefix, host name, or the default, and act for it until the answer is out."""

    def middleware(request: Any) -> HttpResponseBase:
        request.council = None
        if request.path_info.startswith(_NO_COUNCIL):
            set_script_prefix("/")
            return get_response(request)
        found = _PREFIX.match(request.path_info)
        if found:
            if found[2] is None:
                return HttpResponsePermanentRedirect(request.path + "/")
            council = organisations.council_by_code(found[1])
            request.council = organisations.reached_by_prefix(council) if council else None
            if council is not None:
                request.path_info = found[2]
                set_script_prefix(f"/c/{found[1]}/")
        else:
            set_script_prefix("/")
            host = request.get_host().partition(":")[0]
            request.council = organisations.council_by_host(host, settings.DEFAULT_COUNCIL)
            if request.path_info.startswith(_DESK):
                request.council = _answering_for(request, request.council)
        councils = (request.council.id,) if request.council else ()
        with tenancy.acting_for(*councils):
            response = get_response(request)
            if not response.streaming:
                tenancy.hand_back()
        if response.streaming:
            response.streaming_content = tenancy.streamed(councils, response.streaming_content)  # type: ignore[attr-defined]
        set_script_prefix("/")
        return response

    return middleware


def _answering_for(request: Any, usual: Council | None) -> Council | None:
    """At the desk: the council that the member of staff chose, the one of the address, or the first of theirs.

    One who is no member of staff gets the council of the address, and the gate of the desk does the rest. A choice
    that is no longer theirs counts for nothing. How many they may choose from stands in the session for the pages.
    """
    user = request.session.get("_auth_user_id")
    if not user:
        return usual
    request.memberships = access.memberships_of(int(user))
    mine = [each.council for each in request.memberships if not each.roles.isdisjoint(STAFF)]
    if request.session.get("desk_councils", []) != mine:
        request.session["desk_councils"] = mine
    chosen = request.session.get("answering_for")
    wanted = next((each for each in (chosen, usual.id if usual else None, *mine) if each in mine), None)
    if wanted is None or (usual is not None and wanted == usual.id):
        return usual
    found = organisations.council_by_id(wanted)
    return organisations.reached_by_prefix(found) if found else usual


def find_actor(get_response: Answer) -> Answer:
    """Put the actor on the request: nobody, a customer with the person linked here, or staff with roles."""

    def middleware(request: Any) -> HttpResponseBase:
        request.actor = _actor(request)
        return get_response(request)

    return middleware


def _actor(request: Any) -> Actor | None:
    if request.council is None:
        return None
    if not request.session.get("_auth_user_id"):
        return Actor.nobody(request.council.id)
    user = request.user.pk if request.user.is_authenticated else None
    if user is not None:
        reading.keep(access.email_of, request.user.email, user)
    person, own = people.signed_in_as(request.council.id, user)
    # Read a moment ago where they decided which council the desk answers for.
    mine = getattr(request, "memberships", None)
    actor = access.actor_for(request.council.id, user, person, own=own, memberships=mine)
    return Actor.nobody(actor.council) if actor.is_staff and staff_sessions.is_over(request) else actor


def explain_refusal(get_response: Answer) -> Answer:
    """Turn a refusal that a view did not handle into a page with its sentence."""
    statuses = {NotAllowed: 403, NotFound: 404, TooMany: 429}

    def middleware(request: HttpRequest) -> HttpResponseBase:
        return get_response(request)

    def process_exception(request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Refusal):
            return None
        status = statuses.get(type(error), 400)
        return render(request, f"ui/errors/{status}.jinja", {"sentence": error.sentence}, status=status)

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware
