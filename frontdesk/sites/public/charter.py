"""The charter: every published promise with how it was kept."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from frontdesk.domains.insight import queries as insight
from frontdesk.domains.insight.types import Kept
from frontdesk.domains.standards.rules.measuring import target_of
from frontdesk.domains.standards.rules.versions import promise_in_words
from frontdesk.domains.standards.rules.words import result_in_words, target_in_words
from frontdesk.sites.public.request import council_of


def charter(request: HttpRequest) -> HttpResponse:
    """Each promise as a sentence, how often kept in the last month and year, from how many."""
    council, actor = council_of(request)
    promises = [_shown(kept) for kept in insight.charter(council.id)]
    counts = insight.may_open_records(actor)
    return render(request, "site_public/charter.jinja", {"promises": promises, "counts": counts})


def _shown(kept: Kept) -> dict[str, Any]:
    standard = kept.standard
    return {
        "standard": standard, "promise": promise_in_words(standard),
        "target": target_in_words(standard) if target_of(standard) else "",
        "month": result_in_words(standard, kept.month),
        "year": result_in_words(standard, kept.year),
    }  # fmt: skip
