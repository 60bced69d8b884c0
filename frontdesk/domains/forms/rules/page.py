"""One page of a form: which questions it shows, and reading what was posted to it."""

from collections.abc import Mapping
from typing import Any

from frontdesk.domains.forms.rules.answers.kinds import Posted, gather, read
from frontdesk.domains.forms.rules.answers.unfit import Errors, Unfit
from frontdesk.domains.forms.rules.conditions import View, holds
from frontdesk.domains.forms.rules.context import Answer, Answers, Context
from frontdesk.domains.forms.rules.groups import read_group
from frontdesk.domains.forms.rules.journey import SEEN, one_of, walk
from frontdesk.domains.services.definition.conditions import Condition, tests_of
from frontdesk.domains.services.definition.form import Page, Question
from frontdesk.domains.services.definition.model import Definition


def shown_on(definition: Definition, page: Page, answers: Answers, context: Context) -> list[Question]:
    """The questions that a page shows: those that apply, and those that an answer on the same page could bring up.

    Without scripts nothing can appear while one types, so the latter are always there; `read_page` then passes over
    those that did not come to apply.
    """
    view = View(definition, walk(definition, answers, context).live, context)
    own = {question.code for question in page.questions}
    return [each for each in page.questions if _looks_at(each.when, own) or holds(each.when, view)]


def shown_in_entry(group: Question, view: View) -> list[Question]:
    """The same for one entry of a group."""
    own = {question.code for question in group.questions}
    inside = view.inside(group.code, {})
    return [each for each in group.questions if _looks_at(each.when, own) or holds(each.when, inside)]


def _looks_at(condition: Condition | None, codes: set[str]) -> bool:
    return any(test.subject == "question" and test.code in codes for test in tests_of(condition))


def gather_page(page: Page, data: Posted) -> dict[str, Any]:
    """What was typed, by question. Groups are posted entry by entry (`gather_entry`)."""
    return {question.code: gather(question, data) for question in page.questions if question.type != "group"}


def gather_entry(group: Question, number: int, data: Posted) -> dict[str, Any]:
    """What was typed for the nth entry of a group; its fields begin `<group>-<n>-`."""
    return {inner.code: gather(inner, data, f"{group.code}-{number}-") for inner in group.questions}


def read_page(
    definition: Definition, page: Page, typed: Mapping[str, Any], answers: Answers, context: Context
) -> tuple[dict[str, Answer], Errors]:
    """Canonical answers to what applies on a page, and errors by question. Without errors the answers go to the draft.

    `answers` are the draft's, `typed` what was posted. A page without questions gives the mark that it was read; that
    of a group gives its entries, once there are enough of them and each is whole.
    """
    live = {**walk(definition, answers, context).live}
    found: dict[str, Answer] = {}
    errors: Errors = {}
    for question in page.questions:
        live.pop(question.code, None)
    for question in page.questions:
        view = View(definition, live, context)
        if not holds(question.when, view):
            continue
        if question.type == "group":
            found[question.code], wrong = read_group(question, answers.get(question.code), view, whole=False)
            errors |= wrong
            continue
        try:
            found[question.code] = live[question.code] = read(question, typed.get(question.code), context)
        except Unfit as unfit:
            errors[question.code] = unfit.parts
    return (found if page.questions else {SEEN + page.code: True}), errors or one_of(page, found)
