"""Whether a condition holds, for the answers that have really been asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from frontdesk.domains.forms.rules.context import Answer, Answers, Context
from frontdesk.domains.services.definition.conditions import AllOf, AnyOf, Condition, Moment, Not, Test
from frontdesk.domains.services.definition.form import Question
from frontdesk.domains.services.definition.model import Definition


@dataclass(frozen=True)
class View:
    """What conditions look at: answers asked so far, and inside a group the answers of the entry in hand."""

    definition: Definition
    live: Answers
    context: Context
    entry: Answers = field(default_factory=dict)
    group: str = ""

    @cached_property
    def _groups(self) -> Mapping[str, tuple[Question, Question | None]]:
        return {question.code: (question, group) for _, question, group in self.definition.questions()}

    def inside(self, group: str, entry: Answers) -> "View":
        """The same, standing in one entry of a group."""
        return View(self.definition, self.live, self.context, entry, group)

    def values(self, code: str) -> list[Answer]:
        """The answers that a question's code means here: one, or for a question inside a group one of each entry."""
        found = self._groups.get(code)
        if found is None:
            return []
        question, group = found
        if group is None:
            answer = self.live.get(code)
            return [answer] if question.type != "group" or answer is None else [Decimal(len(answer))]
        if group.code == self.group:
            return [self.entry.get(code)]
        return [entry["answers"].get(code) for entry in self.live.get(group.code) or ()]


def holds(condition: Condition | None, view: View) -> bool:
    """Whether the condition holds; no condition always does. Unanswered questions and unknown facts meet none."""
    match condition:
        case None:
            return True
        case AllOf(parts):
            return all(holds(part, view) for part in parts)
        case AnyOf(parts):
            return any(holds(part, view) for part in parts)
        case Not(part):
            return not holds(part, view)
        case Test(subject="fact"):
            return _compare(condition, view.context.fact(condition.code), view.context)
        case Test():
            return any(_compare(condition, answer, view.context) for answer in view.values(condition.code))


def _compare(test: Test, answer: Answer, context: Context) -> bool:
    """One answer against one operator."""
    if answer is None or answer == "":
        return False
    match test.operator:
        case "answered":
            return True
        case "is":
            return _same(test.value, answer, context)
        case "is_not":
            return not _same(test.value, answer, context)
        case "any_of":
            return any(_same(value, answer, context) for value in test.value)  # type: ignore[union-attr]
        case "over" | "under":
            number = as_number(answer)
            if number is None or not isinstance(test.value, Decimal):
                return False
            return number > test.value if test.operator == "over" else number < test.value
        case "before" | "after":
            day = _as_day(answer)
            if day is None or not isinstance(test.value, Moment):
                return False
            mark = context.day_of(test.value)
            return day < mark if test.operator == "before" else day > mark
    return False


def _same(value: Any, answer: Answer, context: Context) -> bool:
    if isinstance(answer, list):
        return value in answer
    if isinstance(value, Moment):
        return _as_day(answer) == context.day_of(value)
    if isinstance(value, Decimal):
        return as_number(answer) == value
    return bool(value == answer)


def as_number(answer: Answer) -> Decimal | None:
    """A canonical number or amount as Decimal; None when it is none."""
    if isinstance(answer, bool) or not isinstance(answer, int | float | str | Decimal):
        return None
    try:
        number = Decimal(str(answer))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _as_day(answer: Answer) -> date | None:
    if isinstance(answer, date):
        return answer
    try:
        return date.fromisoformat(str(answer)[:10])
    except ValueError:
        return None
