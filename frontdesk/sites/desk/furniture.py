"""What stands on every page of the desk: who is at work, where one can go, the contact in hand."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix, reverse

from frontdesk.domains.access import queries as access
from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.contacts.types import Contact
from frontdesk.domains.people import queries as people
from frontdesk.kernel import clock
from frontdesk.sites.desk.gate import COUNTS, SERVES, WORKS, Request
from frontdesk.ui.keys import keys_of

_UNSET: Any = object()


def page(request: Request, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Render a page of the desk with its furniture."""
    return render(request, f"site_desk/{template}.jinja", {**furniture(request), **context}, status=status)


def furniture(request: Request) -> dict[str, Any]:
    """The context that `ui/staff.jinja` asks for."""
    return {
        "desk_url": reverse("site_desk:home"),
        "search_url": reverse("site_desk:search") if request.actor.has(*SERVES) else "",
        "sign_out": get_script_prefix().rstrip("/") + "/account/sign-out/",
        "who": name_of(request),
        "live_token": reverse("site_desk:live_token"),
        "live_poll": reverse("site_desk:live_poll"),
        "keys": keys_of(),
        "navigation": _navigation(request),
        "in_hand": _bar(request, in_hand(request)),
        "answering_url": reverse("site_desk:answering") if len(request.session.get("desk_councils", ())) > 1 else "",
        "said": [str(each) for each in messages.get_messages(request)],
    }


def name_of(request: Request) -> str:
    """What colleagues call whoever is at work."""
    mine = getattr(request, "memberships", None) or access.memberships_of(request.actor.user or 0)
    return next((each.name for each in mine if each.council == request.actor.council), "")


def in_hand(request: Request) -> Contact | None:
    """The contact that this member of staff has in hand, read once a request."""
    found = getattr(request, "_in_hand", _UNSET)
    if found is _UNSET:
        found = contacts.in_hand(request.actor)
        request._in_hand = found  # type: ignore[attr-defined]
    return found  # type: ignore[no-any-return]


def forget_hand(request: Request) -> None:
    """Read the contact in hand anew: it has just been changed."""
    request._in_hand = _UNSET  # type: ignore[attr-defined]


def channel_name(council: int, code: str) -> str:
    """A channel in the council's own words."""
    return contacts.lists_of(council).channels.get(code, code)


def seconds_of(contact: Contact) -> int:
    """How long the contact has lasted."""
    since = contact.answered_at or contact.started_at
    return max(int(((contact.ended_at or clock.now()) - since).total_seconds()), 0)


def _bar(request: Request, contact: Contact | None) -> dict[str, Any] | None:
    if contact is None:
        return None
    council = request.actor.council
    return {
        "channel": channel_name(council, contact.channel),
        "seconds": seconds_of(contact),
        "who": people.name_for(request.actor, contact.person),
        "matters": len(contact.matters),
        "href": reverse("site_desk:contact", kwargs={"contact": contact.id}),
        "wrap_href": reverse("site_desk:wrap_up", kwargs={"contact": contact.id}),
    }


_PLACES = (
    ("Desk", "home", (), ""),
    ("My list", "mine", WORKS, "mine"),
    ("Team list", "team", WORKS, ""),
    ("Services", "services", SERVES, ""),
    ("Undelivered", "undelivered", ("manager",), ""),
    ("Figures", "figures", COUNTS, ""),
)


def _navigation(request: Request) -> list[dict[str, Any]]:
    here = request.resolver_match.url_name if request.resolver_match else ""
    return [
        {
            "text": text,
            "href": reverse(f"site_desk:{name}"),
            "current": name == here,
            "key": key if key != "home" else "",
        }
        for text, name, roles, key in _PLACES
        if (not roles or request.actor.has(*roles))
    ]
