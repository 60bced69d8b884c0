"""A start page for those who trade, set up, move in or supply; and ready-made help for those who help others.

Which services are for business the pack says by their keywords, so that a search for the words finds them too.
"""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from frontdesk.domains.services import queries
from frontdesk.domains.services.types import Listing
from frontdesk.kernel import links
from frontdesk.sites.public.request import council_of


class Part(NamedTuple):
    """A part of the start page: the keyword of its services, its heading, and what it is about."""

    keyword: str
    heading: str
    about: str


PARTS = (
    Part("business trade", "You trade here", "Licences, notices and room for what you do."),
    Part("business set up", "You are setting up", "What to ask about before you open."),
    Part("business premises", "You are moving in", "Your building, its access and its use."),
    Part("business supply", "You supply us, or want to", "What we buy, from whom and for how much."),
)


def business(request: HttpRequest) -> HttpResponse:
    """What a business does with the council, in four parts, and an account for several of its people."""
    _, actor = council_of(request)
    listed = [each for each in queries.catalogue(actor) if not each.restricted]
    parts = [(part, [each for each in listed if part.keyword in each.keywords]) for part in PARTS]
    return render(request, "site_public/business.jinja", {"parts": parts})


def helping(request: HttpRequest) -> HttpResponse:
    """For landlords, charities and others with people to help: addresses to hand on, and what each will need."""
    council, actor = council_of(request)
    listed = [each for each in queries.catalogue(actor) if each.online and not each.restricted and each.tier != 4]
    known = queries.published_each(actor.council, listed)
    groups: dict[str, list[tuple[Listing, str, tuple[str, ...]]]] = {}
    for each in listed:
        address = links.absolute(council.code, f"/service/{each.code}/")
        needed = tuple(known[each.code].definition.what_you_need) if each.code in known else ()
        groups.setdefault(each.group, []).append((each, address, needed))
    return render(request, "site_public/helping.jinja", {"groups": groups})
