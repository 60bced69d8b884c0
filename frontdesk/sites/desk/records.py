"""The records behind figures: requests, contacts, and those of each promise of the charter."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse

from frontdesk.domains.insight import queries
from frontdesk.domains.insight.types import CONTACT_PARTS, PARTS, ContactRecord, Cut, Kept, Record
from frontdesk.domains.requests import queries as requests
from frontdesk.domains.services import queries as services
from frontdesk.domains.standards.rules.measuring import target_of
from frontdesk.domains.standards.rules.versions import promise_in_words
from frontdesk.domains.standards.rules.words import result_in_words, target_in_words
from frontdesk.domains.standards.types import Result
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound
from frontdesk.kernel.references import show_reference
from frontdesk.sites.desk.asked import Asked
from frontdesk.sites.desk.furniture import page
from frontdesk.sites.desk.gate import COUNTS, SERVES, Request, staff
from frontdesk.ui import words
from frontdesk.ui.typed import place_in

PAGE = 50
"""Records on one page, as `insight.queries` gives them."""


@staff(*COUNTS)
def records(request: Request) -> HttpResponse:
    """The requests that a figure counted, newest first."""
    asked, part = Asked(request).refuse(), request.GET.get("part", "")
    if part not in PARTS:
        raise NotFound("There is no such figure.")
    cut = Cut(asked.service, asked.channel, part, asked.promise, asked.area)
    found = queries.records(request.actor, asked.period, cut, before=_before(request))
    last = found[-1] if len(found) == PAGE else None
    return page(
        request,
        "records",
        asked=asked,
        heading=PARTS[part][0].upper() + PARTS[part][1:],
        rows=_requests(request, found),
        older=asked.records(part, before=f"{last.received_on.isoformat()}.{last.request}") if last else "",
        narrowed=asked.narrowed(),
    )


def _requests(request: Request, found: Sequence[Record]) -> list[dict[str, Any]]:
    """Lines of the table. Only those who may open a request get its address."""
    ids = [each.request for each in found]
    opens = requests.opened_by(request.actor, ids) if request.actor.has(*SERVES) else frozenset()
    names = _outcomes(request.actor, {each.service for each in found})
    return [
        {
            "record": each,
            "reference": show_reference(each.reference),
            "outcome": names.get((each.service, each.outcome), "None" if each.closed_at else "Still open"),
            "href": reverse("site_desk:request", kwargs={"request_id": each.request}) if each.request in opens else "",
        }
        for each in found
    ]


def _outcomes(actor: Actor, codes: Collection[str]) -> dict[tuple[str, str], str]:
    """Names of the outcomes of services as they are now, by service and code."""
    listed = [each for each in services.catalogue(actor) if each.code in codes]
    found = services.published_each(actor.council, listed)
    return {(code, outcome.code): outcome.name for code, each in found.items() for outcome in each.definition.outcomes}


def _before(request: Request) -> tuple[date, int] | None:
    return place_in(request.GET.get("before", ""), date.fromisoformat, ".")


@staff(*COUNTS)
def contacts(request: Request) -> HttpResponse:
    """The contacts that a cost, a share of their matters or a promise about being answered counted."""
    asked, part = Asked(request).refuse(), request.GET.get("part", "")
    if part not in CONTACT_PARTS:
        raise NotFound("There is no such figure.")
    promised = _promised(request, asked.promise)
    found = _counted(request, asked, part, promised)
    return page(
        request,
        "records_contacts",
        asked=asked,
        heading=CONTACT_PARTS[part][0].upper() + CONTACT_PARTS[part][1:],
        promise=promise_in_words(promised.standard) if promised else "",
        rows=[_contact(request, asked, each, by_matter=bool(part)) for each in found],
        older=_older(asked, part, found[-1]) if len(found) == PAGE else "",
        narrowed=asked.narrowed(),
    )


def _counted(request: Request, asked: Asked, part: str, promised: Kept | None) -> list[ContactRecord]:
    cut, counts = Cut(asked.service, asked.channel, part, area=asked.area), promised.standard if promised else None
    return queries.contact_records(
        request.actor, asked.period, cut,
        promised=counts, basis=asked.basis, before=_before(request), hidden=asked.hidden,
    )  # fmt: skip


def _older(asked: Asked, part: str, last: ContactRecord) -> str:
    return asked.contacts(part=part, basis=asked.typed["basis"], before=f"{last.day.isoformat()}.{last.contact}")


def _contact(request: Request, asked: Asked, one: ContactRecord, *, by_matter: bool) -> dict[str, Any]:
    """A line of the table, without the names of services that are not the reader's to know of.

    Of a figure that counts matters it always says how many.
    """
    whole = one.among == 1 or (one.mine == one.among and not by_matter)
    about = [asked.label("service", code) if code else "Not about a service" for code in one.services]
    return {
        "record": one,
        "about": words.listed(list(dict.fromkeys(about))),
        "channel": asked.label("channel", one.channel),
        "part": "" if whole else f"{one.mine} of {one.among} matters",
        "href": reverse("site_desk:contact", kwargs={"contact": one.contact}) if request.actor.has(*SERVES) else "",
    }


def _promised(request: Request, code: str) -> Kept | None:
    if not code:
        return None
    found = next((each for each in queries.charter(request.actor.council) if each.standard.code == code), None)
    if found is None:
        raise NotFound("There is no such promise.")
    return found


@staff(*COUNTS)
def promises(request: Request) -> HttpResponse:
    """The charter for those who look after it: each promise with its results, which open their records; in one area."""
    asked = Asked(request).refuse()
    found = queries.charter(request.actor.council, asked.area, asked.hidden)
    return page(request, "promises", asked=asked, promises=[_shown(asked, each) for each in found])


def _shown(asked: Asked, kept: Kept) -> dict[str, Any]:
    standard = kept.standard
    return {
        "standard": standard,
        "promise": promise_in_words(standard),
        "target": target_in_words(standard) if target_of(standard) else "",
        "results": [
            _result(asked, kept, "Last 30 days", kept.month, 30),
            _result(asked, kept, "Last 12 months", kept.year, 365),
        ],
    }


def _result(asked: Asked, kept: Kept, when: str, result: Result, days: int) -> dict[str, Any]:
    counted = result.denominator or result.undecided
    text = result_in_words(kept.standard, result)
    return {"when": when, "text": text, "links": _links(asked, kept, days) if counted else []}


def _links(at: Asked, kept: Kept, days: int) -> list[dict[str, str]]:
    """Where the records of one result are: (what, address). None for what is not counted from records."""
    standard, today = kept.standard, clock.today()
    asked = {"since": (today - timedelta(days=days - 1)).isoformat(), "until": today.isoformat()}
    asked |= {"area": at.area.key} if at.area.kind else {}
    counted = queries.counted_from(standard.measure)
    if counted == "requests":
        parts = {"kept": "in time", "missed": "late", "open": "still open"}
        given = [(text, {**asked, "promise": standard.code, "part": part}) for part, text in parts.items()]
    elif counted == "contacts":
        given = [("the contacts", {**asked, "promise": standard.code})]
    elif counted == "came":
        given = [(at.label("channel", code), {**asked, "channel": code}) for code in standard.channels]
    elif counted == "online":
        given = [("completed online", {**asked, "part": "digital_completed"}), ("all", {**asked, "part": "counted"})]
    else:
        return []
    name = "site_desk:contact_records" if counted in ("contacts", "came") else "site_desk:records"
    return [{"text": text, "href": f"{reverse(name)}?{urlencode(query)}"} for text, query in given]
