"""What stands in the boxes of a page: what was just typed, else the answer so far, else what we know already."""

from collections.abc import Mapping, Sequence
from typing import Any

from frontdesk.domains.forms import queries
from frontdesk.domains.forms.rules.answers.kinds import fields
from frontdesk.domains.forms.rules.groups import entries_of
from frontdesk.domains.forms.types import Draft
from frontdesk.domains.services.definition.form import Question
from frontdesk.ui.formpages.door import Door


def values(door: Door, draft: Draft, questions: Sequence[Question], typed: Mapping[str, Any]) -> dict[str, Any]:
    """By question: what its template shows."""
    return {question.code: _value(door, draft, question, typed) for question in questions}


def _value(door: Door, draft: Draft, question: Question, typed: Mapping[str, Any]) -> Any:
    if question.type == "group":
        return [_entry(question, each["answers"]) for each in entries_of(draft.answers.get(question.code))]
    if question.type in ("file", "photo"):
        return [_upload(door, draft, each) for each in queries.uploads(draft, question.code)]
    if question.code in typed:
        return typed[question.code]
    answer = draft.answers.get(question.code)
    if question.code not in draft.answers:
        answer = draft.known.get(question.code)
    return fields(question, answer)


def _entry(group: Question, answers: Mapping[str, Any]) -> dict[str, Any]:
    return {inner.code: fields(inner, answers.get(inner.code)) for inner in group.questions if inner.code in answers}


def _upload(door: Door, draft: Draft, upload: Any) -> dict[str, Any]:
    shown = door.address("file", draft=draft.id, file=upload.key) if upload.shown else ""
    return {"id": upload.key, "name": upload.name, "size": upload.size, "href": shown, "waiting": upload.waiting}
