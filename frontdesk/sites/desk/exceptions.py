"""Exceptions to online-only: one of the service's own reasons, at its page and at the customer's; and their end."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_POST

from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries
from frontdesk.domains.people.types import ServiceException
from frontdesk.domains.people.types.needs import BY_NEED
from frontdesk.domains.services import queries as services
from frontdesk.domains.services.definition.model import Definition
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import Refusal
from frontdesk.sites.desk.asking import ask, done
from frontdesk.sites.desk.gate import SERVES, Request, staff


def grant(request: Request, definition: Definition, person: int | None, typed: Mapping[str, Any]) -> int:
    """Record the exception whose reason was chosen, with the words beside it; returns its id."""
    only = definition.digital_only
    if person is None:
        raise Refusal("Say first who the exception is for: find the customer or make a record.", field="reason")
    reason = str(typed.get("reason", "")).removeprefix(f"{definition.code}/")
    if only is None or not only.reason(reason):
        raise Refusal("Choose why the customer cannot use the online service.", field="reason")
    words = str(typed.get("words", ""))
    return people.grant_exception(request.actor, person=person, service=definition.code, reason=reason, words=words)


def online_only(actor: Actor) -> dict[str, Definition]:
    """The online-only services by code."""
    listed = [each for each in services.catalogue(actor) if each.digital_only]
    return {code: each.definition for code, each in services.published_each(actor.council, listed).items()}


def told(actor: Actor, exceptions: Sequence[ServiceException]) -> list[tuple[ServiceException, str]]:
    """Each exception with the words why it was granted."""
    known = online_only(actor) if exceptions else {}
    return [(each, _why(known.get(each.service), each)) for each in exceptions]


def _why(definition: Definition | None, exception: ServiceException) -> str:
    if exception.reason == BY_NEED:
        return "because of a need on record"
    only = definition.digital_only if definition else None
    return ". ".join(filter(None, (only.reason(exception.reason) if only else "", exception.words)))


@staff(*SERVES)
def exception(request: Request, person: int) -> HttpResponse:
    """Let the person use an online-only service another way, for one of its own reasons."""
    found = queries.person(request.actor, person, seen_on="exception")
    back = reverse("site_desk:customer", kwargs={"person": person})
    only = online_only(request.actor)

    def take(typed: QueryDict) -> str:
        definition = only.get(typed.get("reason", "").partition("/")[0])
        if definition is None:
            raise Refusal("Choose why the customer cannot use the online service.", field="reason")
        grant(request, definition, person, typed)
        return "The exception is recorded."

    return ask(request, "exception", take, back, person=found, only=list(only.values()), back=back)


@staff(*SERVES)
@require_POST
def end(request: Request, person: int, exception: int) -> HttpResponse:
    """The customer can use the service online after all."""
    people.end_exception(request.actor, exception=exception)
    return done(request, "The exception is ended.", reverse("site_desk:customer", kwargs={"person": person}))
