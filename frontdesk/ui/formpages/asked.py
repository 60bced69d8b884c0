"""Some questions of a form asked on one page outside it: a correction, what another service asks besides.

The boxes are those of the form and are read as there; entries of a group stand below each other, and an entry whose
boxes are all empty is none.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from frontdesk.domains.forms.rules.answers.kinds import KINDS, fields, gather, is_blank
from frontdesk.domains.forms.rules.groups import MOST, entries_of
from frontdesk.domains.services.definition.form import Question
from frontdesk.ui.formpages import looking
from frontdesk.ui.formpages.door import LookUp
from frontdesk.ui.questions import inner_questions

NO_FILES = ("file", "photo")
"""Types that need the form itself: an upload belongs to a draft."""


@dataclass(frozen=True)
class Box:
    """A question as it stands on the page: itself or one of a group's entry, with the heading of that entry."""

    question: Any
    heading: str = ""


class Asked:
    """The questions, what stands in their boxes, and what their templates need besides (`extras`)."""

    def __init__(
        self, questions: Iterable[Question], answers: Mapping[str, Any], posted: QueryDict | None = None
    ) -> None:
        self.questions = [each for each in questions if each.type not in NO_FILES]
        self.extras: dict[str, dict[str, Any]] = {}
        self.entries = {
            each.code: _entries(each, answers.get(each.code), posted) for each in self.questions if each.type == "group"
        }
        self.boxes = [box for each in self.questions for box in self._boxes(each)]
        given = {code: answer for each in self.questions for code, answer in _given(each, answers.get(each.code))}
        self.values = {
            box.question.code: self._value(box.question, given.get(box.question.code), posted) for box in self.boxes
        }

    def _boxes(self, question: Question) -> Iterable[Box]:
        if question.type != "group":
            yield Box(question)
            return
        for n in range(1, self.entries[question.code] + 1):
            heading = f"{question.entry[:1].upper()}{question.entry[1:]} {n}"
            for place, inner in enumerate(inner_questions(question, n)):
                yield Box(inner, "" if place else heading)

    def _value(self, question: Any, answer: Any, posted: QueryDict | None) -> Any:
        """What was typed where the box was on the page that was sent; else what was answered before."""
        if posted is None or question.code not in posted.getlist("asked"):
            return fields(question, answer)
        return gather(question, {name: posted.getlist(name) for name in posted})

    def step(self, look_up: LookUp, council: int, posted: QueryDict) -> bool:
        """Take the step inside a question that was pressed (find, the map, another entry); whether there was one."""
        what, _, code = posted.get("do", "").partition(":")
        if what == "add":
            return True
        for question in (box.question for box in self.boxes):
            value = self.values[question.code]
            name = "press" if looking.is_pressed(question, posted) else ""
            if not name and code == question.code and what in ("find", "type", "again", "map"):
                name = what
            if not name and not code and looking.wants_find(question, value, posted):
                name = "find"
            if name:
                value, extra = looking.step(look_up, council, question, name, dict(value), posted)
                self.values[question.code], self.extras[question.code] = value, extra
                return True
            if question.type == "place" and (match := posted.get(f"{question.code}-match", "")):
                self.values[question.code] = looking.chosen_street(council, dict(value), match)
        return False

    def answers(self) -> dict[str, Any]:
        """What was typed, by question, as the verbs take it."""
        found: dict[str, Any] = {}
        for question in self.questions:
            if question.type != "group":
                found[question.code] = self.values[question.code]
                continue
            entries = [
                {inner.own_code: self.values[inner.code] for inner in inner_questions(question, n)}
                for n in range(1, self.entries[question.code] + 1)
            ]
            found[question.code] = [each for each in entries if not _is_empty(question, each)]
        return found


def _entries(group: Question, answer: Any, posted: QueryDict | None) -> int:
    """How many entries the page shows: those there are, those that were on the page sent, one more where asked for."""
    least = max(len(entries_of(answer)), int(group.min or 0), 1)
    if posted is None:
        return least
    sent = posted.get(f"{group.code}-entries", "")
    shown = int(sent) if sent.isdecimal() and len(sent) < 3 else least
    more = 1 if posted.get("do") == f"add:{group.code}" else 0
    return min(max(shown, 1) + more, int(group.max or MOST))


def _given(question: Question, answer: Any) -> Iterable[tuple[str, Any]]:
    if question.type != "group":
        yield question.code, answer
        return
    for n, entry in enumerate(entries_of(answer), start=1):
        for inner in inner_questions(question, n):
            yield inner.code, entry["answers"].get(inner.own_code)


def _is_empty(group: Question, entry: Mapping[str, Any]) -> bool:
    return all(is_blank(entry[inner.code], KINDS[inner.type]) for inner in group.questions if inner.code in entry)
