"""Customers who say that help with their account was not for them: staff look into it."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from frontdesk.domains.access import queries as access
from frontdesk.domains.people import actions, queries
from frontdesk.domains.people.types.accounts import CHECKS, TROUBLES
from frontdesk.sites.desk.asking import tried
from frontdesk.sites.desk.furniture import page
from frontdesk.sites.desk.gate import SERVES, Request, staff


@staff(*SERVES)
def denied(request: Request) -> HttpResponse:
    """The list, the longest first."""
    found = queries.denied_helps(request.actor)
    names = access.names_of(request.actor.council, [each.help.by for each in found if each.help.by is not None])
    return page(request, "denied", found=found, names=names, troubles=TROUBLES, checks=CHECKS)


@staff(*SERVES)
@require_POST
def settle(request: Request, account_help: int) -> HttpResponse:
    """Somebody has looked into one, and says what they did."""
    words = request.POST.get("words", "")
    return tried(
        request,
        lambda: actions.settle_denied(request.actor, help_=account_help, words=words),
        "It is off the list. What you wrote stands with the customer's account.",
        reverse("site_desk:denied"),
    )
