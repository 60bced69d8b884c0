"""A request that is not what it should be: an answer corrected, another service, more time."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse, QueryDict

from frontdesk.domains.requests import actions, queries
from frontdesk.domains.requests.types import Given, Incomplete
from frontdesk.domains.services.definition.form import Question
from frontdesk.domains.services.definition.model import Definition
from frontdesk.kernel.errors import NotAllowed, NotFound, Refusal
from frontdesk.kernel.words import row_number
from frontdesk.sites.desk.asking import done
from frontdesk.sites.desk.forms import look_up
from frontdesk.sites.desk.furniture import page
from frontdesk.sites.desk.gate import WORKS, Request, staff
from frontdesk.sites.desk.mine import address
from frontdesk.sites.desk.names import service_names
from frontdesk.sites.desk.steps import about, apart, once, seen
from frontdesk.ui import words
from frontdesk.ui.formpages import Asked

Errors = Mapping[str, Any]


@staff(*WORKS)
def correct(request: Request, request_id: int) -> HttpResponse:
    """Correct an answer: choose which, see what it says now, say what it should be and why."""
    found = queries.given(request.actor, request_id)
    codes = (request.POST if request.method == "POST" else request.GET).getlist("question")
    questions = _questions(found.definition, codes)
    if not questions:
        return page(request, "correct", whole=found, rows=_rows(found), back=address(request_id))
    if request.method != "POST":
        return _correcting(request, request_id, found, questions)
    asked = Asked(questions, found.answers, request.POST)
    if asked.step(look_up(request), request.actor.council, request.POST):
        return _correcting(request, request_id, found, questions, asked)
    return _corrected(request, request_id, found, asked)


def _corrected(request: Request, request_id: int, found: Given, asked: Asked) -> HttpResponse:
    """Hand the correction in. What the new answers bring up is asked as well, on the same page."""
    reason = request.POST.get("reason", "").strip()
    try:
        if not reason:
            raise Refusal("Say why it is corrected.", field="reason")
        said = once(request, request_id, lambda: _correct(request, request_id, asked, reason))
    except Incomplete as incomplete:
        questions, errors = _more(found.definition, asked.questions, incomplete.errors)
        more = Asked(questions, found.answers, request.POST)
        return _correcting(request, request_id, found, questions, more, errors)
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        errors = {refusal.field or "": refusal.sentence}
        return _correcting(request, request_id, found, asked.questions, asked, errors)
    return done(request, said, address(request_id))


def _correct(request: Request, request_id: int, asked: Asked, reason: str) -> str:
    answers, before = asked.answers(), seen(request.POST)
    if not actions.correct(request.actor, request=request_id, answers=answers, reason=reason, seen=before):
        raise Refusal("This is what we have already. Change the answer, or go back.")
    return "The answer is corrected. The earlier one is kept, and the customer is told."


def _correcting(
    request: Request,
    request_id: int,
    found: Given,
    questions: Sequence[Question],
    asked: Asked | None = None,
    errors: Errors | None = None,
) -> HttpResponse:
    codes = {each.code for each in questions} | {inner.code for each in questions for inner in each.questions}
    return page(
        request,
        "correct_answer",
        whole=found,
        back=address(request_id),
        asked=asked or Asked(questions, found.answers),
        now_says=[row for row in found.rows if row.code in codes],
        wrong=errors or {},
        reason=request.POST.get("reason", ""),
    )


def _rows(found: Given) -> list[dict[str, Any]]:
    """Every answer with the code of the question to correct; files have a page of their own."""
    top = {inner.code: each.code for _, each, _ in found.definition.questions() for inner in each.questions}
    return [
        {"label": f"{row.heading}: {row.label}" if row.heading else row.label, "text": "\n".join(row.lines),
         "code": "" if _is_file(found.definition, row.code) else top.get(row.code, row.code)}
        for row in found.rows
    ]  # fmt: skip


def _is_file(definition: Definition, code: str) -> bool:
    question = definition.question(code)
    return question is not None and question.type in ("file", "photo")


def _questions(definition: Definition, codes: Sequence[str]) -> list[Question]:
    """The questions with these codes, in the order of the form."""
    return [each for _, each, group in definition.questions() if group is None and each.code in codes]


def _more(
    definition: Definition, asked: Sequence[Question], errors: Mapping[str, Mapping[str, str]]
) -> tuple[list[Question], Errors]:
    """The questions asked and those that are missing besides; errors only of what was on the page already."""
    before = {each.code for each in asked}
    groups = [each.code for each in definition_groups(definition)]
    wrong = {next((code for code in groups if error.startswith(f"{code}-")), error) for error in errors}
    questions = _questions(definition, [*before, *wrong])
    shown = {code: parts for code, parts in errors.items() if _of(code, before)}
    new = [each.label for each in questions if each.code not in before]
    return questions, shown or {"": f"Answer this as well: {words.listed(new)}."}


def definition_groups(definition: Definition) -> list[Question]:
    """The repeating groups of a form."""
    return [each for _, each, _ in definition.questions() if each.type == "group"]


def _of(code: str, questions: set[str]) -> bool:
    """Whether an error is of one of these questions; those of an entry begin with the code of its group."""
    return code in questions or any(code.startswith(f"{each}-") for each in questions)


@staff(*WORKS)
def correct_file(request: Request, request_id: int, key: str) -> HttpResponse:
    """A wrong photo or paper: another in its place, or taken off; and why."""
    whole = queries.whole(request.actor, request_id)
    names = {each.key: each.name for each in whole.uploads}
    if key not in names and request.method != "POST":
        raise NotFound("We could not find that file. Somebody may have taken it off already.")

    def take(typed: QueryDict) -> str:
        instead, reason = _instead(request, typed)
        actions.correct_file(
            request.actor, request=request_id, file=key, instead=instead, reason=reason, seen=seen(typed)
        )
        return "The file is replaced, and the customer is told." if instead else "The file is taken off."

    return apart(request, request_id, "correct_file", take, name=names.get(key, ""))


def _instead(request: Request, typed: QueryDict) -> tuple[tuple[str, bytes] | None, str]:
    """The name and bytes of the file that takes another's place, None where it is only taken off; and why."""
    what, reason, sent = typed.get("do", ""), typed.get("reason", "").strip(), request.FILES.get("files")
    if what not in ("replace", "take-back"):
        raise Refusal("Choose what is to happen.", field="do")
    if what == "replace" and sent is None:
        raise Refusal("Choose the file that takes its place.", field="files")
    if not reason:
        raise Refusal("Say why.", field="reason")
    return ((sent.name or "", sent.read()) if sent and what == "replace" else None), reason


@staff(*WORKS)
def recategorise(request: Request, request_id: int) -> HttpResponse:
    """Move it to the service it should have been: what goes along, what is to be asked, what is then promised."""
    typed = request.POST if request.method == "POST" else request.GET
    to = typed.get("service", "")
    names = service_names(request.actor, with_form=True)
    if to not in names:
        errors = {"service": "Choose the service that it should have been."} if "service" in typed else {}
        return _about(request, request_id, "recategorise", services=names, errors=errors)
    try:
        return _moving(request, request_id, to)
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        errors = {refusal.field or "": refusal.sentence}
        return _about(request, request_id, "recategorise", services=names, errors=errors, chosen=to)


def _moving(request: Request, request_id: int, to: str) -> HttpResponse:
    """Show what would come of it, asking what is missing; or do it, when everything is answered and it was pressed."""
    actor, posted = request.actor, request.POST if request.method == "POST" else None
    before = queries.if_moved(actor, request_id, to)
    asked = Asked(_questions(before.definition, posted.getlist("question") if posted else []), {}, posted)
    stepped = posted is not None and asked.step(look_up(request), actor.council, posted)
    then = queries.if_moved(actor, request_id, to, asked.answers())
    wrong: Errors = {}
    if posted is not None and posted.get("do") == "move" and not (stepped or then.errors or then.refused):
        try:
            said = once(request, request_id, lambda: _move(request, request_id, to, asked))
            return done(request, said, address(request_id))
        except Refusal as refusal:
            wrong = {"": refusal.sentence}
    if then.errors and not stepped:
        questions, wrong = _more(then.definition, asked.questions, then.errors)
        wrong = wrong if asked.questions else {}
        asked = Asked(questions, {}, posted)
    files = [each.label for each in _files(then.definition, then.errors)]
    return _about(request, request_id, "recategorise_to", to=to, then=then, asked=asked, wrong=wrong, files=files)


def _move(request: Request, request_id: int, to: str, asked: Asked) -> str:
    answers, before = asked.answers(), seen(request.POST)
    actions.recategorise(request.actor, request=request_id, service=to, answers=answers, seen=before)
    return f"It is moved to “{service_names(request.actor).get(to, to)}”. The customer is told."


def _files(definition: Definition, errors: Errors) -> list[Question]:
    """What is missing that only the customer can send."""
    return [each for each in _questions(definition, list(errors)) if each.type in ("file", "photo")]


def _about(request: Request, request_id: int, template: str, **context: Any) -> HttpResponse:
    whole = queries.whole(request.actor, request_id)
    return page(request, template, whole=whole, back=address(request_id), **context)


@staff(*WORKS)
def extend(request: Request, request_id: int) -> HttpResponse:
    """Take more time, where the standard allows it: how much, why, and the customer is told."""
    left = queries.whole(request.actor, request_id).extendable
    most_day = queries.extended_to(request.actor.council, left) if left else None

    def take(typed: QueryDict) -> str:
        by = row_number(typed.get("by")) or 0
        if left is not None and not 1 <= by <= left.most:
            raise Refusal(f"Enter a number of {left.unit}s from 1 to {left.most}.", field="by")
        reason = typed.get("text", "").strip()
        actions.extend_promise(request.actor, request=request_id, reason=reason, by=by, seen=seen(typed))
        return "The time is extended, and the customer is told why."

    return about(request, request_id, "extend", take, left=left, most_day=most_day)
