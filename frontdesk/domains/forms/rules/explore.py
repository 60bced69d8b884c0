"""Tries a form as many different customers would, to find pages and endings that nobody can come to.

The check of a definition looks at what leads where; two conditions that can never hold together escape it. Here the
evaluator itself is walked with answers drawn around the values that conditions name. The same seed gives the same
tries, so that a finding can be seen again.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from frontdesk.domains.forms.rules.answers.kinds import read
from frontdesk.domains.forms.rules.answers.unfit import Unfit
from frontdesk.domains.forms.rules.context import Context
from frontdesk.domains.forms.rules.journey import SEEN, Journey, walk
from frontdesk.domains.services.definition.conditions import Moment, Test, tests_of
from frontdesk.domains.services.definition.form import Fact, Question
from frontdesk.domains.services.definition.model import Definition
from frontdesk.domains.services.definition.usage import conditions

_PLAIN: dict[str, Any] = {
    "text": "Something",
    "long_text": "Something longer",
    "name": {"first": "Amina", "last": "Khan"},
    "email": "amina@example.org",
    "phone": "+447700900123",
    "address": {"uprn": "", "lines": ["12 Mill Lane"], "postcode": "ZY1 1AB"},
    "place": {"words": "By the pond"},
    "file": ["a.pdf"],
    "photo": ["a.jpg"],
    "declaration": "yes",
}
_FORMATS = {"national-insurance": "AB 12 34 56 C", "vehicle": "AB12 CDE", "postcode": "ZY1 1AB"}
_DRAWS = 12


@dataclass(frozen=True)
class Explored:
    """What was come to, and what was not, by code. `stuck` are pages that no drawn answer came through."""

    pages: frozenset[str]
    endings: frozenset[str]
    missed_pages: tuple[str, ...]
    missed_endings: tuple[str, ...]
    stuck: tuple[str, ...]


def explore(definition: Definition, context: Context, *, tries: int = 400, seed: int = 1) -> Explored:
    """Walks the form until everything was come to, or `tries` times."""
    pages: set[str] = set()
    endings: set[str] = set()
    stuck: set[str] = set()
    all_pages = {page.code for page in definition.pages}
    all_endings = {ending.code for ending in definition.endings}
    draw = _Draw(definition, random.Random(seed))  # noqa: S311 not for secrets
    for _ in range(tries):
        journey = _one(definition, context, draw)
        pages |= {page.code for page in journey.pages}
        if journey.ending is not None:
            endings.add(journey.ending.code)
        elif journey.stop is not None:
            stuck.add(journey.stop.code)
        if pages == all_pages and endings == all_endings:
            break
    return Explored(
        pages=frozenset(pages),
        endings=frozenset(endings),
        missed_pages=tuple(page.code for page in definition.pages if page.code not in pages),
        missed_endings=tuple(ending.code for ending in definition.endings if ending.code not in endings),
        stuck=tuple(sorted(stuck)),
    )


def _one(definition: Definition, context: Context, draw: "_Draw") -> Journey:
    """One customer: each page answered as it comes."""
    world = replace(
        context, facts=draw.facts(), channel=draw.of(definition.channels.open), assisted=draw.of([True, False])
    )
    answers: dict[str, Any] = {}
    journey = walk(definition, answers, world)
    for _ in range(len(definition.pages) + 1):
        page = journey.stop
        if page is None:
            break
        for _ in range(_DRAWS):
            answers |= {question.code: draw.answer(question, world) for question in page.questions}
            answers[SEEN + page.code] = True
            journey = walk(definition, answers, world)
            if journey.stop is not page:
                break
        else:
            break
    return journey


class _Draw:
    """Draws answers around the values that the conditions of a service name."""

    def __init__(self, definition: Definition, dice: random.Random) -> None:
        self.definition = definition
        self.dice = dice
        self.named: dict[tuple[str, str], list[Any]] = {}
        for condition in conditions(definition):
            for test in tests_of(condition):
                self.named.setdefault((test.subject, test.code), []).extend(_values(test))

    def of(self, items: Any) -> Any:
        """One of some."""
        return self.dice.choice(list(items))

    def facts(self) -> dict[str, Any]:
        """Every fact, known or not."""
        found = {}
        for fact in (*self.definition.facts, Fact(code="ward", type="text", from_="ward")):
            value = self.of([None, *(fact.options or self._around("fact", fact.code, fact.type))])
            if value is not None:
                found[fact.code] = value
        return found

    def answer(self, question: Question, context: Context) -> Any:
        """A plain answer that the question takes, most of the time."""
        if question.optional and self.dice.random() < 0.3:
            return None
        if question.type == "group":
            return [self._entry(question, context) for _ in range(self._count(question))]
        return self._plain(question, context)

    def _entry(self, group: Question, context: Context) -> dict[str, Any]:
        return {inner.code: self.answer(inner, context) for inner in group.questions}

    def _count(self, group: Question) -> int:
        least, most = int(group.min if group.min is not None else 1), int(group.max or 3)
        near = [int(n) for n in self.named.get(("question", group.code), []) if least <= n <= most]
        return int(self.of([least, min(least + 1, most), *near]))

    def _plain(self, question: Question, context: Context) -> Any:
        if question.type == "yes_no":
            return self.of(["yes", "no"])
        if question.type == "choice":
            return self.of(option.value for option in question.options)
        if question.type == "several":
            values = [option.value for option in question.options if option.value != question.none]
            chosen = self.dice.sample(values, self.dice.randint(1, len(values)))
            return [question.none] if question.none and self.dice.random() < 0.2 else chosen
        if question.type in ("number", "money", "date", "memorable_date"):
            return self._fitting(question, context)
        texts = [value for value in self.named.get(("question", question.code), []) if isinstance(value, str)]
        return self.of([_FORMATS.get(question.format) or _PLAIN[question.type], *texts])

    def _fitting(self, question: Question, context: Context) -> Any:
        """A number or day near those that matter: of the conditions, and the question's own limits."""
        limits = [
            limit for limit in (question.min, question.max, question.earliest, question.latest) if limit is not None
        ]
        near = [*self._around("question", question.code, question.type), *limits]
        values = [_plain_value(value, step, context) for value in near for step in (-1, 0, 1)]
        self.dice.shuffle(values)
        for value in values:
            try:
                return read(question, value, context)
            except Unfit:
                continue
        return str(values[0]) if values else "1"

    def _around(self, subject: str, code: str, kind: str) -> list[Any]:
        ordinary: dict[str, list[Any]] = {
            "number": [Decimal(1), Decimal(3), Decimal(40)],
            "money": [Decimal(10), Decimal(250)],
            "date": [Moment(), Moment(count=-30), Moment(count=30)],
            "memorable_date": [Moment(count=-40, unit="years"), Moment(count=-70, unit="years")],
            "yes_no": ["yes", "no"],
        }
        return [*self.named.get((subject, code), []), *ordinary.get(kind, [])]


def _values(test: Test) -> Iterator[Any]:
    """What a comparison names, and for a number of entries what lies beside it."""
    if isinstance(test.value, tuple):
        yield from test.value
    elif isinstance(test.value, Decimal):
        yield from (test.value - 1, test.value, test.value + 1)
    elif not isinstance(test.value, bool):
        yield test.value


def _plain_value(value: Any, step: int, context: Context) -> str:
    if isinstance(value, Moment):
        day: date = context.day_of(value)
        return (day + timedelta(days=step)).isoformat()
    return (
        f"{max(Decimal(0), Decimal(str(value)) + step):f}" if isinstance(value, Decimal | int | float) else str(value)
    )
