"""Repeating answers. An entry is {"id": "3", "answers": {...}}: its id stays while others come and go."""

from collections.abc import Mapping, Sequence
from typing import Any

from frontdesk.domains.forms.rules.answers.kinds import read
from frontdesk.domains.forms.rules.answers.unfit import Errors, Unfit
from frontdesk.domains.forms.rules.conditions import View, holds
from frontdesk.domains.forms.rules.context import Answer, Answers
from frontdesk.domains.services.definition.form import Question

Entry = dict[str, Any]
MOST = 10
"""Entries of a group that names no maximum."""


def entries_of(answer: object) -> list[Entry]:
    """Entries from a canonical answer, or from a plain list of mappings as the API sends it. Never an error."""
    found: list[Entry] = []
    for each in answer if isinstance(answer, list | tuple) else ():
        if not isinstance(each, Mapping):
            continue
        inner = each["answers"] if isinstance(each.get("answers"), Mapping) and "id" in each else each
        identity = str(each["id"]) if inner is not each else ""
        if not identity or any(entry["id"] == identity for entry in found):
            identity = new_id(found)
        found.append({"id": identity[:20], "answers": dict(inner)})
    return found


def new_id(entries: Sequence[Entry]) -> str:
    """An id that no entry here has: one more than the highest."""
    return str(max((int(entry["id"]) for entry in entries if entry["id"].isdecimal()), default=0) + 1)


def entry_number(answer: object, identity: str) -> int | None:
    """The place of an entry, counted from 1, by its id; None when it is gone."""
    places = {entry["id"]: at for at, entry in enumerate(entries_of(answer), start=1)}
    return places.get(identity)


def put_entry(question: Question, answer: object, identity: str | None, answers: Answers) -> tuple[list[Entry], str]:
    """The group's answer with one entry changed (by id) or added (None): the new answer and the entry's id.

    Raises Unfit when there are as many as the group takes.
    """
    entries = entries_of(answer)
    for entry in entries:
        if entry["id"] == identity:
            entry["answers"] = dict(answers)
            return entries, entry["id"]
    if len(entries) >= (most := int(question.max or MOST)):
        raise Unfit(f"You can add {most} at most")
    identity = new_id(entries)
    return [*entries, {"id": identity, "answers": dict(answers)}], identity


def drop_entry(answer: object, identity: str) -> list[Entry]:
    """The group's answer without one entry. One that is gone already is no error."""
    return [entry for entry in entries_of(answer) if entry["id"] != identity]


def asked_in_entry(question: Question, entry: Answers, view: View) -> list[Question]:
    """The questions of a group that are asked in an entry with these answers."""
    seen: dict[str, Answer] = {}
    asked = []
    for inner in question.questions:
        if holds(inner.when, view.inside(question.code, seen)):
            asked.append(inner)
            seen[inner.code] = entry.get(inner.code)
    return asked


def read_entry(question: Question, entry: Answers, view: View, *, whole: bool) -> tuple[dict[str, Answer], Errors]:
    """Canonical answers to what is asked in one entry, and errors by inner question.

    `whole`: an optional question that is missing counts as left empty (else it has not been asked yet).
    """
    answers: dict[str, Answer] = {}
    errors: Errors = {}
    for inner in question.questions:
        if not holds(inner.when, view.inside(question.code, answers)):
            continue
        if inner.code not in entry and not whole:
            errors[inner.code] = {"": ""}
            continue
        try:
            answers[inner.code] = read(inner, entry.get(inner.code), view.context)
        except Unfit as unfit:
            errors[inner.code] = unfit.parts
    return answers, errors


def read_group(question: Question, answer: object, view: View, *, whole: bool) -> tuple[list[Entry], Errors]:
    """The canonical group, and errors: `code` for the number of entries, `code-n-inner` for what is in the nth."""
    entries, found, errors = entries_of(answer), [], Errors()
    least, most = int(question.min if question.min is not None else 1), int(question.max or MOST)
    if question.optional and not entries:
        return [], errors
    if len(entries) < least:
        one = f"Add a {question.entry}" if least == 1 else f"Add {least} at least"
        errors[question.code] = {"": question.error or one}
    if len(entries) > most:
        errors[question.code] = {"": f"You can add {most} at most"}
    for number, entry in enumerate(entries[:most], start=1):
        answers, wrong = read_entry(question, entry["answers"], view, whole=whole)
        found.append({"id": entry["id"], "answers": answers})
        errors |= {f"{question.code}-{number}-{code}": parts for code, parts in wrong.items()}
    return found, errors
