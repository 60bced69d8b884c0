"""Keys for programs that use the API: listed, made and shown once, ended. For administrators."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.urls import reverse

from frontdesk.domains.access import actions, queries
from frontdesk.kernel.errors import NotFound, Refusal
from frontdesk.kernel.words import row_number
from frontdesk.sites.desk.asking import as_one, ask, errors_of
from frontdesk.sites.desk.furniture import page
from frontdesk.sites.desk.gate import MANAGES, Request, staff
from frontdesk.sites.desk.names import scope_names

_TO = "site_desk:tokens"
MOST = 100_000
"""Calls a minute, beyond which a limit is none."""


@staff(*MANAGES)
def tokens(request: Request) -> HttpResponse:
    """The keys that open something today."""
    found = queries.tokens(request.actor.council)
    named = scope_names(request.actor.council, {scope for each in found for scope in each.scopes})
    return page(request, "tokens", tokens=found, scopes=named)


@staff(*MANAGES)
def new_token(request: Request) -> HttpResponse:
    """Make a key. It stands on the page that answers, and nowhere afterwards."""
    context: dict[str, Any] = {"scopes": scope_names(request.actor.council), "back": reverse(_TO)}
    if request.method != "POST":
        return page(request, "new_token", typed=QueryDict("per-minute=600"), **context)
    try:
        secret = _made(request, request.POST)
    except Refusal as refusal:
        return page(request, "new_token", typed=request.POST, errors=errors_of(refusal), **context)
    answer = page(request, "token_made", secret=secret, label=request.POST.get("label", ""))
    answer["Cache-Control"] = "no-store"
    return answer


def _made(request: Request, typed: QueryDict) -> str:
    """The new key; '' when the same press has made it already: it is kept nowhere and cannot be shown again."""
    label, calls = typed.get("label", "").strip(), row_number(typed.get("per-minute", "").strip())
    if not label:
        raise Refusal("Enter what the key is for, so that colleagues know it again.", field="label")
    if not typed.getlist("scope"):
        raise Refusal("Choose what the program may do.", field="scope")
    if calls is None or not 1 <= calls <= MOST:
        raise Refusal(f"Enter how often it may call a minute, from 1 to {MOST:,}.", field="per-minute")
    shown: list[str] = []

    def make() -> None:
        scopes = typed.getlist("scope")
        shown.append(actions.create_token(request.actor, label=label, scopes=scopes, per_minute=calls))

    as_one(request, make)
    return next(iter(shown), "")


@staff(*MANAGES)
def end_token(request: Request, token: int) -> HttpResponse:
    """End a key, after a page that says what stops."""
    found = next((each for each in queries.tokens(request.actor.council) if each.id == token), None)
    if found is None:
        raise NotFound("We could not find that key. Somebody may have ended it.")

    def take(typed: QueryDict) -> str:
        actions.end_token(request.actor, token=token)
        return f"The key “{found.label}” is ended: it opens nothing any more."

    return ask(request, "end_token", take, _TO, token=found, back=reverse(_TO))
