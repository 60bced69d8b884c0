"""Offers of an organisation one acts for: posted, taken back, counted where somebody shows a card."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from frontdesk.domains.cards import actions, queries
from frontdesk.domains.cards.types import OFFER_STATES, WAITING, Checked
from frontdesk.domains.people import queries as people
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal
from frontdesk.kernel.words import row_number
from frontdesk.sites.account.request import signed_in, who
from frontdesk.ui.presses import new_key, press_key
from frontdesk.ui.typed import day_in


@signed_in
@require_http_methods(["GET", "POST"])
def own_offers(request: HttpRequest, person: int) -> HttpResponse:
    """The organisation's offers with how often each was used, and a form to post one."""
    _, actor = who(request)
    name, found = _name(actor, person), queries.offers_of(actor, person)
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            return _post(request, actor, person)
        except NotFound:
            raise
        except Refusal as refusal:
            errors = {refusal.field or "": refusal.sentence}
    page = {"name": name, "person": person, "offers": found, "states": OFFER_STATES, "waiting": WAITING,
            "today": clock.today(), "kinds": queries.kinds_of(actor.council), "errors": errors,
            "typed": request.POST, "key": new_key(), "may": people.acts_in_all(actor, person)}  # fmt: skip
    return render(request, "site_account/own_offers.jinja", page, status=400 if errors else 200)


def _name(actor: Actor, person: int) -> str:
    """What the organisation is called; NotFound where one does not act for it, or there is no card."""
    front = people.head(actor.council, person)
    name = next((each.name for each in people.acted_for(actor) if each.other == front), None)
    if name is None or not people.organisations_of(actor.council, [front]) or not queries.kinds_of(actor.council):
        raise NotFound("You do not act for this organisation, or not any more.")
    return name


def _post(request: HttpRequest, actor: Actor, person: int) -> HttpResponse:
    typed = request.POST
    said = {name: typed.get(name, "") for name in ("title", "terms", "where", "kind")}
    since, until = (day_in(typed, name, "Enter a day, like 27 3 2030.") for name in ("since", "until"))
    actions.post_offer(actor, organisation=person, since=since, until=until, key=press_key(request), **said)
    messages.success(request, "We have your offer. We look at it and write to you; then holders of the card see it.")
    return redirect("site_account:own_offers", person=person)


@signed_in
@require_POST
def end_own_offer(request: HttpRequest, person: int, offer: int) -> HttpResponse:
    """End an offer at once, or take back one that waits."""
    _, actor = who(request)
    if offer not in {each.id for each in queries.offers_of(actor, person)}:
        raise NotFound("We could not find that offer.")
    actions.end_offer(actor, offer=offer)
    messages.success(request, "The offer has ended. Nobody sees it any more.")
    return redirect("site_account:own_offers", person=person)


@signed_in
@require_http_methods(["GET", "POST"])
def check_for_offer(request: HttpRequest, person: int) -> HttpResponse:
    """Check a card that a customer shows, and count the offer they have."""
    _, actor = who(request)
    page: dict[str, Any] = {"name": _name(actor, person), "person": person, "key": new_key()}
    shown, offer = request.POST.get("shown", ""), row_number(request.POST.get("offer"))
    page |= {"shown": shown, "offers": queries.open_offers_of(actor.council, person)}
    if request.method == "GET":
        return render(request, "site_account/check_for_offer.jinja", page)
    try:
        page |= {"said": _count(request, actor, shown, offer)} if offer else {}
    except Refusal as refusal:
        page |= {"refusal": refusal.sentence}
    checked: Checked = queries.check(actor.council, shown)
    held = {each.kind.code for each in checked.says}
    fits = [each for each in page["offers"] if checked.good and (not each.kind or each.kind in held)]
    return render(request, "site_account/check_for_offer.jinja", page | {"checked": checked, "fits": fits})


def _count(request: HttpRequest, actor: Actor, shown: str, offer: int) -> str:
    counted = actions.count_use(actor, shown=shown, offer=offer, key=press_key(request))
    return "Counted. Thank you." if counted else "This customer has had it today. It counts once a day."
