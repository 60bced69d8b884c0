"""Small forms of the desk: shown, tried, shown again with the sentence that says what to do, or done."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect

from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal
from frontdesk.kernel.idempotency import once
from frontdesk.sites.desk.furniture import page
from frontdesk.sites.desk.gate import Request
from frontdesk.ui.presses import press_key


class Refusals(Refusal):
    """Several sentences at once: `errors` says by field what to do, in the order of the page."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        field, sentence = next(iter(errors.items()))
        super().__init__(sentence, field=field)
        self.errors = errors


def errors_of(refusal: Refusal) -> Mapping[str, str]:
    """What the page says of a refusal, by field; '' for what belongs to none."""
    return refusal.errors if isinstance(refusal, Refusals) else {refusal.field or "": refusal.sentence}


def ask(
    request: Request,
    template: str,
    take: Callable[[QueryDict], str],
    to: str,
    known: QueryDict | None = None,
    read: Callable[[], Mapping[str, Any]] = dict,
    **context: Any,
) -> HttpResponse:
    """Show the form; when it is sent, let `take` do the work and say its sentence on the page `to`.

    What was typed stands in the context as `typed` (before that what is `known`), refusals as `errors` by field;
    `read` gives what else the page shows, as it is when the page is made.
    """
    if request.method != "POST":
        return page(request, template, typed=known or QueryDict(), **context, **read())
    try:
        said = take(request.POST)
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        return page(request, template, typed=request.POST, errors=errors_of(refusal), **context, **read())
    return done(request, said, to)


def as_one(request: Request, do: Callable[[], Any], **besides: object) -> Any:
    """Several verbs as one: all of them happen or none, and once for each press; what `do` answers (JSON).

    Pressed twice, or sent again unchanged from an old page, the first's answer comes back and nothing happens. Other
    words from an old page are another press, and so is the same with something else `besides`.
    """
    with transaction.atomic():
        return once(request.actor, "desk.form", press_key(request, **besides), do)


def tried(request: Request, do: Callable[[], Any], said: str, to: str) -> HttpResponse:
    """Do what a button is for, go to `to` and say there what was done, or what to do instead."""
    try:
        do()
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        return done(request, refusal.sentence, to)
    return done(request, said, to)


def done(request: Request, said: str, to: str) -> HttpResponse:
    """Go to `to` and say there what was done."""
    messages.success(request, said)
    return redirect(to)
