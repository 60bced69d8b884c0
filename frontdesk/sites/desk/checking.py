"""Cards shown at a counter, by code or number; and offers of businesses, let through or not."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.urls import reverse

from frontdesk.domains.cards import actions, queries
from frontdesk.domains.cards.types import OFFER_STATES, WAITING
from frontdesk.kernel.errors import Refusal
from frontdesk.sites.desk.asking import ask
from frontdesk.sites.desk.furniture import page
from frontdesk.sites.desk.gate import PUBLISHES, SERVES, Request, staff
from frontdesk.ui.presses import press_key


@staff(*SERVES, "partner", outside=True)
def check_card(request: Request) -> HttpResponse:
    """Check a card that is shown, and count what it is used for. Partners are shown no name."""
    context: dict[str, Any] = {"shown": request.POST.get("shown", "")}
    if request.method != "POST":
        return page(request, "check_card", **context)
    use = request.POST.get("use", "")
    try:
        context |= {"counted": _count(request, use)} if use else {}
    except Refusal as refusal:
        context |= {"errors": {"shown": refusal.sentence}}
    checked = actions.check_card(request.actor, shown=context["shown"])
    return page(request, "check_card", checked=checked, **context)


def _count(request: Request, use: str) -> str:
    actions.count_use(request.actor, shown=request.POST.get("shown", ""), kind=use, key=press_key(request))
    return f"Counted: {queries.kind_named(request.actor.council, use).name}."


@staff(*PUBLISHES)
def offers(request: Request) -> HttpResponse:
    """Offers that wait, those in force with how often they were used, and those that are over."""
    return page(
        request,
        "offers",
        waiting=queries.offers_waiting(request.actor),
        published=queries.offers_published(request.actor),
        past=queries.offers_past(request.actor),
        kinds=queries.kinds_of(request.actor.council),
        states=OFFER_STATES,
    )


@staff(*PUBLISHES)
def offer(request: Request, offer: int) -> HttpResponse:
    """One offer: let it through, do not, or end it."""
    found = queries.offer(request.actor, offer)
    kind = queries.kind_named(request.actor.council, found.kind) if found.kind else None
    of: dict[str, Any] = {"offer": found, "kind": kind, "states": OFFER_STATES, "waits": found.state == WAITING,
                          "first": queries.first_choices(request.actor.council)}  # fmt: skip

    def take(typed: QueryDict) -> str:
        return _decide(request, offer, typed)

    return ask(request, "offer", take, reverse("site_desk:offers"), back=reverse("site_desk:offers"), **of)


def _decide(request: Request, offer: int, typed: QueryDict) -> str:
    do, why = typed.get("do", ""), typed.get("why", "")
    if do == "publish":
        actions.publish_offer(request.actor, offer=offer)
        return "The offer is let through. The business is told."
    if do == "first":
        actions.put_first(request.actor, offer=offer, first_for=typed.getlist("first"))
        return "The order is kept. Everybody who could see the offer still does."
    if do == "refuse":
        actions.refuse_offer(request.actor, offer=offer, why=why)
        return "The offer is not let through. The business is told why."
    if do == "end":
        actions.end_offer(request.actor, offer=offer, why=why)
        return "The offer has ended."
    raise Refusal("Choose one of the buttons.")
