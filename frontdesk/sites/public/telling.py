"""Pages that tell: contact us, accessibility, colours."""

import json
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control

from frontdesk.domains.places import queries as places
from frontdesk.domains.places.rules.hours import week_words
from frontdesk.sites.public.request import council_of
from frontdesk.ui import colours as colouring

RESULT = Path(settings.ROOT) / "docs" / "accessibility-result.json"


def contact(request: HttpRequest) -> HttpResponse:
    """Every channel and place with its hours, on one page."""
    council, _ = council_of(request)
    found = [(place, week_words(place.hours)) for place in places.places(council.id)]
    return render(request, "site_public/contact.jinja", {"places": found})


def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement, made from the result of the last test run."""
    council_of(request)
    result = json.loads(RESULT.read_text()) if RESULT.exists() else None
    return render(request, "site_public/accessibility.jinja", {"result": result})


@cache_control(public=True, max_age=300)
def colours(request: HttpRequest) -> HttpResponse:
    """The council's colours as a stylesheet: styles written into pages are forbidden by the content policy."""
    council, _ = council_of(request)
    return HttpResponse(colouring.stylesheet(council.colours), content_type="text/css")
