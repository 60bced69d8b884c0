"""What each question of a form is used for (nobody should be asked what nobody uses)."""

from collections.abc import Iterator

from frontdesk.domains.services.definition.charges import Amount
from frontdesk.domains.services.definition.conditions import Condition
from frontdesk.domains.services.definition.model import Definition
from frontdesk.domains.services.definition.reach import names_of

SELF_EVIDENT = ("place", "photo", "file", "declaration", "group")
"""Types that are used by being there: work goes to a place, evidence is looked at, a declaration is kept."""


def unused(definition: Definition) -> set[str]:
    """Codes of questions that no rule of the service and nobody named uses."""
    used = set(uses(definition))
    return {
        question.code
        for _, question, _ in definition.questions()
        if question.code not in used
        and question.type not in SELF_EVIDENT
        and not (question.used_for or question.known_as)
        and not (question.type == "address" and definition.duplicates and definition.duplicates.by == "address")
    }


def uses(definition: Definition) -> Iterator[str]:
    """Codes of the questions that the rules of a service look at, some more than once."""
    for condition in conditions(definition):
        yield from names_of(condition, "question")
    for amount in definition.amounts:
        yield from amount_uses(amount)
    for fact in definition.facts:
        yield fact.needs
    if definition.duplicates:
        yield from definition.duplicates.same


def amount_uses(amount: Amount) -> Iterator[str]:
    """Codes of the questions that an amount is worked out from (its conditions aside)."""
    for step in amount.steps:
        for part in (step.base, step.cap, step.taper):
            if part is not None and not isinstance(part, int):
                yield from part.of
        for table in (step.per_entry, step.by_option, step.bands):
            if table is not None:
                yield table.of


def conditions(definition: Definition) -> Iterator[Condition | None]:
    """Every condition of a service."""
    for page, question, group in definition.questions():
        yield question.when
        if group is None and question is page.questions[0]:
            yield page.when
            yield from (jump.when for jump in page.next)
    for amount in definition.amounts:
        yield amount.when
        yield from (step.when for step in amount.steps)
    yield from (route.when for route in definition.routes)
    if definition.standard:
        yield from (other.when for other in definition.standard.others)
