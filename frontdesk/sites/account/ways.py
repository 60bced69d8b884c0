"""How you sign in: every way there is, on one page, in plain words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from frontdesk.domains.access import queries as access
from frontdesk.sites.account.request import signed_in, who


@signed_in
def ways(request: HttpRequest) -> HttpResponse:
    """Password, code by email, passkeys, second step with its recovery codes: what is on, and how to change it."""
    _, actor = who(request)
    return render(request, "site_account/ways.jinja", {"sign_in": access.sign_in(actor.user or 0)})
