"""My card: what it opens, its code to show, stopping a lost one, the next one; and offers to those who have one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from frontdesk.domains.cards import actions, queries
from frontdesk.domains.cards.types import SOURCES, Held
from frontdesk.domains.organisations.types import Council
from frontdesk.kernel import links
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal
from frontdesk.kernel.references import show_reference, spell_reference
from frontdesk.sites.account.request import signed_in, who
from frontdesk.ui.codes import qr


@signed_in
@require_http_methods(["GET", "POST"])
def card(request: HttpRequest) -> HttpResponse:
    """The customer's card; get one, or the next one."""
    council, actor = who(request)
    kinds = queries.kinds_of(council.id)
    if not kinds:
        raise NotFound("This council has no card.")
    if request.method == "POST":
        return _pressed(request, actor)
    held = queries.held(actor, actor.person) if actor.person else None
    page = {"held": held, "kinds": kinds, "sources": SOURCES, **_shown(council, held)}
    return render(request, "site_account/card.jinja", page)


def _shown(council: Council, held: Held | None) -> dict[str, Any]:
    """The card's number and its code; nothing where there is none in force."""
    if held is None or held.card is None:
        return {}
    code = queries.code_of(council.id, held.card, held.entitlements)
    return {
        "number": show_reference(held.card.number),
        "spelled": spell_reference(held.card.number),
        "code": qr(links.absolute(council.code, f"/card/#{code}"), "The code of your card, to be scanned"),
        "good_until": queries.code_good_until(),
    }


def _pressed(request: HttpRequest, actor: Actor) -> HttpResponse:
    if actor.person is None:
        return redirect("site_account:change")
    held = queries.held(actor, actor.person)
    try:
        if request.POST.get("do") == "replace" and (held.card or held.before):
            actions.replace_card(actor, card=(held.card or held.before).id, via="web")  # type: ignore[union-attr]
        else:
            actions.give_card(actor, person=actor.person, via="web")
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "This is your card. You can show it from here, or print this page.")
    return redirect("site_account:card")


@signed_in
@require_http_methods(["GET", "POST"])
def lost(request: HttpRequest) -> HttpResponse:
    """Stop a lost card at once: asked on a page of its own, so that it is not pressed by mistake."""
    _, actor = who(request)
    held = queries.held(actor, actor.person) if actor.person else None
    if held is None or held.card is None:
        return redirect("site_account:card")
    if request.method == "POST":
        actions.report_card_lost(actor, card=held.card.id, via="web")
        messages.success(request, "Your card is stopped. Nobody can use it any more.")
        return redirect("site_account:card")
    return render(request, "site_account/card_lost.jinja", {"number": show_reference(held.card.number)})


@signed_in
@require_GET
def offers(request: HttpRequest) -> HttpResponse:
    """What local businesses offer to those who have a card."""
    council, actor = who(request)
    kinds = queries.kinds_of(council.id)
    if not kinds:
        raise NotFound("This council has no card.")
    has_card = actor.person is not None and queries.held(actor, actor.person).card is not None
    page = {"offers": queries.offers_for(actor), "kinds": kinds, "has_card": has_card}
    return render(request, "site_account/offers.jinja", page)
