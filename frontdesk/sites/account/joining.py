"""Asked to work for the council: saying yes, or that it is a mistake. Opening the page changes nothing."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import get_script_prefix
from django.views.decorators.http import require_http_methods

from frontdesk.domains.access import actions, queries
from frontdesk.domains.access.types import ROLE_NAMES
from frontdesk.kernel.errors import NotFound
from frontdesk.sites.account.request import signed_in, who


@signed_in
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """What they are asked to do here, with a button for yes and one for a mistake."""
    council, actor = who(request)
    asked = next(iter(queries.invitations(council.id, user=actor.user or 0)), None)
    if asked is None:
        raise NotFound("Nobody asks you to work here at the moment. You may have said yes already: open the desk.")
    if request.method == "POST" and request.POST.get("answer") == "yes":
        actions.accept_invitation(actor)
        return redirect(f"{get_script_prefix()}desk/")
    if request.method == "POST" and request.POST.get("answer") == "no":
        actions.end_invitation(actor, user=asked.user)
        messages.success(request, "Thank you. We have taken the invitation back.")
        return redirect("site_account:home")
    errors = {"answer": "Choose one of the two buttons."} if request.method == "POST" else {}
    roles = [name for code, name in ROLE_NAMES.items() if code in asked.roles]
    page: dict[str, Any] = {"asked": asked, "roles": roles, "errors": errors}
    return render(request, "site_account/join.jinja", page, status=400 if errors else 200)
