"""Help where a form goes wrong: trouble is noted, and after some of it on one page help is offered there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from frontdesk.domains.forms import actions, queries
from frontdesk.domains.forms.types import STUCK, Draft
from frontdesk.kernel.errors import Refusal
from frontdesk.ui.formpages.door import Door

WAYS = ("ring", "email", "text")


def note(door: Door, draft: Draft, page: str, reason: str, question: str = "") -> None:
    """Note what went wrong on a page; codes only."""
    actions.note_trouble(door.actor, draft=draft.id, page=page, reason=reason, questions=[question], key=door.key)


def takes_nothing(draft: Draft) -> bool:
    """Whether the answers have led to an ending that takes nothing."""
    journey = queries.journey(draft)
    return journey.stop is None and journey.ending is not None and not journey.ending.takes


def offered(door: Door, draft: Draft, page: str, *, wrong: bool) -> str:
    """The address of help, where something has gone wrong on this page often enough; '' else, and where it has none."""
    if not wrong or not door.helps or queries.stuck_on(draft.council, draft.id, page) < STUCK:
        return ""
    return door.address("help", draft=draft.id)


def help_(request: HttpRequest, door: Door) -> HttpResponse:
    """How to get help with this form: ring us, be rung, or be written to once if it is not finished."""
    draft = door.read()
    if (elsewhere := door.closed(draft)) is not None:
        return elsewhere
    back = door.address("here", draft=draft.id)
    typed = {name: request.POST.get(name, "") for name in ("how", "email", "phone")}
    context = {"back": back, "carry_on": back, "service_name": draft.published.definition.name, "typed": typed,
               "writes": draft.published.definition.restricted is None, "known": draft.known}  # fmt: skip
    if request.method != "POST":
        return render(request, door.template("help"), context)
    try:
        _agree(door, draft, typed)
    except Refusal as refusal:
        errors = {refusal.field or "": refusal.sentence}
        return render(request, door.template("help"), {**context, "errors": errors}, status=400)
    return render(request, door.template("help_asked"), {**context, "rings": typed["how"] == "ring"})


def _agree(door: Door, draft: Draft, typed: dict[str, str]) -> None:
    if typed["how"] not in WAYS:
        raise Refusal("Choose how we can help you.", field="how")
    email, phone = (typed["email"], "") if typed["how"] == "email" else ("", typed["phone"])
    if not (email or phone).strip():
        wanted = "Enter your email address." if typed["how"] == "email" else "Enter your phone number."
        raise Refusal(wanted, field="email" if typed["how"] == "email" else "phone")
    actions.agree_to_help(
        door.actor, draft=draft.id, key=door.key, email=email, phone=phone, now=typed["how"] == "ring"
    )
