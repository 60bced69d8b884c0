"""What is known is not asked again: proposals for answers from the customer's record and from another form."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from frontdesk.domains.forms.rules.answers.kinds import read
from frontdesk.domains.forms.rules.answers.unfit import Unfit
from frontdesk.domains.forms.rules.context import Context
from frontdesk.domains.services.definition.form import Question
from frontdesk.domains.services.definition.model import Definition


@dataclass(frozen=True)
class Known:
    """What the record says, by the codes of `known_as`; answers of another form by code of its question."""

    record: Mapping[str, Any] = field(default_factory=dict)
    carried: Mapping[str, Any] = field(default_factory=dict)
    carried_types: Mapping[str, str] = field(default_factory=dict)


def proposals(definition: Definition, known: Known, context: Context) -> dict[str, Any]:
    """Canonical answers to put into the form, to be confirmed by sending the page. Only those that can stand.

    An answer carried over wins over the record: it was given just now. It must be of a question with the same code and
    type. Nothing is proposed inside groups, and no files, declarations or groups are carried.
    """
    found: dict[str, Any] = {}
    for _, question, group in definition.questions():
        if group is not None or question.type in ("group", "file", "photo", "declaration"):
            continue
        plain = _plain(question, known)
        if plain is None:
            continue
        try:
            answer = read(question, plain, context)
        except Unfit:
            continue
        if answer is not None:
            found[question.code] = answer
    return found


def _plain(question: Question, known: Known) -> Any:
    if question.code in known.carried and known.carried_types.get(question.code) == question.type:
        return known.carried[question.code]
    return known.record.get(question.known_as) if question.known_as else None


def carried_from(definition: Definition, answers: Mapping[str, Any]) -> Known:
    """What can be carried over from the answers of a form with this definition."""
    types: dict[str, str] = {}
    kept: dict[str, Any] = {}
    for _, question, group in definition.questions():
        if group is None and answers.get(question.code) is not None:
            types[question.code] = question.type
            kept[question.code] = answers[question.code]
    return Known({}, kept, types)
