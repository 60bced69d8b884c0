"""One question page: shown, posted, and the steps inside its questions."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from frontdesk.domains.forms import actions, queries
from frontdesk.domains.forms.rules.answers.figures import with_example
from frontdesk.domains.forms.rules.groups import entries_of
from frontdesk.domains.forms.rules.journey import may_visit, page_before
from frontdesk.domains.forms.rules.page import gather_page, shown_on
from frontdesk.domains.forms.types import ADDRESS, NOT_FOR_YOU, UPLOAD, Draft
from frontdesk.domains.services.definition.form import Page, Question
from frontdesk.kernel.errors import Refusal
from frontdesk.ui.formpages import helping, looking, offers
from frontdesk.ui.formpages.door import CHANGE, Door, go_on
from frontdesk.ui.formpages.typed import values

Errors = Mapping[str, Any]


def page(request: HttpRequest, door: Door, code: str) -> HttpResponse:
    """Show a page of the form, or take what was posted. A page not yet on the way leads to where the form stands."""
    draft = door.read()
    if (elsewhere := door.closed(draft)) is not None:
        return elsewhere
    where = draft.published.definition.page(code)
    if where is None or not may_visit(queries.journey(draft), code):
        return go_on(door, draft)
    if request.method != "POST":
        return _show(request, door, draft, where)
    return _post(request, door, draft, where)


def _post(request: HttpRequest, door: Door, draft: Draft, where: Page) -> HttpResponse:
    what, _, rest = request.POST.get("do", "continue").partition(":")
    code, _, number = rest.partition(":")
    data = {name: request.POST.getlist(name) for name in request.POST}
    typed = gather_page(where, data)
    question = next((each for each in where.questions if each.code == code), None)
    if question is not None and question.type == "group":
        return _group_step(request, door, draft, where, question, what, number)
    errors = _upload(request, door, draft, where)
    if what == "remove" and question is not None:
        actions.remove_file(door.actor, draft=draft.id, file=number, key=door.key)
        return redirect(_here(request))
    if errors or what == "upload":
        return _show(request, door, door.read(), where, typed, errors)
    pressed = next((each for each in where.questions if looking.is_pressed(each, request.POST)), None)
    if pressed is not None:
        return _step(request, door, draft, where, typed, pressed, "press")
    if what in ("find", "type", "again", "map") and question is not None:
        return _step(request, door, draft, where, typed, question, what)
    return _answer(request, door, draft, where, typed, what)


def _answer(
    request: HttpRequest, door: Door, draft: Draft, where: Page, typed: dict[str, Any], what: str
) -> HttpResponse:
    for question in where.questions:
        value = typed.get(question.code)
        if what != "save" and looking.wants_find(question, value, request.POST):
            return _step(request, door, draft, where, typed, question, "find")
        if question.type == "place" and (match := request.POST.get(f"{question.code}-match", "")):
            typed[question.code] = looking.chosen_street(door.actor.council, dict(value or {}), match)
    chosen = offers.opened(draft, where.questions, typed) if door.sealed else typed
    answered = actions.answer_page(
        door.actor, draft=draft.id, page=where.code, typed=chosen, key=door.key, keep_what_fits=what == "save"
    )
    if what == "save":
        return redirect(door.address("save", draft=draft.id))
    another = next((each for each in where.questions if each.type == "group"), None)
    if another is not None and request.POST.get(f"{another.code}-another") == "yes":
        new = _entries(answered.draft, another) + 1
        return redirect(door.address("entry", draft=draft.id, page=where.code, n=new) + kept(request))
    errors = dict(answered.errors) | _another_error(request, draft, another)
    if errors:
        return _show(request, door, answered.draft, where, typed, errors)
    if helping.takes_nothing(answered.draft):
        helping.note(door, draft, where.code, NOT_FOR_YOU)
    return go_on(door, answered.draft, where.code, changed="change" in request.GET)


def _another_error(request: HttpRequest, draft: Draft, group: Question | None) -> dict[str, Any]:
    """A group's page asks whether there is another; saying nothing is not an answer."""
    if group is None or request.POST.get(f"{group.code}-another") == "no":
        return {}
    return {group.code: {"": f"Choose yes if there is another {group.entry}, or no"}}


def kept(request: HttpRequest) -> str:
    """What the next address of a change takes along, so that it leads back to the check."""
    return CHANGE if "change" in request.GET else ""


def _group_step(
    request: HttpRequest, door: Door, draft: Draft, where: Page, group: Question, what: str, number: str
) -> HttpResponse:
    here = _here(request)
    if not number.isdecimal():
        return redirect(here)
    if what == "change":
        return redirect(door.address("entry", draft=draft.id, page=where.code, n=int(number)) + kept(request))
    entries = entries_of(draft.answers.get(group.code))
    if what == "remove" and 0 < int(number) <= len(entries):
        actions.remove_entry(
            door.actor, draft=draft.id, page=where.code, entry=entries[int(number) - 1]["id"], key=door.key
        )
    return redirect(here)


def _step(
    request: HttpRequest, door: Door, draft: Draft, where: Page, typed: dict[str, Any], question: Question, what: str
) -> HttpResponse:
    before = dict(typed.get(question.code) or {})
    value, extra = looking.step(door.look_up, door.actor.council, question, what, before, request.POST)
    shown = {**typed, question.code: value}
    if extra.get("trouble") or extra.get("found") == []:
        helping.note(door, draft, where.code, ADDRESS, question.code)
    return _show(request, door, draft, where, shown, extras={question.code: extra})


def _upload(request: HttpRequest, door: Door, draft: Draft, where: Page) -> dict[str, Any]:
    """Keep the files that came with the page; sentences about those that cannot be kept."""
    errors: dict[str, Any] = {}
    for question in where.questions:
        if question.type not in ("file", "photo"):
            continue
        for sent in request.FILES.getlist(question.code):
            try:
                actions.upload_file(
                    door.actor, draft=draft.id, question=question.code, name=sent.name or "", content=sent.read(),
                    key=door.key,
                )  # fmt: skip
            except Refusal as refusal:
                errors[question.code] = {"": refusal.sentence}
                helping.note(door, draft, where.code, UPLOAD, question.code)
    return errors


def _show(
    request: HttpRequest,
    door: Door,
    draft: Draft,
    where: Page,
    typed: Mapping[str, Any] | None = None,
    errors: Errors | None = None,
    extras: looking.Extras | None = None,
) -> HttpResponse:
    definition = draft.published.definition
    journey = queries.journey(draft)
    world = queries.context(draft)
    asked = [
        with_example(each, world) for each in shown_on(definition, where, {**draft.answers, **(typed or {})}, world)
    ]
    before = page_before(journey, where.code)
    back = door.address("page", draft=draft.id, page=before.code) if before else door.address("start", draft=draft.id)
    context = {
        "page": PageAsShown(where, asked), "values": values(door, draft, asked, typed or {}), "errors": errors or {},
        "extras": extras or {}, "service_name": definition.name, "can_save": door.can_save,
        "back": back, "stuck": helping.offered(door, draft, where.code, wrong=bool(errors or extras)),
        **door.more(draft, where),
    }  # fmt: skip
    if request.GET.get("change") and journey.ready:
        context["back"] = door.address("check", draft=draft.id)
    return render(request, door.template("question_page"), context)


class PageAsShown:
    """A page with the questions that it shows now."""

    def __init__(self, page: Page, questions: list[Question]) -> None:
        self.code, self.title, self.intro, self.say = page.code, page.title, page.intro, page.say
        self.heading = page.heading
        self.questions = questions


def _entries(draft: Draft, group: Question) -> int:
    return len(entries_of(draft.answers.get(group.code)))


def _here(request: HttpRequest) -> str:
    return request.get_full_path()
