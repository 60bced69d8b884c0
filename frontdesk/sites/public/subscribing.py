"""Following what somebody else has reported instead of reporting it again."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from frontdesk.domains.people import queries as people
from frontdesk.domains.requests import actions, queries
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal, TooMany
from frontdesk.kernel.limits import count, visitor_of
from frontdesk.sites.public.forms import CHANNEL, NEW, door_of
from frontdesk.sites.public.request import council_of

MOST = 10
"""How often in ten minutes one network address may ask for it: each sends a message to somebody."""

MOST_OF_ONE = 5
"""How often in an hour one address may be given: the messages may go to somebody who asked for none."""


def instead(request: HttpRequest, draft: int) -> HttpResponse:
    """Whoever chose a report that we have gives the address to hear of it; the form stays unsent."""
    door = door_of(request, draft)
    door.read()
    chosen, email = request.POST.get("same-as", NEW), request.POST.get("email", "")
    context = {"notes": {"same-as": chosen}, "email": email, "draft": draft}
    if request.method != "POST" or chosen in ("", NEW):
        return redirect(door.address("check", draft=draft))
    if "email" not in request.POST:
        return render(request, "site_public/subscribe.jinja", context)
    return _asked(request, context, lambda: _subscribe(request, door.actor, draft))


def _subscribe(request: HttpRequest, actor: Actor, draft: int) -> None:
    count("follow.visitor", visitor_of(request), most=MOST, seconds=600)
    email, chosen = request.POST.get("email", ""), request.POST.get("same-as", "")
    if _is_written_to_enough(actor, email):
        return  # The visitor is told the same: whose address it is, and what it follows, is not theirs to learn.
    actions.subscribe(actor, same_as=chosen, email=email, channel=CHANNEL, draft=draft)


def _is_written_to_enough(actor: Actor, email: str) -> bool:
    """Whether this address was given so often that we write no more to it now, whoever gave it."""
    address = people.normalise_email(email)
    try:
        if address:
            count("follow.address", (actor.council, address), most=MOST_OF_ONE, seconds=3600)
    except TooMany:
        return True
    return False


def _asked(request: HttpRequest, context: Mapping[str, Any], do: Callable[[], None]) -> HttpResponse:
    try:
        do()
    except NotFound:
        raise
    except Refusal as refusal:
        errors = {refusal.field or "": refusal.sentence}
        return render(request, "site_public/subscribe.jinja", {**context, "errors": errors})
    return render(request, "site_public/subscribed.jinja", dict(context))


def kept(request: HttpRequest, token: str) -> HttpResponse:
    """How it is going, for who follows it. Opening the link changes nothing: buttons confirm and end it."""
    council, actor = council_of(request)
    if request.method == "POST":
        do = actions.end_following if request.POST.get("do") == "end" else actions.confirm_following
        do(actor, token=token)
        return redirect("site_public:following", token=token)
    return render(request, "site_public/following.jinja", {"following": queries.following(council.id, token)})
