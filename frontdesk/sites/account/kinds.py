"""What kind of customer somebody is counted as, why, and not being counted."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from frontdesk.domains.people import queries as people
from frontdesk.domains.segments import actions, queries
from frontdesk.kernel.actor import Actor
from frontdesk.sites.account.request import who, with_record

STILL_OUT = (
    "You are still not counted: something that you asked by right stands, or another record, joined to yours, says"
    " so. Contact us if that is wrong."
)


@with_record
@require_http_methods(["GET", "POST"])
def kind(request: HttpRequest) -> HttpResponse:
    """The customer's own kind with the reason and all rules; be counted no more, or again."""
    _, actor = who(request)
    if request.method == "POST":
        return _pressed(request, actor)
    cluster = people.cluster(actor.council, actor.person or 0)
    rules = queries.rules_of(actor.council)
    page = {
        "mine": queries.standing_of(actor.council, cluster),
        "left_out": queries.left_out(actor.council, cluster),
        "rules": [(rule, queries.in_words(rule, rules)) for rule in rules.segments],
    }
    return render(request, "site_account/data_kind.jinja", page)


def _pressed(request: HttpRequest, actor: Actor) -> HttpResponse:
    if request.POST.get("do") == "leave":
        actions.leave_out(actor)
        messages.success(request, "We count you as no kind of customer any more.")
    elif request.POST.get("do") == "back":
        if actions.come_back(actor):
            messages.success(request, "You are counted again from tonight on.")
        else:
            messages.error(request, STILL_OUT)
    return redirect("site_account:data_kind")
