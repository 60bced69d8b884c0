"""Pages that tell: contact us, accessibility, privacy, cookies, colours."""

import json
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control

from frontdesk.domains.forms.types import KEPT_SAVED, KEPT_UNSAVED
from frontdesk.domains.information import queries as information
from frontdesk.domains.notifications.actions import KEPT
from frontdesk.domains.places import actions as place_actions
from frontdesk.domains.places import queries as places
from frontdesk.domains.places.rules.hours import week_words
from frontdesk.domains.places.rules.whose import words as whose_words
from frontdesk.kernel.errors import Refusal
from frontdesk.kernel.holdings import holdings
from frontdesk.kernel.limits import visitor_of
from frontdesk.sites.public.request import council_of
from frontdesk.ui import colours as colouring


@dataclass(frozen=True, slots=True)
class Cookie:
    """A cookie as its page tells of it."""

    name: str
    why: str
    ends: str


RESULT = "accessibility-result.json"
"""What a run of the tests found: one is committed in docs/, and `make test` leaves a newer one in var/."""


def contact(request: HttpRequest) -> HttpResponse:
    """Every channel and place with its hours, on one page."""
    council, _ = council_of(request)
    found = [(place, week_words(place.hours)) for place in places.places(council.id)]
    return render(request, "site_public/contact.jinja", {"places": found})


def your_council(request: HttpRequest) -> HttpResponse:
    """Whose a postcode is. It is sent in the body, for addresses of pages are kept in logs."""
    _, actor = council_of(request)
    context: dict[str, Any] = {"typed": request.POST}
    if request.method == "POST":
        try:
            typed = request.POST.get("postcode", "")
            whose = place_actions.look_up_council(actor, postcode=typed, visitor=visitor_of(request))
            context |= {"whose": whose, "words": whose_words(whose)}
        except Refusal as refusal:
            context["errors"] = {refusal.field or "": refusal.sentence}
    return render(request, "site_public/your_council.jinja", context)


def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement, made from the result of the last test run."""
    council_of(request)
    return render(request, "site_public/accessibility.jinja", {"result": _last_run()})


def _last_run() -> dict[str, Any] | None:
    """The newer of the results that there are; None where there is none."""
    folders = (Path(settings.ROOT) / "docs", Path(settings.FRONTDESK_HOME))
    found = [json.loads(path.read_text()) for folder in folders if (path := folder / RESULT).exists()]
    results = [each | {"at": datetime.fromisoformat(each["at"])} for each in found]
    return max(results, key=itemgetter("at"), default=None)


def privacy(request: HttpRequest) -> HttpResponse:
    """What becomes of what people tell us: what the software does, and what the council says of its own."""
    council, _ = council_of(request)
    context = {
        "own": council.details.get("privacy", {}), "held": [each.label for each in holdings()],
        "bases": information.bases(), "kept": information.kept_by_rule(council.id),
        "saved": KEPT_SAVED.days, "unsaved": KEPT_UNSAVED.days, "written": KEPT.days,
    }  # fmt: skip
    return render(request, "site_public/privacy.jinja", context)


def cookies(request: HttpRequest) -> HttpResponse:
    """Which cookies there are, and how long each stays."""
    council_of(request)
    return render(request, "site_public/cookies.jinja", {"cookies": _cookies()})


def _cookies() -> list[Cookie]:
    days, year = settings.SESSION_COOKIE_AGE // 86400, settings.CSRF_COOKIE_AGE // 86400
    return [
        Cookie(
            settings.SESSION_COOKIE_NAME,
            "Knows which forms you began in this browser, and that you are signed in.",
            f"Stays for {days} days at most. It comes when you begin a form or sign in.",
        ),
        Cookie(
            settings.CSRF_COOKIE_NAME,
            "Makes sure that what is sent from a form of ours comes from your own browser.",
            f"Stays for {year} days after the last page with a form.",
        ),
        Cookie(
            "messages", "Holds one sentence for your next page, such as that a change was kept.", "Ends with that page."
        ),
    ]


@cache_control(public=True, max_age=300)
def colours(request: HttpRequest) -> HttpResponse:
    """The council's colours as a stylesheet: styles written into pages are forbidden by the content policy."""
    council, _ = council_of(request)
    return HttpResponse(colouring.stylesheet(council.colours), content_type="text/css")
