"""Requests of somebody for whom a customer acts: only those within what that one may see, asked at each look."""

from dataclasses import replace

from frontdesk.domains.people import queries as people
from frontdesk.domains.people.types.acting import Scope
from frontdesk.domains.requests import models, policy
from frontdesk.domains.requests.queries.known import known
from frontdesk.domains.requests.queries.progress import Progress, told_progress
from frontdesk.kernel import access_log
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound

MOST = 50


def requests_acted(actor: Actor, person: int) -> list[Progress]:
    """The requests of this person that the signed-in customer may see now: open ones first, then newest first.

    NotFound where they act for nobody of that number; the look is kept in the access log.
    """
    scope = _scope(actor, person)
    access_log.looked_at(actor, person, "requests, acting for them")
    rows = models.Request.objects.filter(policy.visible(policy.Sight(acting=(scope,))), council_id=actor.council)
    found = known(actor.council, rows.order_by("-received_at", "-id")[:MOST])
    told = [replace(told_progress(one, history=False), follow="") for one in found]
    return sorted(told, key=lambda each: each.closed_at is not None)


def progress_acted(actor: Actor, person: int, request: int) -> Progress:
    """How one of them is going, with its history; nothing may be done to it by whoever may only look.

    It has no link to follow it: a link would go on opening when the authority has ended.
    """
    scope = _scope(actor, person)
    seen = policy.visible(policy.Sight(acting=(scope,)))
    rows = models.Request.objects.filter(seen, council_id=actor.council, id=request)
    for one in known(actor.council, rows):
        access_log.looked_at(actor, person, "request, acting for them")
        doing = people.scope_of(actor, person, doing=True)
        may = doing is not None and doing.covers(one.row.person_id, one.row.service)
        told = told_progress(one, history=True)
        return replace(told, follow="", may=told.may if may else frozenset())
    raise NotFound("We could not find that request.")


def acted_path(person: int, request: int) -> str:
    """Where whoever acts for the person sees the request, after signing in."""
    return f"/account/acting/{person}/requests/{request}/"


def _scope(actor: Actor, person: int) -> Scope:
    scope = people.scope_of(actor, person)
    if scope is None:
        raise NotFound("You do not act for this person, or not any more.")
    return scope
