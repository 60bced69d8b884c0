"""Needs of a customer: what is recorded and from where, what is restricted, what is to be asked about again."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_POST

from frontdesk.domains.access import queries as access
from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries
from frontdesk.domains.people.types import Person
from frontdesk.domains.people.types.needs import (
    AGREED,
    CHOSEN_SOURCES,
    CONSENTS,
    SOURCES,
    WHY_ENDED,
    WITHOUT,
    Kind,
    Need,
    in_groups,
)
from frontdesk.kernel import clock
from frontdesk.kernel.errors import NotFound, Refusal
from frontdesk.sites.desk.asking import as_one, ask, done
from frontdesk.sites.desk.furniture import page
from frontdesk.sites.desk.gate import KNOWS, REVIEWS, SERVES, Request, staff
from frontdesk.sites.desk.names import service_names
from frontdesk.ui import words
from frontdesk.ui.typed import day_in, place_in


@staff(*SERVES)
def needs(request: Request, person: int) -> HttpResponse:
    """What a customer needs, where we know it from, what to ask about again; and kinds to record."""
    found = queries.person(request.actor, person, seen_on="needs")
    due = set(found.help.due)
    return page(
        request,
        "needs",
        person=found,
        help=found.help,
        needs=told(request, found.needs),
        due=due - {each.id for each in found.needs},
        groups=in_groups(queries.kinds_of_need(request.actor.council).values()),
        labels={code: kind.label for code, kind in queries.kinds_of_need(request.actor.council).items()},
        back=_customer(person),
    )


@staff(*KNOWS)
def restricted(request: Request, person: int) -> HttpResponse:
    """The restricted needs of a customer. That they were opened is written down."""
    found = queries.person(request.actor, person, seen_on="needs")
    shown = queries.restricted_needs(request.actor, person)
    return page(request, "restricted_needs", person=found, needs=told(request, shown), back=_needs(person))


def told(request: Request, needs: Iterable[Need]) -> list[dict[str, Any]]:
    """Needs as the pages tell them: kind, source, whose hand, what was said to it, whether to ask again."""
    listed, council, today = list(needs), request.actor.council, clock.today()
    names = access.names_of(council, [each.recorded_by for each in listed if each.recorded_by is not None])
    services = service_names(request.actor) if any(each.service for each in listed) else {}
    return [
        {
            "need": each,
            "label": queries.kind_of_need(council, each.code).label,
            "service": services.get(each.service, each.service),
            "source": SOURCES.get(each.source, ""),
            "by": names.get(each.recorded_by or 0, ""),
            "consent": CONSENTS.get(each.consent, "We have not asked whether we may keep this"),
            "due": each.review_on is not None and each.review_on <= today,
        }
        for each in listed
    ]


@staff(*SERVES)
def need(request: Request, person: int) -> HttpResponse:
    """Record a need of the kind chosen, with where we know it from and what the customer says to it."""
    found = queries.person(request.actor, person, seen_on="needs")
    code = request.POST.get("need") or request.GET.get("kind", "")
    kind = queries.kinds_of_need(request.actor.council).get(code)
    if kind is None:
        return done(request, "Choose what they need.", _needs(person))

    def take(typed: QueryDict) -> str:
        as_one(request, lambda: _record(request, typed, person, kind))
        return "The need is recorded. Colleagues see what to do wherever they deal with this person."

    of = {"person": found, "back": _needs(person), **_choices(request, kind)}
    return ask(request, "need", take, _customer(person), **of)


_CONSENTS = [(AGREED, "Yes, they agree"), (WITHOUT, "No, or it was not safe to ask")]


def _choices(request: Request, kind: Kind) -> dict[str, Any]:
    """What the form offers to choose from."""
    return {
        "kind": kind,
        "consents": _CONSENTS,
        "sources": [(each, SOURCES[each]) for each in CHOSEN_SOURCES],
        "services": service_names(request.actor) if kind.by_service else {},
    }


def _record(request: Request, typed: QueryDict, person: int, kind: Kind) -> int:
    if typed.get("consent") not in dict(_CONSENTS):
        raise Refusal("Ask if we may write it down, and choose what they said.", field="consent")
    return people.record_need(
        request.actor,
        person=person,
        need=kind.code,
        detail=typed.get("detail", ""),
        instruction=typed.get("instruction", ""),
        sensitive="sensitive" in typed,
        service=typed.get("service", ""),
        source=typed.get("source", "person"),
        consent=typed.get("consent", ""),
        consent_words=typed.get("consent-words", ""),
        review_on=_review(typed),
    )


def _review(typed: QueryDict) -> date | None:
    return day_in(typed, "review", "Enter a day on which we ask again, like 27 3 2030.")


def _one(request: Request, person: int, need: int) -> tuple[Person, Need, Kind]:
    """The customer and one of their needs, as far as the actor may know of both."""
    whose, found = queries.need(request.actor, need)
    shown = queries.person(request.actor, person, seen_on="needs")
    if shown.id != whose:
        raise NotFound("There is no such need on record.")
    return shown, found, queries.kind_of_need(request.actor.council, found.code)


@staff(*SERVES)
def change_need(request: Request, person: int, need: int) -> HttpResponse:
    """Say anew what colleagues do about a need."""
    shown, found, kind = _one(request, person, need)

    def take(typed: QueryDict) -> str:
        as_one(request, lambda: _change(request, typed, need))
        return "The need is changed."

    of: dict[str, Any] = {"person": shown, "kind": kind, "back": _needs(person)}
    return ask(request, "change_need", take, _needs(person), _known(found, kind), **of)


def _change(request: Request, typed: QueryDict, need: int) -> int:
    return people.change_need(
        request.actor,
        need=need,
        detail=typed.get("detail", ""),
        instruction=typed.get("instruction", ""),
        sensitive="sensitive" in typed,
        review_on=_review(typed),
    )


def _known(need: Need, kind: Kind) -> QueryDict:
    """The boxes as the need stands: words of its own only where they are other than its kind's."""
    known, usual = QueryDict(mutable=True), kind.instruction(need.detail)
    known["detail"], known["instruction"] = need.detail, "" if need.instruction == usual else need.instruction
    if need.sensitive:
        known["sensitive"] = "yes"
    return known


@staff(*SERVES)
@require_POST
def review_need(request: Request, person: int, need: int) -> HttpResponse:
    """They were asked, and it is still so."""
    again = people.review_need(request.actor, need=need)
    return done(request, f"We ask again after {words.long_date(again)}.", _needs(person))


@staff(*SERVES)
def end_need(request: Request, person: int, need: int) -> HttpResponse:
    """A need that the person has no longer, does not want on record, or never had."""
    shown, found, kind = _one(request, person, need)

    def take(typed: QueryDict) -> str:
        people.end_need(request.actor, need=need, why=typed.get("why", ""))
        return "The need is ended."

    of: dict[str, Any] = {"person": shown, "need": found, "kind": kind, "back": _needs(person)}
    return ask(request, "end_need", take, _needs(person), whys=WHY_ENDED, **of)


@staff(*SERVES)
@require_POST
def asked(request: Request, person: int) -> HttpResponse:
    """They were asked, and there is nothing: nobody asks again for a year."""
    people.answer_signs(request.actor, person=person, subject=request.POST.get("subject", ""))
    return done(request, "Noted. Nobody asks about it again for a year.", _customer(person))


@staff(*REVIEWS)
def due(request: Request) -> HttpResponse:
    """Needs to ask about again, of all customers, the longest due first."""
    found = queries.needs_due(
        request.actor, clock.today(), after=place_in(request.GET.get("after", ""), date.fromisoformat)
    )
    more = "?" + urlencode({"after": f"{found.after[0].isoformat()}~{found.after[1]}"}) if found.after else ""
    kinds = queries.kinds_of_need(request.actor.council)
    return page(request, "needs_due", found=found.needs, more=more, kinds=kinds, sources=SOURCES)


def _customer(person: int) -> str:
    return reverse("site_desk:customer", kwargs={"person": person})


def _needs(person: int) -> str:
    return reverse("site_desk:needs", kwargs={"person": person})
