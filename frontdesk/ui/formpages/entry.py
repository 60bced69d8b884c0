"""One entry of a repeating group: its own page, added or changed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from frontdesk.domains.forms import actions, queries
from frontdesk.domains.forms.rules.answers.figures import with_example
from frontdesk.domains.forms.rules.answers.kinds import fields
from frontdesk.domains.forms.rules.groups import entries_of
from frontdesk.domains.forms.rules.journey import may_visit
from frontdesk.domains.forms.rules.page import gather_entry
from frontdesk.domains.forms.types import Draft
from frontdesk.domains.services.definition.form import Page, Question
from frontdesk.kernel.errors import Refusal
from frontdesk.ui.formpages import looking, offers
from frontdesk.ui.formpages.door import Door, go_on
from frontdesk.ui.formpages.page import PageAsShown, kept


def entry(request: HttpRequest, door: Door, code: str, n: int) -> HttpResponse:
    """Show the nth entry (one more than there are: a new one), or take what was posted."""
    draft = door.read()
    if (elsewhere := door.closed(draft)) is not None:
        return elsewhere
    where = draft.published.definition.page(code)
    group = next((each for each in where.questions if each.type == "group"), None) if where else None
    if where is None or group is None or not may_visit(queries.journey(draft), code):
        return go_on(door, draft)
    entries = entries_of(draft.answers.get(group.code))
    n = min(max(n, 1), len(entries) + 1)
    if request.method != "POST":
        answers = entries[n - 1]["answers"] if n <= len(entries) else {}
        typed = {inner.code: fields(inner, answers.get(inner.code)) for inner in group.questions}
        return _show(request, door, draft, where, group, n, typed)
    return _post(request, door, draft, where, group, n, entries[n - 1]["id"] if n <= len(entries) else None)


def _post(
    request: HttpRequest, door: Door, draft: Draft, where: Page, group: Question, n: int, identity: str | None
) -> HttpResponse:
    data = {name: request.POST.getlist(name) for name in request.POST}
    typed = gather_entry(group, n, data)
    what, _, code = request.POST.get("do", "continue").partition(":")
    for inner in group.questions:
        own = f"{group.code}-{n}-{inner.code}"
        value = dict(typed[inner.code]) if isinstance(typed[inner.code], dict) else {}
        step = what if code == own and what in ("find", "type", "again", "map") else ""
        step = "press" if looking.is_pressed(inner, request.POST, own) else step
        if not step and what == "continue" and looking.wants_find(inner, value, request.POST):
            step = "find"
        if step:
            typed[inner.code], extra = looking.step(
                door.look_up, door.actor.council, inner, step, value, request.POST, own
            )
            return _show(request, door, draft, where, group, n, typed, extras={inner.code: extra})
    chosen = offers.opened(draft, group.questions, typed) if door.sealed else typed
    try:
        answered = actions.answer_entry(
            door.actor, draft=draft.id, page=where.code, entry=identity, typed=chosen, key=door.key
        )
    except Refusal as refusal:
        return _show(request, door, draft, where, group, n, typed, {group.code: {"": refusal.sentence}})
    if answered.errors:
        return _show(request, door, draft, where, group, n, typed, answered.errors)
    return redirect(door.address("page", draft=draft.id, page=where.code) + kept(request))


def _show(
    request: HttpRequest,
    door: Door,
    draft: Draft,
    where: Page,
    group: Question,
    n: int,
    typed: dict[str, Any],
    errors: Any = None,
    extras: Any = None,
) -> HttpResponse:
    group = with_example(group, queries.context(draft))
    shown = PageAsShown(where, [group])
    shown.title = shown.heading = f"{group.entry[:1].upper()}{group.entry[1:]} {n}"
    shown.intro = ""
    context = {
        "page": shown, "group": group, "n": n, "values": typed, "errors": errors or {}, "extras": extras or {},
        "service_name": draft.published.definition.name, "can_save": False,
        "back": door.address("page", draft=draft.id, page=where.code), **door.more(draft, where),
    }  # fmt: skip
    return render(request, door.template("question_page"), context)
