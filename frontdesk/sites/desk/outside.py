"""Systems that open by the council's sign-in: listed, registered with a secret that is shown once, ended."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.urls import reverse

from frontdesk.domains.partners import actions, queries
from frontdesk.domains.partners.types import EMAIL, NAME, SCOPES
from frontdesk.kernel import links
from frontdesk.kernel.errors import Refusal
from frontdesk.sites.desk.asking import as_one, ask, errors_of
from frontdesk.sites.desk.furniture import page
from frontdesk.sites.desk.gate import MANAGES, Request, staff

_TO = "site_desk:outside"
_CHOICES = {each: SCOPES[each] for each in (NAME, EMAIL)}


@staff(*MANAGES)
def outside(request: Request) -> HttpResponse:
    """The systems of today, and what such a system must know of us."""
    issuer = links.absolute(request.council.code, "")
    return page(request, "outside", systems=queries.systems(request.actor.council), scopes=SCOPES, issuer=issuer)


@staff(*MANAGES)
def new_outside(request: Request) -> HttpResponse:
    """Register a system. Its secret stands on the page that answers, and nowhere afterwards."""
    context: dict[str, Any] = {"choices": _CHOICES, "back": reverse(_TO)}
    if request.method != "POST":
        return page(request, "new_outside", typed=QueryDict(), **context)
    try:
        made = _made(request, request.POST)
    except Refusal as refusal:
        return page(request, "new_outside", typed=request.POST, errors=errors_of(refusal), **context)
    return _told(request, made)


def _made(request: Request, typed: QueryDict) -> tuple[int, str]:
    """The new system with its secret; '' when the same press has made it already: it is kept nowhere."""
    shown: list[str] = []

    def make() -> int:
        texts = {name: typed.get(name, "").strip() for name in ("code", "name", "about", "start")}
        system, secret = actions.register_system(
            request.actor, **texts, returns=typed.get("returns", "").split(), scopes=typed.getlist("scope")
        )
        shown.append(secret)
        return system

    return int(as_one(request, make)), next(iter(shown), "")


def _told(request: Request, made: tuple[int, str]) -> HttpResponse:
    system, secret = made
    found = queries.system(request.actor.council, system)
    issuer = links.absolute(request.council.code, "")
    answer = page(request, "outside_secret", system=found, secret=secret, issuer=issuer)
    answer["Cache-Control"] = "no-store"
    return answer


@staff(*MANAGES)
def outside_secret(request: Request, system: int) -> HttpResponse:
    """Give a system a new secret, after a page that says what stops."""
    found = queries.system(request.actor.council, system)
    if request.method != "POST":
        return page(request, "outside_new_secret", system=found, typed=QueryDict(), back=reverse(_TO))
    shown: list[str] = []
    as_one(request, lambda: shown.append(actions.new_secret(request.actor, system=system)))
    return _told(request, (system, next(iter(shown), "")))


@staff(*MANAGES)
def end_outside(request: Request, system: int) -> HttpResponse:
    """End a system, after a page that says what stops."""
    found = queries.system(request.actor.council, system)

    def take(typed: QueryDict) -> str:
        actions.end_system(request.actor, system=system)
        return f"{found.name} opens by our sign-in no more."

    return ask(request, "end_outside", take, _TO, system=found, back=reverse(_TO))
