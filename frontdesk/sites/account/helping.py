"""How we can help you: what the customer needs from us, written down, asked about again and taken off by themselves."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from frontdesk.domains.people import actions as people
from frontdesk.domains.people import queries
from frontdesk.domains.people.types.needs import AGREED, OWN, WHY_ENDED, WITHOUT, Kind, Need, in_groups
from frontdesk.kernel import clock
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal
from frontdesk.sites.account.request import signed_in, who
from frontdesk.ui import words

WHYS = dict(zip(WHY_ENDED, ("I do not need it any more", "I do not want you to keep it", "It is wrong"), strict=True))
"""Why a need ends, as the customer says it."""
_KNOWN = {
    "account": "You wrote it here",
    "form": "You wrote it in a form",
    "person": "You told a member of staff",
    "carer": "Somebody who acts for you told us",
    "professional": "Another service or a professional told us",
    "noticed": "A member of staff noticed it",
    "import": "It comes from another of our systems",
}
_AGREED = {OWN: "", AGREED: "You agreed that we keep it.", WITHOUT: "We have not asked you yet if we may keep it."}


@signed_in
def helping(request: HttpRequest) -> HttpResponse:
    """What we know of how to help the customer, from where, until when; and what they may add."""
    _, actor = who(request)
    found = queries.person(actor, actor.person) if actor.person else None
    kinds = queries.kinds_of_need(actor.council)
    page = {
        "known": found is not None,
        "needs": [_told(actor, each) for each in found.needs] if found else [],
        "groups": in_groups(each for each in kinds.values() if each.online and each.say),
    }
    return render(request, "site_account/helping.jinja", page)


def _told(actor: Actor, need: Need) -> dict[str, Any]:
    kind = queries.kind_of_need(actor.council, need.code)
    known = _KNOWN.get(need.source, "It is on record")
    return {
        "need": need,
        "say": kind.say or kind.label,
        "known": f"{known} on {words.day_and_month(need.recorded_at)}",
        "agreed": _AGREED.get(need.consent, "We have not asked you yet if we may keep it."),
        "due": need.review_on is not None and need.review_on <= clock.today(),
        "restricted": need.sensitive,
    }


@signed_in
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Write one down: what staff will read, and Save."""
    _, actor = who(request)
    kind = queries.kinds_of_need(actor.council).get(request.POST.get("need") or request.GET.get("kind", ""))
    if kind is None or not kind.online or actor.person is None:
        return redirect("site_account:helping")
    known = _known(actor, kind, request.GET.get("service", ""))
    if request.method == "GET":
        return _form(request, kind, _detail(known, kind), {})
    detail, service = request.POST.get("detail", ""), known.service if known else ""
    try:
        people.record_need(actor, person=actor.person, need=kind.code, detail=detail, service=service, source="account")
    except Refusal as refusal:
        return _form(request, kind, detail, {refusal.field or "": refusal.sentence})
    messages.success(request, "Thank you. Whoever deals with you sees how to help.")
    return redirect("site_account:helping")


def _form(request: HttpRequest, kind: Kind, detail: str, errors: dict[str, str]) -> HttpResponse:
    page = {"kind": kind, "detail": detail, "errors": errors}
    return render(request, "site_account/help_add.jinja", page, status=400 if errors else 200)


def _known(actor: Actor, kind: Kind, service: str) -> Need | None:
    """What they said before, for this service or for all."""
    mine = queries.needs_of(actor, actor.person or 0)
    return next((each for each in mine if each.code == kind.code and each.service == service), None)


def _detail(known: Need | None, kind: Kind) -> str:
    """The words of it, to be changed."""
    if known is None:
        return ""
    return known.detail or (known.instruction if kind.do == "{detail}" else "")


@signed_in
@require_POST
def still_so(request: HttpRequest, need: int) -> HttpResponse:
    """It is still right: we ask again later."""
    _, actor = who(request)
    _mine(actor, need)
    again = people.review_need(actor, need=need)
    messages.success(request, f"Thank you. We ask you again after {words.long_date(again)}.")
    return redirect("site_account:helping")


@signed_in
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, need: int) -> HttpResponse:
    """Take one off, and why."""
    _, actor = who(request)
    page = {"told": _told(actor, _mine(actor, need)), "whys": WHYS, "errors": {}}
    if request.method == "GET":
        return render(request, "site_account/help_end.jinja", page)
    try:
        people.end_need(actor, need=need, why=request.POST.get("why", ""))
    except Refusal as refusal:
        errors = {"errors": {refusal.field or "": refusal.sentence}}
        return render(request, "site_account/help_end.jinja", page | errors, status=400)
    messages.success(request, "It is taken off. Staff do not see it any more.")
    return redirect("site_account:helping")


def _mine(actor: Actor, need: int) -> Need:
    """The customer's own need; NotFound for everybody else's."""
    whose, found = queries.need(actor, need) if actor.person else (None, None)
    if found is None or whose != queries.head(actor.council, actor.person or 0):
        raise NotFound("There is no such need on record.")
    return found
