"""What stands on every page of the desk: who is at work, where one can go, the contact in hand."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from markupsafe import Markup

from frontdesk.domains.access import queries as access
from frontdesk.domains.cards import queries as cards
from frontdesk.domains.contacts import queries as contacts
from frontdesk.domains.contacts.types import Contact
from frontdesk.domains.people import queries as people
from frontdesk.kernel import clock
from frontdesk.sites.desk.gate import (
    COUNTS,
    DECIDES,
    MANAGES,
    PROTECTS,
    PUBLISHES,
    REVIEWS,
    SERVES,
    SHAPES,
    WORKS,
    Request,
)
from frontdesk.ui.keys import keys_of
from frontdesk.ui.presses import new_key


def page(request: Request, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Render a page of the desk with its furniture. A page may not take its names: the layout shows them."""
    around = furniture(request)
    if taken := (around.keys() & context.keys()) - {"navigation"}:
        raise ValueError(f"the layout's own: {', '.join(sorted(taken))}")
    return render(request, f"site_desk/{template}.jinja", {**around, **context}, status=status)


def furniture(request: Request) -> dict[str, Any]:
    """The context that `ui/staff.jinja` asks for."""
    return {
        "desk_url": reverse("site_desk:home"),
        "search_url": reverse("site_desk:search") if request.actor.has(*SERVES) else "",
        "sign_out": reverse("site_desk:sign_out"),
        "who": name_of(request),
        "live_token": reverse("site_desk:live_token"),
        "live_poll": reverse("site_desk:live_poll"),
        "keys": keys_of(),
        "navigation": navigation(request),
        "in_hand": _bar(request),
        "once_input": Markup('<input type="hidden" name="key" value="{}">').format(new_key()),
        "answering_url": reverse("site_desk:answering") if len(request.session.get("desk_councils", ())) > 1 else "",
        "said": [str(each) for each in messages.get_messages(request)],
    }


def name_of(request: Request) -> str:
    """What colleagues call whoever is at work."""
    mine = getattr(request, "memberships", None) or access.memberships_of(request.actor.user or 0)
    return next((each.name for each in mine if each.council == request.actor.council), "")


def in_hand(request: Request) -> Contact | None:
    """The contact that this member of staff has in hand, read once a request."""
    return next((each for each in _not_done(request) if each.ended_at is None), None)


def waiting(request: Request) -> list[Contact]:
    """Their contacts that have ended and wait for the wrap-up, the newest first."""
    return [each for each in _not_done(request) if each.ended_at is not None]


def number_waiting(request: Request) -> int:
    """How many wait in all; counted only where there may be more than were read."""
    found = _not_done(request)
    return contacts.number_waiting(request.actor) if len(found) == contacts.MOST_NOT_DONE else len(waiting(request))


def _not_done(request: Request) -> list[Contact]:
    found = getattr(request, "_not_done", None)
    if found is None:
        found = contacts.not_done(request.actor)
        request._not_done = found  # type: ignore[attr-defined]
    return found


def forget_hand(request: Request) -> None:
    """Read the contact in hand anew: it has just been changed."""
    request._not_done = None  # type: ignore[attr-defined]


def channel_name(council: int, code: str) -> str:
    """A channel in the council's own words."""
    return contacts.lists_of(council).channels.get(code, code)


def seconds_of(contact: Contact) -> int:
    """How long the contact has lasted."""
    since = contact.answered_at or contact.started_at
    return max(int(((contact.ended_at or clock.now()) - since).total_seconds()), 0)


def _bar(request: Request) -> dict[str, Any] | None:
    """The bar at the bottom: the contact in hand, else the newest of those that wait for their wrap-up."""
    late = waiting(request)
    contact = in_hand(request) or next(iter(late), None)
    if contact is None:
        return None
    return {
        "channel": channel_name(request.actor.council, contact.channel),
        "seconds": seconds_of(contact),
        "who": people.name_for(request.actor, contact.person),
        "matters": len(contact.matters),
        "ended": contact.ended_at is not None,
        "waiting": number_waiting(request),
        "desk_href": reverse("site_desk:waiting"),
        "href": reverse("site_desk:contact", kwargs={"contact": contact.id}),
        "wrap_href": reverse("site_desk:wrap_up", kwargs={"contact": contact.id}),
    }


_PLACES = (
    ("Desk", "home", (), ""),
    ("My list", "mine", WORKS, "mine"),
    ("Team list", "team", WORKS, ""),
    ("Messages", "messages", SERVES, ""),
    ("Letters to post", "to_post", SERVES, ""),
    ("Services", "services", SERVES, ""),
    ("Check a card", "check_card", (*SERVES, "partner"), ""),
    ("Offers", "offers", PUBLISHES, ""),
    ("Asked for help", "unfinished", SERVES, ""),
    ("Needs to review", "needs_due", REVIEWS, ""),
    ("Same customer?", "alike", DECIDES, ""),
    ("Tell us once", "told", WORKS, ""),
    ("Undelivered", "undelivered", ("manager",), ""),
    ("Data protection", "rights", PROTECTS, ""),
    ("Figures", "figures", COUNTS, ""),
    ("Services and channels", "matrix", SHAPES, ""),
    ("Staff", "members", MANAGES, ""),
    ("Keys for programs", "tokens", MANAGES, ""),
    ("Outside systems", "outside", MANAGES, ""),
)


_OF_CARDS = ("check_card", "offers")
"""Where one can go only where the council has a card."""


def navigation(request: Request) -> list[dict[str, Any]]:
    """Where one can go."""
    here = request.resolver_match.url_name if request.resolver_match else ""
    return [
        {
            "text": text,
            "href": reverse(f"site_desk:{name}"),
            "current": name == here,
            "key": key if key != "home" else "",
        }
        for text, name, roles, key in _PLACES
        if (not roles or request.actor.has(*roles)) and (name not in _OF_CARDS or cards.kinds_of(request.actor.council))
    ]
