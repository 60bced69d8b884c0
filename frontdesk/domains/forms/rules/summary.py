"""Rows for the check of answers, the receipt and the officer's page: the answers as the customer gave them."""

from collections.abc import Callable
from dataclasses import dataclass

from frontdesk.domains.forms.rules.answers.kinds import show
from frontdesk.domains.forms.rules.context import Answer, Answers
from frontdesk.domains.forms.rules.groups import entries_of
from frontdesk.domains.services.definition.form import Page, Question
from frontdesk.domains.services.definition.model import Definition


@dataclass(frozen=True)
class Row:
    """One question and its answer in words, by lines (none: not answered). `page` is where Change leads.

    Inside a group `entry` is its place counted from 1, `entry_id` its id, and `heading` what it is called.
    """

    page: str
    code: str
    label: str
    lines: tuple[str, ...]
    entry: int = 0
    entry_id: str = ""
    heading: str = ""


def rows(
    definition: Definition, live: Answers, *, language: str = "en", file_name: Callable[[str], str] | None = None
) -> list[Row]:
    """A row for every answer, in the order asked. `live` holds only what was asked; `file_name` names an upload."""
    found: list[Row] = []
    for page in definition.pages:
        for question in page.questions:
            if question.code not in live:
                continue
            if question.type == "group":
                found += _group_rows(definition, page, question, live[question.code], language, file_name)
            else:
                found.append(_row(definition, page, question, live[question.code], language, file_name))
    return found


def _group_rows(
    definition: Definition,
    page: Page,
    group: Question,
    answer: Answer,
    language: str,
    file_name: Callable[[str], str] | None,
) -> list[Row]:
    found = []
    for number, entry in enumerate(entries_of(answer), start=1):
        for inner in group.questions:
            if inner.code in entry["answers"]:
                row = _row(definition, page, inner, entry["answers"][inner.code], language, file_name)
                heading = f"{group.entry[:1].upper()}{group.entry[1:]} {number}"
                found.append(Row(row.page, row.code, row.label, row.lines, number, entry["id"], heading))
    if not found:
        found.append(
            Row(page.code, group.code, definition.said(f"question.{group.code}.label", group.label, language), ())
        )
    return found


def _row(
    definition: Definition,
    page: Page,
    question: Question,
    answer: Answer,
    language: str,
    file_name: Callable[[str], str] | None,
) -> Row:
    label = definition.said(f"question.{question.code}.label", question.label, language)
    if question.type in ("file", "photo") and file_name and answer:
        lines = [file_name(name) for name in answer]
    elif question.type in ("choice", "several") and answer:
        chosen = [answer] if isinstance(answer, str) else answer
        lines = [definition.said(f"option.{question.code}.{v}", question.label_of(v), language) for v in chosen]
    else:
        lines = show(question, answer)
    return Row(page.code, question.code, label, tuple(lines))
