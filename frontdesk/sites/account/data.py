"""What the customer may ask of what we hold: a copy, a correction, deletion; and what became of it."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from frontdesk.domains.information import actions, queries
from frontdesk.domains.information.types import GROUNDS, KINDS, OUTCOMES, Agreed
from frontdesk.domains.people import queries as people
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal
from frontdesk.kernel.words import row_number
from frontdesk.sites.account.request import signed_in, who, with_record
from frontdesk.ui.formpages.files import as_download
from frontdesk.ui.presses import new_key, press_key

CHANNELS = {"email": "By email", "text": "By text message", "phone": "By phone", "letter": "By letter"}
WAITS = {"identity": "We wait for proof that it is you", "customer": "We wait for your answer"}


@signed_in
@require_GET
def data(request: HttpRequest) -> HttpResponse:
    """What the customer asked about their information, and what they can ask."""
    _, actor = who(request)
    page = {"cases": queries.own_cases(actor), "outcomes": OUTCOMES, "waits": WAITS, "known": actor.person is not None}
    return render(request, "site_account/data.jinja", page)


@with_record
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a copy of everything, a correction, deletion, restriction, or that we stop something."""
    _, actor = who(request)
    page: dict[str, Any] = {"typed": request.POST, "kinds": KINDS, "key": new_key()}
    if request.method == "POST":
        try:
            kind, words = (request.POST.get(name, "") for name in ("kind", "words"))
            case = actions.ask_by_right(actor, kind=kind, words=words, key=press_key(request))
        except Refusal as refusal:
            page["errors"] = {refusal.field or "": refusal.sentence}
            return render(request, "site_account/data_ask.jinja", page, status=400)
        return redirect("site_account:data_case", case)
    return render(request, "site_account/data_ask.jinja", page)


@signed_in
@require_http_methods(["GET", "POST"])
def case(request: HttpRequest, case: int) -> HttpResponse:
    """What became of it; answer our question, or want it no longer."""
    _, actor = who(request)
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            return _pressed(request, case)
        except NotFound:
            raise
        except Refusal as refusal:
            errors = {refusal.field or "": refusal.sentence}
    found = queries.own_case(actor, case)
    page = {"case": found, "outcomes": OUTCOMES, "waits": WAITS, "grounds": GROUNDS, "errors": errors}
    return render(
        request, "site_account/data_case.jinja", page | {"typed": request.POST}, status=400 if errors else 200
    )


def _pressed(request: HttpRequest, case: int) -> HttpResponse:
    _, actor = who(request)
    if request.POST.get("do") == "withdraw":
        actions.withdraw_case(actor, case=case)
        messages.success(request, "You no longer want this. We have stopped.")
    else:
        actions.answer_case(actor, case=case, words=request.POST.get("words", ""))
        messages.success(request, "We have your answer.")
    return redirect("site_account:data_case", case)


@signed_in
@require_GET
def file(request: HttpRequest, case: int, form: str) -> HttpResponse:
    """The copy that was given, as a page to read or as data."""
    _, actor = who(request)
    return as_download(*actions.read_copy(actor, case=case, form=form))


@with_record
@require_http_methods(["GET", "POST"])
def choices(request: HttpRequest) -> HttpResponse:
    """What the customer agrees to, by purpose and channel; ticked or not, kept at once."""
    _, actor = who(request)
    told = queries.consents_of(actor.council, people.cluster(actor.council, actor.person or 0))
    if request.method == "POST":
        try:
            _choose(request, actor, told)
        except (NotAllowed, NotFound):
            raise
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, "Your choices are kept.")
        return redirect("site_account:data_choices")
    return render(request, "site_account/data_choices.jinja", {"told": told, "channels": CHANNELS})


def _choose(request: HttpRequest, actor: Actor, told: list[Agreed]) -> None:
    """Keep all that is ticked and not, or nothing where the words of one have changed since the page was read."""
    with transaction.atomic():
        for each in told:
            given = f"{each.purpose}.{each.channel}" in request.POST
            read = request.POST.get(f"wording.{each.purpose}", "")
            actions.say_consent(
                actor, person=actor.person or 0, purpose=each.purpose, channel=each.channel, given=given,
                wording=row_number(read),
            )  # fmt: skip


@with_record
@require_GET
def looked(request: HttpRequest) -> HttpResponse:
    """Who has looked at the customer's record."""
    _, actor = who(request)
    return render(request, "site_account/data_looked.jinja", {"looks": queries.own_looks(actor)})
