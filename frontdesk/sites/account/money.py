"""What the customer owes and is owed across services, as the back offices say it now; linking an account."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from frontdesk.domains.payments import actions, queries
from frontdesk.domains.payments.types import RECORD
from frontdesk.domains.people import queries as people
from frontdesk.kernel.actor import Actor
from frontdesk.kernel.errors import NotFound, Refusal
from frontdesk.sites.account.request import signed_in, who


@signed_in
@require_GET
def money(request: HttpRequest) -> HttpResponse:
    """Every debt, overdue first; the accounts; what was paid; help."""
    _, actor = who(request)
    answers = actions.look_at_own(actor)
    hrefs = {each.account.id: reverse("site_account:money_account", args=[each.account.id]) for each in answers}
    page = {
        "answers": answers, "owed": queries.owed(answers), "hrefs": hrefs, "helps": queries.help_of(actor.council),
        "links": bool(queries.systems(actor.council)), "known": actor.person is not None,
    }  # fmt: skip
    return render(request, "site_account/money.jinja", page)


@signed_in
@require_GET
def account(request: HttpRequest, account: int) -> HttpResponse:
    """One account, as its back office tells it."""
    _, actor = who(request)
    (answer,) = actions.look_at_own(actor, account=account)
    return render(request, "site_account/money_account.jinja", _of_one(actor, answer))


def _of_one(actor: Actor, answer: Any) -> dict[str, Any]:
    debts = queries.owed([answer]).debts
    return {
        "answer": answer, "debts": debts, "helps": queries.help_of(actor.council) if debts else (),
        "ends": answer.account.how != RECORD,
    }  # fmt: skip


@signed_in
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest) -> HttpResponse:
    """Link an account by its number and something from a bill, which the back office checks."""
    _, actor = who(request)
    known = queries.systems(actor.council)
    if not known:
        raise NotFound("No accounts can be linked here yet. Contact us and we tell you what stands on yours.")
    if actor.person is None:
        messages.info(request, "Tell us your name first. Then you can link your accounts.")
        return redirect("site_account:change")
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            return _linked(request, actor)
        except Refusal as refusal:
            errors = {refusal.field or "": refusal.sentence}
    page = {"systems": known.values(), "chosen": known.get(_asked(request)), "errors": errors, "typed": request.POST}
    return render(request, "site_account/money_link.jinja", page, status=_status(errors))


def _asked(request: HttpRequest) -> str:
    return request.POST.get("system") or request.GET.get("system", "")


def _status(errors: dict[str, str]) -> int:
    return 400 if errors else 200


def _linked(request: HttpRequest, actor: Actor) -> HttpResponse:
    system, number, proof = (request.POST.get(name, "") for name in ("system", "number", "proof"))
    made = actions.link_by_bill(actor, system=system, number=number, proof=proof)
    messages.success(request, "The account is linked. You see here what stands on it.")
    return redirect("site_account:money_account", account=made)


@signed_in
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, account: int) -> HttpResponse:
    """Take an account off again, asked on a page of its own."""
    _, actor = who(request)
    answer = next((each for each in actions.look_at_own(actor) if each.account.id == account), None)
    if answer is None or answer.account.how == RECORD:
        raise NotFound("We could not find that account. It may have been taken off.")
    if request.method == "POST":
        actions.end_link(actor, account=account)
        messages.success(request, f"{answer.account.system.name} is not linked any more.")
        return redirect("site_account:money")
    return render(request, "site_account/money_end.jinja", {"account": answer.account})


@signed_in
@require_GET
def acted(request: HttpRequest, person: int) -> HttpResponse:
    """What somebody owes for whom the customer acts, as far as that reaches."""
    _, actor = who(request)
    answers, name = actions.look_at_acted(actor, person=person), _name(actor, person)
    hrefs = {each.account.id: reverse("site_account:acted_account", args=[person, each.account.id]) for each in answers}
    page = {
        "answers": answers, "owed": queries.owed(answers), "hrefs": hrefs, "name": name, "person": person,
        "helps": queries.help_of(actor.council),
    }  # fmt: skip
    return render(request, "site_account/money_acted.jinja", page)


@signed_in
@require_GET
def acted_account(request: HttpRequest, person: int, account: int) -> HttpResponse:
    """One of their accounts."""
    _, actor = who(request)
    (answer,) = actions.look_at_acted(actor, person=person, account=account)
    page = _of_one(actor, answer) | {"ends": False, "name": _name(actor, person), "person": person}
    return render(request, "site_account/money_account.jinja", page)


def _name(actor: Actor, person: int) -> str:
    front = people.head(actor.council, person)
    return next((each.name for each in people.acted_for(actor) if each.other == front), "")
