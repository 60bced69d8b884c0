"""The charter: every published promise with how it was kept, and which services are excepted from it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from frontdesk.domains.insight import queries as insight
from frontdesk.domains.insight.types import Kept
from frontdesk.domains.services import queries as services
from frontdesk.domains.standards import queries as standards
from frontdesk.domains.standards.rules.measuring import target_of
from frontdesk.domains.standards.rules.versions import promise_in_words
from frontdesk.domains.standards.rules.words import result_in_words, target_in_words
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from frontdesk.sites.public.request import council_of

Excepted = dict[str, Any]
"""What the page says of one exception."""


def charter(request: HttpRequest) -> HttpResponse:
    """Each promise as a sentence, how often kept in the last 30 days and 12 months, from how many; its exceptions."""
    council, actor = council_of(request)
    excepted = _excepted(actor)
    promises = [_shown(kept, excepted) for kept in insight.charter(council.id)]
    counts = insight.may_open_records(actor)
    return render(request, "site_public/charter.jinja", {"promises": promises, "counts": counts})


def _shown(kept: Kept, excepted: Mapping[str, Sequence[Excepted]]) -> dict[str, Any]:
    standard = kept.standard
    return {
        "standard": standard, "promise": promise_in_words(standard),
        "target": target_in_words(standard) if target_of(standard) else "",
        "month": result_in_words(standard, kept.month),
        "year": result_in_words(standard, kept.year),
        "excepted": excepted.get(standard.code, ()),
    }  # fmt: skip


def _excepted(actor: Actor) -> dict[str, list[Excepted]]:
    """The exceptions of today by the standard that a service need not keep: what it keeps instead, and by whose word.

    One whose own promise is not in force today promises nothing.
    """
    today = clock.today()
    names = {each.code: each.name for each in services.catalogue(actor)}
    in_force = {each.code: promise_in_words(each) for each in standards.standards_in_force(actor.council, today)}
    found: dict[str, list[Excepted]] = defaultdict(list)
    for each in standards.exceptions(actor.council, today):
        service, promise = names.get(each.service, each.service), in_force.get(each.instead, "")
        found[each.standard].append({"service": service, "promise": promise, "by": each})
    return found
