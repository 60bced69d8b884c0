"""The charter: every published promise with how it was kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from frontdesk.domains.insight import queries as insight
from frontdesk.sites.public.request import council_of


def charter(request: HttpRequest) -> HttpResponse:
    """Each promise as a sentence, how often kept in the last month and year, from how many."""
    council, _ = council_of(request)
    return render(request, "site_public/charter.jinja", {"promises": insight.charter(council.id)})
