"""Files among answers that were given without the form: they must be known uploads, never just any words."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from frontdesk.domains.forms.rules.answers.unfit import Errors
from frontdesk.domains.forms.rules.groups import entries_of
from frontdesk.domains.services.definition.model import Definition

_SENTENCE = "Files are sent with the form on our website, or after it by the link of the receipt. Leave this out"


def not_attached(definition: Definition, answers: Mapping[str, Any], known: Collection[str] = ()) -> Errors:
    """Errors by question for answers that name a file which is not among the `known` keys of uploads."""
    return {code: {"": _SENTENCE} for code, named in _files(definition, answers) if not set(named) <= set(known)}


def _files(definition: Definition, answers: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Every question that takes files, with what its answers name."""
    for _, question, group in definition.questions():
        if question.type not in ("file", "photo"):
            continue
        if group is None:
            yield question.code, _names(answers.get(question.code))
            continue
        for entry in entries_of(answers.get(group.code)):
            yield group.code, _names(entry["answers"].get(question.code))


def _names(answer: Any) -> list[str]:
    given = answer if isinstance(answer, list | tuple) else [answer]
    return [str(each) for each in given if each not in (None, "")]
