"""Runs a service's examples: the same evaluator that customers meet, against what the designer expects."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from frontdesk.domains.forms.rules.assess import Assessment, assess
from frontdesk.domains.forms.rules.context import ORDINARY_DAYS, Context
from frontdesk.domains.services.definition.examples import Example
from frontdesk.domains.services.definition.model import Definition, Problem
from frontdesk.kernel.money import format_money
from frontdesk.kernel.worktime import WorkCalendar

DueOn = Callable[[Definition, datetime], date | None]
"""The local day by which the promise of a service must be kept, from the local time of receipt; None: not known."""


@dataclass(frozen=True)
class Result:
    """What came of one example. `differences` are sentences; none means it passed. `due_checked`: see `run`."""

    example: Example
    differences: tuple[str, ...]
    due_checked: bool = True

    @property
    def passed(self) -> bool:
        """Whether everything came as expected."""
        return not self.differences


def run(
    definition: Definition,
    examples: Sequence[Example],
    *,
    calendar: WorkCalendar = ORDINARY_DAYS,
    due_on: DueOn | None = None,
) -> list[Result]:
    """Every example with its differences. Due days are compared only where `due_on` is given and knows the promise.

    `due_on` is handed the definition with the promise that counts for the example's answers.
    """
    return [_run(definition, example, calendar, due_on) for example in examples]


def problems(results: Sequence[Result]) -> list[Problem]:
    """The differences as problems with file and line, for the same list as those of the check."""
    return [
        Problem(result.example.file, result.example.line, f"{result.example.name}: {difference}")
        for result in results
        for difference in result.differences
    ]


def _run(definition: Definition, example: Example, calendar: WorkCalendar, due_on: DueOn | None) -> Result:
    context = Context(
        today=example.received.date(),
        calendar=calendar,
        facts=example.facts,
        channel=example.channel,
        assisted=example.assisted or example.facts.get("assisted") == "yes",
    )
    assessment = assess(definition, example.answers, context)
    promised = replace(definition, standard=assessment.standard)
    due = due_on(promised, example.received) if due_on and assessment.ok and example.expect.due else None
    differences = [*_codes(definition, example), *_differences(example, assessment)]
    if due is not None and due != example.expect.due:
        differences.append(f"due on {due}, not on {example.expect.due}.")
    return Result(example, tuple(differences), due is not None or example.expect.due is None)


def _codes(definition: Definition, example: Example) -> Iterator[str]:
    """What the example names must be there."""
    known = {question.code for _, question, _ in definition.questions()}
    facts = {fact.code for fact in definition.facts} | {"ward", "assisted"}
    for code in [*example.answers, *example.expect.hidden]:
        if code not in known:
            yield f"there is no question “{code}”."
    for code in example.facts:
        if code not in facts:
            yield f"there is no fact “{code}”."


def _differences(example: Example, found: Assessment) -> Iterator[str]:
    expect = example.expect
    if expect.error is not None:
        yield from _error(expect.error, found)
        return
    if found.page is not None:
        what = " ".join(found.sentences) or "an answer is missing"
        asked = ", ".join(f"“{code}”" for code in found.errors)
        yield f"it does not come through the page “{found.page.code}” ({asked}: {what})."
        return
    reached = found.ending.code if found.ending else "nothing"
    if reached != expect.ending:
        yield f"it ends in “{reached}”, not in “{expect.ending}”."
    if expect.team and found.team != expect.team:
        yield f"it goes to the team “{found.team or 'none'}”, not to “{expect.team}”."
    promise = found.standard.promise if found.standard else "none"
    if expect.promise and promise != expect.promise:
        yield f"its promise is “{promise}”, not “{expect.promise}”."
    for code in found.dropped:
        yield f"“{code}” is answered but never asked on this way. Take it out."
    for code in expect.hidden:
        if code in found.answers:
            yield f"“{code}” is asked, and should not be."
    totals = {worked.amount.code: worked.total for worked in found.amounts}
    for code, pence in expect.amounts.items():
        if totals.get(code) != pence:
            came = format_money(totals[code]) if code in totals else "nothing"
            yield f"the amount “{code}” is {came}, not {format_money(pence)}."


def _error(expected: tuple[str, str], found: Assessment) -> Iterator[str]:
    code, says = expected
    sentences = [sentence for sentence in found.errors.get(code, {}).values() if sentence]
    if not sentences:
        yield f"“{code}” is accepted, and should not be."
    elif not any(says.rstrip(".") in sentence for sentence in sentences):
        yield f"“{code}” says “{sentences[0]}”, not “{says}”."
