"""How long things are kept: the rules, their runs, and what legal holds keep back."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_POST

from frontdesk.domains.information import actions, queries
from frontdesk.domains.people import queries as people
from frontdesk.kernel.errors import NotFound, Refusal
from frontdesk.kernel.words import row_number
from frontdesk.sites.desk.asking import as_one, ask, tried
from frontdesk.sites.desk.furniture import page
from frontdesk.sites.desk.gate import PROTECTS, Request, staff
from frontdesk.ui.typed import day_in

_DAY = "Enter the day like 27 3 2027."


@staff(*PROTECTS)
def retention(request: Request) -> HttpResponse:
    """The rules with their months, which of them run by night, and what the newest runs came to."""
    kept = queries.kept(request.actor.council)
    return page(request, "retention", kept=kept, runs=queries.runs(request.actor))


@staff(*PROTECTS)
def rule(request: Request, code: str) -> HttpResponse:
    """One rule: its months and whether it runs; count what would go, or let it go now."""
    found = next(
        (each for each in queries.kept(request.actor.council) if each.code == code and not each.by_itself), None
    )
    if found is None:
        raise NotFound("We could not find that rule.")
    back = reverse("site_desk:retention")

    def take(typed: QueryDict) -> str:
        return str(as_one(request, lambda: _decided(request, code, typed)))

    return ask(request, "retention_rule", take, back, rule=found, back=back)


def _decided(request: Request, code: str, typed: QueryDict) -> str:
    do = typed.get("do")
    if do in ("dry", "run"):
        if do == "run" and typed.get("sure") != "yes":
            raise Refusal("Tick that you have counted first. What goes never comes back.", field="sure")
        actions.begin_run(request.actor, code=code, dry=do == "dry")
        return "It is being counted: the run stands below." if do == "dry" else "It runs: see below what it comes to."
    months = row_number(typed.get("months", "").strip())
    on = "on" in typed
    actions.set_rule(request.actor, code=code, months=months or 0, on=on)
    return "The rule is kept, and stands on the privacy page." if on else "The months are kept. Nothing goes by itself."


@staff(*PROTECTS)
def holds(request: Request) -> HttpResponse:
    """What legal holds keep; hold a request by its reference."""

    def take(typed: QueryDict) -> str:
        reference, why, until = typed.get("reference", ""), typed.get("why", ""), day_in(typed, "until", _DAY)
        if not reference.strip():
            raise Refusal("Enter the reference of a request, like K7RM-3PXT.", field="reference")
        as_one(request, lambda: actions.hold_back(request.actor, reference=reference, why=why, until=until))
        return "It is held: nothing of it goes."

    return ask(request, "holds", take, reverse("site_desk:holds"), read=lambda: {"holds": queries.holds(request.actor)})


@staff(*PROTECTS)
def hold_customer(request: Request, person: int) -> HttpResponse:
    """Hold everything of a customer."""
    found = people.who(request.actor, person, seen_on="data protection")
    back = reverse("site_desk:data_of", kwargs={"person": person})

    def take(typed: QueryDict) -> str:
        why, until = typed.get("why", ""), day_in(typed, "until", _DAY)
        as_one(request, lambda: actions.hold_back(request.actor, person=found.id, why=why, until=until))
        return "Everything of theirs is held: nothing of it goes."

    words: dict[str, Any] = {"person": found, "back": back}
    return ask(request, "hold_customer", take, reverse("site_desk:holds"), **words)


@staff(*PROTECTS)
@require_POST
def end_hold(request: Request, hold: int) -> HttpResponse:
    """Let go again, with the reason."""
    back = reverse("site_desk:holds")
    why = request.POST.get("why", "")
    return tried(
        request, lambda: actions.end_hold(request.actor, hold=hold, why=why),
        "The hold is ended. The rules count for it again.", back,
    )  # fmt: skip
