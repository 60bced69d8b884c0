"""What staff started with an account, finished or stopped by the customer, by a link that was sent to them.

Opening a link changes nothing: mail scanners open links. The links sign nobody in.
"""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries
from frontdesk.domains.people.types.accounts import SECOND_STEP, TOLD_FOR, AccountHelp
from frontdesk.kernel import clock, limits, links
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal
from frontdesk.sites.account.request import of_council, who

_TOO_MANY = "There have been too many tries. Wait a few minutes and try again."


@of_council
@require_http_methods(["GET", "POST"])
def repair(request: HttpRequest, token: str) -> HttpResponse:
    """Finish it, or say that one did not ask for it."""
    return _page(request, token, "repair")


@of_council
@require_http_methods(["GET", "POST"])
def not_me(request: HttpRequest, token: str) -> HttpResponse:
    """Say that one did not ask for it: for whoever hears of it elsewhere."""
    return _page(request, token, "not-me")


def _page(request: HttpRequest, token: str, purpose: str) -> HttpResponse:
    actor, found = _of_link(request, token, purpose)
    if request.method != "POST":
        return _show(request, found, purpose)
    limits.count("account_repair", limits.visitor_of(request), most=20, seconds=600, sentence=_TOO_MANY)
    if request.POST.get("do") == "stop":
        stopped = people.refuse_help(actor, help_=found.id)
        return render(request, "site_account/repair_done.jinja", {"stopped": stopped, "told": True})
    if purpose != "repair" or request.POST.get("do") != "finish":
        return _show(request, found, purpose, "Choose one of the buttons.")
    try:
        kind = people.finish_help(actor, help_=found.id)
    except NotFound:
        raise
    except Refusal as refusal:
        return _show(request, found, purpose, refusal.sentence)
    return render(request, "site_account/repair_done.jinja", {"stopped": False, "second_step": kind == SECOND_STEP})


def _of_link(request: HttpRequest, token: str, purpose: str) -> tuple[Actor, AccountHelp]:
    """The help that the link is for; NotFound for another council's, one that is over, and one called back."""
    _, actor = who(request)
    council, help_, sent_at = links.read(token, purpose)
    if council != actor.council:
        raise NotFound("This link does not work here.")
    found = queries.account_help(council, help_)
    queries.refuse_called_back(council, found.person, sent_at)
    over = not found.is_open or clock.now() > found.until
    if over and (purpose != "not-me" or found.settled_at is not None or clock.now() > found.started_at + TOLD_FOR):
        raise NotFound("This is over: it was finished, stopped, or ran out. Contact us if you still need help.")
    return Actor.nobody(council), found


def _show(request: HttpRequest, found: AccountHelp, purpose: str, problem: str = "") -> HttpResponse:
    now: datetime = clock.now()
    page = {"help": found, "second_step": found.kind == SECOND_STEP, "finishes": purpose == "repair",
            "early": now < found.ready_at, "problem": problem}  # fmt: skip
    return render(request, "site_account/repair.jinja", page, status=400 if problem else 200)
