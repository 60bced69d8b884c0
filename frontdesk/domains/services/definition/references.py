"""What conditions, amounts and rules name: it must exist, be asked before, and be of a type that fits."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from frontdesk.domains.services.definition.charges import STEP_RULES, ByOption, Step
from frontdesk.domains.services.definition.conditions import BUILT_IN_FACTS, Condition, Moment, Test, tests_of
from frontdesk.domains.services.definition.form import Fact, Question
from frontdesk.domains.services.definition.lines import Path
from frontdesk.domains.services.definition.model import Definition

Finding = tuple[Path, str]
_COMPARED = ("text", "email", "phone", "date", "memorable_date", "number", "money", "yes_no", "choice", "several")
_FITS = {
    "is": (*_COMPARED, "long_text", "declaration"),
    "is_not": (*_COMPARED, "long_text", "declaration"),
    "any_of": ("text", "email", "phone", "yes_no", "choice", "several"),
    "over": ("number", "money", "group"),
    "under": ("number", "money", "group"),
    "before": ("date", "memorable_date"),
    "after": ("date", "memorable_date"),
}
NUMBERS = ("number", "money")


@dataclass(frozen=True)
class _Asked:
    """A question and where it stands: place in the order, and the group around it."""

    question: Question
    place: tuple[int, int, int]
    group: Question | None


_END = (10_000, 0, 0)
_Place = tuple[int, int, int]


def wrong_references(definition: Definition) -> Iterator[Finding]:
    """Problems with everything that a service names inside itself."""
    asked = _asked(definition)
    facts = {fact.code: fact for fact in definition.facts}
    for path, condition, place, group in _conditions(definition):
        for test in tests_of(condition):
            yield from ((path, sentence) for sentence in _test(test, asked, facts, place, group))
    for at, fact in enumerate(definition.facts):
        if fact.code in BUILT_IN_FACTS:
            yield ("fact", at), f"“{fact.code}” is always there and need not be declared."
        if fact.needs and fact.needs not in asked:
            yield ("fact", at, "needs"), _no_question(fact.needs)
    for code in definition.duplicates.same if definition.duplicates else ():
        if code not in asked:
            yield ("duplicates", "same"), _no_question(code)
    for at, amount in enumerate(definition.amounts):
        if not amount.steps:
            yield ("amount", at), f"The amount “{amount.code}” has no steps."
        for number, step in enumerate(amount.steps):
            yield from ((("amount", at, "step", number), sentence) for sentence in _step(step, asked))


def _asked(definition: Definition) -> dict[str, _Asked]:
    """Every question by its code, with its place in the order asked."""
    found = {}
    for at, page in enumerate(definition.pages):
        for number, question in enumerate(page.questions, start=1):
            found[question.code] = _Asked(question, (at, number, 0), None)
            for inner, each in enumerate(question.questions, start=1):
                found[each.code] = _Asked(each, (at, number, inner), question)
    return found


def _conditions(definition: Definition) -> Iterator[tuple[Path, Condition | None, _Place, Question | None]]:
    """Every condition, its path, the place before which a question must be asked, and the group it stands in."""
    for at, page in enumerate(definition.pages):
        yield ("page", at, "when"), page.when, (at, 0, 0), None
        for number, jump in enumerate(page.next):
            yield ("page", at, "next", number), jump.when, (at + 1, 0, 0), None
        for number, question in enumerate(page.questions):
            path: Path = ("page", at, "question", number)
            yield (*path, "when"), question.when, (at, number + 1, 0), None
            for inner, each in enumerate(question.questions):
                yield (*path, "question", inner, "when"), each.when, (at, number + 1, inner + 1), question
    for at, amount in enumerate(definition.amounts):
        yield ("amount", at, "when"), amount.when, _END, None
        for number, step in enumerate(amount.steps):
            yield ("amount", at, "step", number), step.when, _END, None
    for at, route in enumerate(definition.routes):
        yield ("route", at, "when"), route.when, _END, None
    for at, other in enumerate(definition.standard.others if definition.standard else ()):
        yield ("standard", "other", at, "when"), other.when, _END, None


def _test(
    test: Test, asked: dict[str, _Asked], facts: dict[str, Fact], place: _Place, group: Question | None
) -> Iterator[str]:
    """What is wrong with one comparison."""
    if test.subject == "fact":
        yield from _fact_test(test, asked, facts, place)
        return
    found = asked.get(test.code)
    if found is None:
        yield _no_question(test.code)
    elif found.place >= place or (found.group not in (None, group) and found.place[:2] >= place[:2]):
        yield f"“{test.code}” is not asked before this. Only questions asked earlier can be named."
    else:
        yield from _fit(test, found.question.type, [option.value for option in found.question.options])


def _fact_test(test: Test, asked: dict[str, _Asked], facts: dict[str, Fact], place: _Place) -> Iterator[str]:
    if test.code in BUILT_IN_FACTS:
        yield from _fit(test, BUILT_IN_FACTS[test.code], [])
        return
    fact = facts.get(test.code)
    if fact is None:
        yield f"There is no fact “{test.code}”. Declare it as [[fact]]."
        return
    yield from _fit(test, fact.type, list(fact.options))
    if fact.needs in asked and asked[fact.needs].place >= place:
        yield f"The fact “{fact.code}” is looked up by “{fact.needs}”, which is not asked before this."


def _fit(test: Test, kind: str, options: list[str]) -> Iterator[str]:
    """Whether operator and value fit a type."""
    if test.operator == "answered":
        return
    if kind not in _FITS[test.operator]:
        yield f"“{test.operator}” cannot be used with “{test.code}”, which is of type {kind}."
        return
    if test.operator in ("is", "is_not", "any_of"):
        allowed = ["yes", "no"] if kind in ("yes_no", "declaration") else options
        values = test.value if isinstance(test.value, tuple) else (test.value,)
        for value in values:
            if kind in ("yes_no", "declaration", "choice", "several") and value not in allowed:
                yield f"“{value}” is not an answer to “{test.code}”. Answers: {', '.join(allowed)}."
            elif kind in NUMBERS and not isinstance(value, Decimal):
                yield f"“{test.code}” is a number: write it without quotes."
            elif kind in ("date", "memorable_date") and not isinstance(value, Moment):
                yield f"“{test.code}” is a date: write it as 2026-12-24, without quotes."
            elif kind in ("text", "long_text", "email", "phone") and not isinstance(value, str):
                yield f"“{test.code}” is text: put the value in quotes."


def _step(step: Step, asked: dict[str, _Asked]) -> Iterator[str]:
    """What is wrong with one step of an amount."""
    if len(step.rules) != 1:
        yield f"A step has one rule of: {', '.join(STEP_RULES)}. This one has {len(step.rules) or 'none'}."
    for part in (step.base, step.cap, step.taper):
        if part is not None and not isinstance(part, int):
            yield from _amount_of(part.of, asked, ("money", "number"))
    if step.per_entry:
        yield from _amount_of((step.per_entry.of,), asked, ("group", "number"))
    if step.by_option:
        yield from _by_option(step.by_option, asked)
    if step.bands:
        yield from _amount_of((step.bands.of,), asked, NUMBERS)
        limits = [row.up_to for row in step.bands.rows]
        given = [limit for limit in limits if limit is not None]
        if None in limits[:-1] or given != sorted(set(given)):
            yield "The rows of “bands” must rise, and only the last may do without “up_to”."
    if step.concession and (step.concession.percent is None) == (step.concession.amount is None):
        yield "A concession is either a percentage or an amount."


def _amount_of(codes: tuple[str, ...], asked: dict[str, _Asked], kinds: tuple[str, ...]) -> Iterator[str]:
    for code in codes:
        if code not in asked:
            yield _no_question(code)
        elif asked[code].question.type not in kinds:
            yield f"“{code}” is of type {asked[code].question.type}; here it must be {' or '.join(kinds)}."


def _by_option(rule: ByOption, asked: dict[str, _Asked]) -> Iterator[str]:
    yield from _amount_of((rule.of,), asked, ("choice", "several"))
    if rule.of in asked:
        options = {option.value for option in asked[rule.of].question.options}
        for row in rule.rows:
            if row.option not in options:
                yield f"“{row.option}” is not an answer to “{rule.of}”."


def _no_question(code: str) -> str:
    return f"There is no question “{code}”."
