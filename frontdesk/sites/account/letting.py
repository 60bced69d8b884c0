"""Who acts for me: who they are, what they may do, who hears of it; letting somebody, and ending it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries
from frontdesk.domains.people.types.acting import ACTING, BOTH, PERSON
from frontdesk.domains.services import queries as services
from frontdesk.kernel import limits
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import Refusal
from frontdesk.sites.account.acting import lines
from frontdesk.sites.account.request import signed_in, who
from frontdesk.ui.typed import day_in

TELLS = (
    (BOTH, "Both of us"),
    (ACTING, "Only them"),
    (PERSON, "Only me"),
)
_TOO_MANY = "You have asked several people today. Try again tomorrow, or contact us."


@signed_in
def helpers(request: HttpRequest) -> HttpResponse:
    """Who may act for the customer, and who was asked."""
    _, actor = who(request)
    found = [(each, lines(actor, each.authority)) for each in queries.helpers(actor)]
    page = {"found": found, "tells": TELLS, "has_record": actor.person is not None}
    return render(request, "site_account/helpers.jinja", page)


@signed_in
@require_POST
def tells(request: HttpRequest, authority: int) -> HttpResponse:
    """Who hears of what is asked for in the customer's name."""
    _, actor = who(request)
    people.change_authority(actor, authority=authority, tells=request.POST.get("tells", ""))
    messages.success(request, "We have kept who hears of it.")
    return redirect("site_account:helpers")


@signed_in
@require_http_methods(["GET", "POST"])
def let(request: HttpRequest) -> HttpResponse:
    """Let somebody act: by their email, for some services or all, until a day."""
    _, actor = who(request)
    if actor.person is None:
        messages.info(request, "Tell us your name first. Then you can let somebody act for you.")
        return redirect("site_account:change")
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            return _let(request, actor)
        except Refusal as refusal:
            errors = {refusal.field or "": refusal.sentence}
    offered = [each for each in services.catalogue(actor) if each.has_form and not each.restricted and each.tier != 4]
    page: dict[str, Any] = {"typed": request.POST, "errors": errors, "services": offered, "tells": TELLS}
    return render(request, "site_account/let.jinja", page, status=400 if errors else 200)


def _let(request: HttpRequest, actor: Actor) -> HttpResponse:
    typed = request.POST
    chosen = typed.getlist("services") if typed.get("scope") == "some" else []
    known = {each.code for each in services.catalogue(actor)}
    if typed.get("scope") == "some" and not known.intersection(chosen):
        raise Refusal("Choose what it is for.", field="services")
    limits.count("ask_to_act", request.user.pk, most=5, seconds=86400, sentence=_TOO_MANY)
    people.ask_to_act(
        actor, email=typed.get("email", ""), services=sorted(known.intersection(chosen)),
        sees_only=typed.get("does") == "look", until=day_in(typed, "until", "Enter a day like 31 12 2027."),
        why_no_end=typed.get("why_no_end", ""), tells=typed.get("tells", BOTH),
    )  # fmt: skip
    messages.success(request, "We have written to them. It opens nothing until they say yes.")
    return redirect("site_account:helpers")
