"""Is this you? Taking a record that the same email proved, or confirming the one that staff opened."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries
from frontdesk.domains.people.types import Claim
from frontdesk.kernel import limits
from frontdesk.kernel.errors import NotFound, Refusal
from frontdesk.sites.account.request import signed_in, who

_TOO_MANY = "There have been too many tries. Contact us and we will link your account for you."


@signed_in
@require_http_methods(["GET", "POST"])
def is_this_you(request: HttpRequest, person: int) -> HttpResponse:
    """Show the record with a button; the button links it. Opening the page changes nothing."""
    _, actor = who(request)
    claim = next((one for one in queries.claimable(actor) if one.person == person), None)
    if claim is None:
        raise NotFound("We could not find that record. It may be yours already.")
    if request.method == "GET":
        return _page(request, claim, {})
    try:
        limits.count("confirm_birth", request.user.pk, most=5, seconds=3600, sentence=_TOO_MANY)
        people.link_sign_in(actor, user=actor.user or 0, person=person, date_of_birth=_born(request, claim))
    except Refusal as refusal:
        return _page(request, claim, {refusal.field or "": refusal.sentence})
    messages.success(request, "Thank you. What you asked us for before is now in your account.")
    return redirect("site_account:home")


def _page(request: HttpRequest, claim: Claim, errors: dict[str, str]) -> HttpResponse:
    typed: dict[str, Any] = {name: request.POST.get(name, "") for name in ("day", "month", "year")}
    page = {"claim": claim, "errors": errors, "typed": typed}
    return render(request, "site_account/is_this_you.jinja", page, status=400 if errors else 200)


def _born(request: HttpRequest, claim: Claim) -> date | None:
    if not claim.asks_birth:
        return None
    try:
        return date(*(int(request.POST.get(name, "")) for name in ("year", "month", "day")))
    except ValueError:
        raise Refusal("Enter your date of birth, like 27 3 1980", field="date_of_birth") from None
