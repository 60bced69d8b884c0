"""What the customer told us once, who was told of it and has confirmed; and agreeing to more."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from frontdesk.domains.notices import actions, queries
from frontdesk.kernel.errors import NotFound, Refusal
from frontdesk.sites.account.request import signed_in, who


@signed_in
@require_GET
def told(request: HttpRequest) -> HttpResponse:
    """Everything that was told once, newest first."""
    council, actor = who(request)
    page = {"given": queries.own_notices(actor), "kinds": queries.kinds_of_notice(council.id)}
    return render(request, "site_account/told.jinja", page)


@signed_in
@require_http_methods(["GET", "POST"])
def notice(request: HttpRequest, notice: int) -> HttpResponse:
    """One of them, with each recipient; tick who else should know."""
    council, actor = who(request)
    found = queries.own_notice(actor, notice)
    errors: dict[str, str] = {}
    if request.method == "POST" and not (errors := _agree(request, notice)):
        messages.success(request, "We tell them too. You see here when they have confirmed.")
        return redirect("site_account:told_notice", notice)
    page = {"notice": found, "further": queries.further(council.id, found), "errors": errors}
    return render(request, "site_account/told_notice.jinja", page, status=400 if errors else 200)


def _agree(request: HttpRequest, notice: int) -> dict[str, str]:
    """Agree to those that are ticked; what is wrong, by field."""
    _, actor = who(request)
    try:
        actions.agree(actor, notice=notice, recipients=request.POST.getlist("recipients"))
    except NotFound:
        raise
    except Refusal as refusal:
        return {refusal.field or "": refusal.sentence}
    return {}
