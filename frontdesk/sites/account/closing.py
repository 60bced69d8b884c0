"""Closing the account: told first what happens, confirmed by password or by a link sent to the email, then done."""

from datetime import timedelta
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from frontdesk.domains.access import queries as access
from frontdesk.domains.forms import queries as forms
from frontdesk.domains.notifications import actions as notifications
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries
from frontdesk.domains.requests import queries as requests
from frontdesk.kernel import clock, limits, links
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal
from frontdesk.sites.account.messages import mine
from frontdesk.sites.account.request import signed_in, who

PURPOSE, WITHIN = "close-account", timedelta(hours=1)
_MAIL = (
    "You asked us to close your account. To close it, open this address and press the button there: {link}\n\n"
    "It works for an hour. If you did not ask for this, do nothing: your account stays as it is."
)
_CLOSED = "Your account is closed. What you asked us for goes on, and we tell you by email."


@signed_in
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest) -> HttpResponse:
    """What happens when it is closed, and the button; with a password it is asked for, without one an email is sent."""
    council, actor = who(request)
    page: dict[str, Any] = {"told": _told(actor), "confirmed": False}
    if request.method != "POST":
        return render(request, "site_account/close.jinja", page)
    try:
        if access.sign_in(actor.user or 0).has_password:
            return _by_password(request)  # type: ignore[no-any-return]
        limits.count("close_account", actor.user or 0, most=5, seconds=3600, sentence="Look into your email first.")
        _send(actor, council.code)
    except Refusal as refusal:
        return render(request, "site_account/close.jinja", page | {"said": refusal.sentence}, status=400)
    return render(request, "site_account/close_sent.jinja", {"email": access.email_of(actor.user or 0)})


@signed_in
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the email: a button closes it. Opening the page changes nothing."""
    _, actor = who(request)
    link = links.read(token, PURPOSE, max_age=WITHIN)
    if (link.council, link.thing) != (actor.council, actor.user):
        raise NotFound("This link is for another account. Sign in to that one first.")
    said = ""
    if request.method == "POST":
        try:
            return _closed(request, actor)
        except Refusal as refusal:
            said = refusal.sentence
    page = {"told": _told(actor), "confirmed": True, "said": said}
    return render(request, "site_account/close.jinja", page, status=400 if said else 200)


@reauthentication_required  # type: ignore[untyped-decorator]
def _by_password(request: HttpRequest) -> HttpResponse:
    """The same once the password was asked for, and only then."""
    return _closed(request, who(request)[1])


def _closed(request: HttpRequest, actor: Actor) -> HttpResponse:
    people.close_account(actor)
    logout(request)
    messages.success(request, _CLOSED)
    return redirect("site_public:home")


def _send(actor: Actor, council: str) -> None:
    link = links.absolute(council, f"/account/close/{links.sign(actor.council, PURPOSE, actor.user or 0)}/")
    notifications.tell(
        actor, topic="account", subject="Close your account?", body=_MAIL.format(link=link),
        about=("user", actor.user or 0), key=f"close:{actor.user}:{clock.now().timestamp()}",
        email=access.email_of(actor.user or 0), link=link,
    )  # fmt: skip


def _told(actor: Actor) -> dict[str, int]:
    """What it touches: open requests, forms begun, people acted for and who act."""
    known = requests.requests_of(actor.council, mine(actor)) if actor.person is not None else []
    return {
        "open": sum(1 for one in known if one.closed_at is None),
        "drafts": len(forms.open_drafts(actor)),
        "acts": len(queries.acted_for(actor)),
        "helpers": len(queries.helpers(actor)),
    }
