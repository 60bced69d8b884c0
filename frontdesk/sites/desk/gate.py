"""The gate of the desk: who comes in at all. Which rows they see then is decided by the policies of the domains."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, get_script_prefix, path

from frontdesk.domains.organisations.types import Council
from frontdesk.domains.requests import types as requests
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotAllowed, NotFound
from frontdesk.sites.desk.own import refuse_own

SERVES = ("adviser", "floorwalker", "officer", "complaints-officer", "manager")
"""Those who deal with customers."""
WORKS = requests.WORKS
"""Those who deal with requests."""
DECIDES = ("manager",)
"""Those who decide whether two records are one customer."""
KNOWS = ("adviser", "complaints-officer", "manager")
"""Those who open restricted needs."""
REVIEWS = ("adviser", "complaints-officer", "manager")
"""Those who see which needs are to be asked about again."""
PUBLISHES = ("officer", "manager")
"""Those who let offers of businesses through."""
FINISHES = ("floorwalker", "manager")
"""Those who wrap up for a colleague who cannot."""
PROTECTS = ("data-protection-officer", "complaints-officer")
"""Those who deal with data protection: what people ask by right, how long things are kept."""
LIFTS = ("manager", *PROTECTS)
"""Those who lift the restriction of a record that names them."""
COUNTS = ("manager", "insight-analyst", "administrator")
"""Those who see figures."""
SHAPES = ("designer",)
"""Those who shape services: they see which are used how, and no records."""
MANAGES = ("administrator",)
"""Those who take staff on and let them go, and give keys to programs."""
OUTSIDE = ("partner", "helper", "contractor", "member")
"""Those who work with the council and are not its staff: they have a first page, so far."""


class Request(HttpRequest):
    """A request that has come through the gate: its council and actor are known, and the actor is staff."""

    council: Council
    actor: Actor


View = Callable[..., HttpResponse]


def staff(*roles: str, outside: bool = False) -> Callable[[View], View]:
    """Let staff with one of `roles` in (any staff where none is named); with `outside` those of
    OUTSIDE too, where roles are named as far as theirs is among them.

    Nobody is sent to sign in; a customer finds no such page; staff of other roles are told that it is not theirs, and
    all staff that they do not deal with themselves.
    """

    def gate(view: View) -> View:
        @wraps(view)
        def gated(request: Any, **parts: Any) -> HttpResponse:
            actor = request.actor
            if actor is None or actor.user is None:
                return redirect_to_login(request.get_full_path(), get_script_prefix().rstrip("/") + settings.LOGIN_URL)
            if not (actor.is_staff or (outside and actor.has(*(roles or OUTSIDE)))):
                raise NotFound("We could not find that page.")
            if roles and not actor.has(*roles):
                raise NotAllowed("This page is not part of your work. Ask an administrator if it should be.")
            refuse_own(actor, parts, {**request.GET.dict(), **request.POST.dict()})
            return view(request, **parts)

        gated.roles = roles  # type: ignore[attr-defined]
        return gated

    return gate


def door(route: str, view: View, name: str) -> URLPattern:
    """One address of the desk. A view without the gate has no address: the desk is shut by default."""
    if not hasattr(view, "roles"):
        raise TypeError(f"{name} has no gate: put @staff(...) on it")
    return path(route, view, name=name)
