"""Begun and not finished: forms, sign-ups and searches by step and reason, what help did; accounts opened with help."""

from typing import Any

from django.http import HttpResponse

from frontdesk.domains.forms.types import TROUBLES
from frontdesk.domains.insight import queries
from frontdesk.domains.insight.types.helped import AccountsHelped, Begun, Effect, Helped, Stop
from frontdesk.domains.people.types.accounts import TROUBLES as KINDS
from frontdesk.domains.services import queries as services
from frontdesk.sites.desk.asked import Asked
from frontdesk.sites.desk.furniture import page
from frontdesk.sites.desk.gate import COUNTS, SHAPES, Request, staff
from frontdesk.ui import words

MOST = 60
"""Steps on one page: those at which most were given up."""


@staff(*COUNTS, *SHAPES)
def gave_up(request: Request) -> HttpResponse:
    """The page of these figures."""
    asked = Asked(request)
    if asked.errors:
        return page(request, "gave_up", asked=asked, errors=asked.errors)
    return page(request, "gave_up", asked=asked, **_shown(request, asked))


def _shown(request: Request, asked: Asked) -> dict[str, Any]:
    found = queries.abandoned(request.actor.council, asked.period, asked.hidden)
    titles = _titles(request, {each.service for each in found.stops})
    helped = queries.accounts_helped(request.actor.council, asked.period)
    return {
        "forms": [_begun(asked.label("service", each.service), each) for each in found.forms],
        "sign_ups": _begun("Creating an account", found.sign_ups) if found.sign_ups.begun else None,
        "wrong_code": words.number(found.sign_ups_wrong_code),
        "stops": [_stop(asked, titles, each) for each in found.stops[:MOST]],
        "searches": words.number(found.searches_without),
        "accounts": [_account(each) for each in helped.kinds],
        "effect": _effect(helped),
    }


def _titles(request: Request, codes: set[str]) -> dict[tuple[str, str], str]:
    """What the pages of forms are called, by service and page, as they are now."""
    listed = [each for each in services.catalogue(request.actor) if each.code in codes]
    found = services.published_each(request.actor.council, listed)
    return {
        (code, page_.code): page_.title or (page_.questions[0].label if page_.questions else page_.code)
        for code, each in found.items()
        for page_ in each.definition.pages
    }


def _begun(name: str, one: Begun) -> list[str]:
    """A row of the table: words and numbers."""
    numbers = (one.begun, one.sent, one.given_up, one.on_way, one.agreed, one.offered, one.asked, one.helped,
               one.finished)  # fmt: skip
    return [name, *(words.number(each) for each in numbers)]


def _stop(asked: Asked, titles: dict[tuple[str, str], str], one: Stop) -> list[str]:
    step = titles.get((one.service, one.step), one.step)
    where = f"After “{step}”" if one.after and step else f"On “{step}”" if step else "Before the first answer"
    reason = TROUBLES.get(one.reason, one.reason)
    return [asked.label("service", one.service), where, reason, words.number(one.number)]


def _account(one: Helped) -> list[str]:
    name = KINDS[one.kind].name if one.kind in KINDS else one.kind
    took = "" if one.minutes is None else words.duration(round(one.minutes * 60))
    return [name, *(words.number(each) for each in (one.started, one.done, one.used, one.refused)), took]


def _effect(found: AccountsHelped) -> dict[str, str]:
    effect: Effect = found.effect
    calls = f"{words.number(effect.before)} before, {words.number(effect.after)} after"
    return {
        "customers": words.number(effect.customers),
        "calls": calls if effect.customers else "",
        "with": words.duration(effect.seconds_with) if effect.seconds_with is not None else "",
        "without": words.duration(effect.seconds_without) if effect.seconds_without is not None else "",
    }
