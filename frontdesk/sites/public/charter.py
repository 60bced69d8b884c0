"""The charter: every published promise with how it was kept, and which services are excepted from it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from frontdesk.domains.insight import queries as insight
from frontdesk.domains.insight.types import Kept
from frontdesk.domains.organisations.types import Council
from frontdesk.domains.services import queries as services
from frontdesk.domains.services.types import Listing
from frontdesk.domains.standards import queries as standards
from frontdesk.domains.standards.rules.measuring import target_of
from frontdesk.domains.standards.rules.versions import promise_in_words
from frontdesk.domains.standards.rules.words import result_in_words, target_in_words
from frontdesk.domains.standards.types import StandardException, StandardVersion
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from frontdesk.sites.public.request import council_of

Excepted = dict[str, Any]
"""What the page says of one exception."""
Heading = tuple[int, int, str]
"""Channels in their order, then groups of services by name, then the rest; with the words."""


def charter(request: HttpRequest) -> HttpResponse:
    """Each promise as a sentence, how often kept in the last 30 days and 12 months, from how many; its exceptions."""
    council, actor = council_of(request)
    listed = {each.code: each for each in services.catalogue(actor)}
    excepted, headings = _excepted(actor, listed), defaultdict(list)
    for kept in insight.charter(council.id):
        headings[_heading(council, kept.standard, listed)].append(_shown(kept, excepted))
    context = {"headings": sorted(headings.items(), key=itemgetter(0)), "counts": insight.may_open_records(actor)}
    return render(request, "site_public/charter.jinja", context)


def _heading(council: Council, standard: StandardVersion, listed: Mapping[str, Listing]) -> Heading:
    """Under which words a promise stands: its one channel, else the group of its services, else the rest ('')."""
    labels = [(each.code, each.label) for each in council.channels]
    for place, (code, label) in enumerate(labels):
        if standard.channels == (code,):
            return 1, place, label
    groups = {listed[code].group if code in listed else "" for code in standard.services}
    return (2, 0, groups.pop()) if len(groups) == 1 and groups != {""} else (3, 0, "")


def _shown(kept: Kept, excepted: Mapping[str, Sequence[Excepted]]) -> dict[str, Any]:
    standard = kept.standard
    return {
        "standard": standard, "promise": promise_in_words(standard),
        "target": target_in_words(standard) if target_of(standard) else "",
        "month": result_in_words(standard, kept.month),
        "year": result_in_words(standard, kept.year),
        "excepted": excepted.get(standard.code, ()),
    }  # fmt: skip


def _excepted(actor: Actor, listed: Mapping[str, Listing]) -> dict[str, list[Excepted]]:
    """The exceptions of today by the standard that services need not keep: what they keep instead, and by whose word.

    Services with the same exception for the same reason stand together. One whose own promise is not in force today
    promises nothing.
    """
    today = clock.today()
    in_force = {each.code: promise_in_words(each) for each in standards.standards_in_force(actor.council, today)}
    alike: dict[StandardException, list[str]] = defaultdict(list)
    for each in standards.exceptions(actor.council, today):
        name = listed[each.service].name if each.service in listed else each.service
        alike[replace(each, service="")].append(name)
    found: dict[str, list[Excepted]] = defaultdict(list)
    for each, names in alike.items():
        found[each.standard].append({"services": names, "promise": in_force.get(each.instead, ""), "by": each})
    return found
