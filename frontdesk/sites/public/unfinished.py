"""What the message that offers help opens: go on, ask to be rung, or hear no more. Opening it changes nothing."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from frontdesk.domains.forms import actions, queries
from frontdesk.domains.forms.types import UNFINISHED, HelpOffer
from frontdesk.kernel import links
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal
from frontdesk.kernel.limits import count, visitor_of
from frontdesk.sites.public.request import council_of

_GONE = "What you began is finished, or gone already. You need do nothing."


def unfinished(request: HttpRequest, token: str) -> HttpResponse:
    """The three things that can be done about it."""
    actor, offer, made_at = _of_link(request, token)
    if request.method != "POST":
        return _page(request, actor, offer, made_at)
    count("forms.unfinished", visitor_of(request), most=20, seconds=600)
    asks = request.POST.get("do") == "ask"
    if not asks and request.POST.get("do") != "stop":
        return _page(request, actor, offer, made_at, {"": "Choose one of the buttons."})
    try:
        actions.answer_offer(actor, offer=offer.id, ask=asks, phone=request.POST.get("phone", ""))
    except NotFound:
        raise
    except Refusal as refusal:
        return _page(request, actor, offer, made_at, {refusal.field or "": refusal.sentence})
    return render(request, "site_public/unfinished_done.jinja", {"asks": asks})


def _of_link(request: HttpRequest, token: str) -> tuple[Actor, HelpOffer, datetime]:
    _, actor = council_of(request)
    council, offer, made_at = links.read(token, UNFINISHED)
    if council != actor.council:
        raise NotFound(_GONE)
    return actor, queries.offer_of_link(council, offer, made_at), made_at


def _page(
    request: HttpRequest, actor: Actor, offer: HelpOffer, made_at: datetime, errors: dict[str, str] | None = None
) -> HttpResponse:
    token = queries.resume_token(actor.council, offer.draft, made_at) if offer.draft is not None else ""
    to = reverse("site_public:resume", kwargs={"token": token}) if token else ""
    go_on = to if offer.draft is not None else reverse("account_request_login_code")
    context = {"go_on": go_on, "form": offer.draft is not None, "has_phone": bool(offer.phone),
               "asked": offer.asked_at is not None, "errors": errors or {},
               "phone": request.POST.get("phone", "")}  # fmt: skip
    return render(request, "site_public/unfinished.jinja", context, status=400 if errors else 200)
