"""Other services that one opens with this sign-in: how things stand there, and taking it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from frontdesk.domains.partners import actions, queries
from frontdesk.domains.partners.types import SCOPES
from frontdesk.kernel.errors import NotFound
from frontdesk.sites.account.request import signed_in, who


@signed_in
@require_GET
def outside(request: HttpRequest) -> HttpResponse:
    """The services one uses, with how things stand there; and those one could open."""
    council, actor = who(request)
    mine = actions.look_at_own(actor)
    known = {each.system.id for each in mine}
    others = [each for each in queries.systems(council.id) if each.id not in known]
    return render(request, "site_account/outside.jinja", {"mine": mine, "others": others, "scopes": SCOPES})


@signed_in
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, connection: int) -> HttpResponse:
    """Take it back, asked on a page of its own."""
    _, actor = who(request)
    found = next((each for each in queries.connections_of(actor) if each.id == connection), None)
    if found is None:
        raise NotFound("We could not find that service. You may have taken it off already.")
    if request.method == "POST":
        actions.disconnect(actor, connection=connection)
        messages.success(request, f"{found.system.name} is told nothing more by us.")
        return redirect("site_account:outside")
    return render(request, "site_account/outside_end.jinja", {"found": found})
